"""Rule 3: a group is published again only if its answering members changed by nobody, or by a crowd."""

from collections.abc import Hashable, Mapping, Set

from backend.pulse.disclosure.groups import Group


def changed_too_little(
    now: Mapping[Group, Set[Hashable]], last: Mapping[Group, Set[Hashable]], k: int
) -> set[Group]:
    """The groups whose last value stays: 1 to `k` − 1 people joined or left since their last release.

    `now` and `last` hold who answered, as hashes under one key: who came and who went both count. A group
    never released before is free. Without this, two waves around one departure give away one answer.
    """
    return {group for group, members in now.items() if group in last and 0 < len(members ^ last[group]) < k}
