"""The groups of one wave, as disclosure sees them: which there are, and which a ballot or a person is in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from backend.pulse.disclosure import MOST_GROUPS, ROOT, Cut, Group
from backend.pulse.models import GroupKind
from backend.pulse.payloads import Groups

CUT = {GroupKind.UNIT: Cut.UNIT, GroupKind.SITE: Cut.SITE, GroupKind.JOB_FAMILY: Cut.FAMILY}


@dataclass(frozen=True, slots=True)
class Frozen:
    """A group as it was frozen at the opening; `counted_as` is what ballots call it."""

    kind: GroupKind
    group_id: UUID
    parent_id: UUID | None
    invited: int
    counted_as: UUID | None


class Cuts:
    """Units with those right in them, sites and job families, from the groups frozen with the wave.

    Of a large wave, the cut by unit alone.
    """

    def __init__(self, frozen: Iterable[Frozen], invited: int) -> None:
        self._named: dict[tuple[GroupKind, UUID | None], str | None] = {
            (one.kind, one.group_id): str(one.counted_as) if one.counted_as else None for one in frozen
        }
        named = [one for one in frozen if one.counted_as == one.group_id]
        self.invited = {Group(CUT[one.kind], str(one.group_id)): one.invited for one in named}
        self.parents: dict[Group, Group | None] = {ROOT: None}
        for one in named:
            above = Group(Cut.UNIT, str(one.parent_id)) if one.parent_id else ROOT
            of_unit = one.kind is GroupKind.UNIT and above in self.invited
            self.parents[Group(CUT[one.kind], str(one.group_id))] = above if of_unit else ROOT
        self._add_own_cells(invited)
        self.is_large = len(self.parents) > MOST_GROUPS
        if self.is_large:
            # Sites and job families are not released, so not counted either: atoms are then few.
            told = (Cut.ALL, Cut.UNIT, Cut.DIRECT)
            self.parents = {one: above for one, above in self.parents.items() if one.cut in told}
        self._chains: dict[tuple[str | None, str | None, str | None], frozenset[Group]] = {}

    def _add_own_cells(self, everybody: int) -> None:
        """The people right in a unit that has units, and those of no site or job family that is told."""
        inside: Counter[tuple[Group, Cut]] = Counter()
        for group, asked in self.invited.items():
            above = self.parents[group]
            if above is not None:
                inside[above, group.cut] += asked
        for (above, cut), asked in inside.items():
            if self.invited.get(above, everybody) > asked:
                own = Group(Cut.DIRECT, above.key) if cut is Cut.UNIT else Group(cut, "")
                self.parents[own] = above

    def of_ballot(self, groups: Groups) -> frozenset[Group]:
        """Every group that a ballot counts in."""
        return self._of(groups["unit"], groups["site"], groups["job_family"])

    def _of(self, unit: str | None, site: str | None, family: str | None) -> frozenset[Group]:
        key = (unit, None, None) if self.is_large else (unit, site, family)
        if key not in self._chains:
            found = {ROOT, *self.around(Group(Cut.UNIT, unit) if unit else ROOT)}
            own = [
                Group(Cut.DIRECT, unit or ""),
                Group(Cut.SITE, site or ""),
                Group(Cut.FAMILY, family or ""),
            ]
            self._chains[key] = frozenset(found | {group for group in own if group in self.parents})
        return self._chains[key]

    def of_person(self, unit: UUID | None, site: UUID | None, family: UUID | None) -> frozenset[Group]:
        """The groups that the ballot of a person asked in these names."""
        named = self._named.get
        return self._of(
            named((GroupKind.UNIT, unit)),
            named((GroupKind.SITE, site)),
            named((GroupKind.JOB_FAMILY, family)),
        )

    def around(self, group: Group) -> list[Group]:
        """The group and those around it, nearest first."""
        found = []
        step: Group | None = group
        while step is not None:
            found.append(step)
            step = self.parents[step]
        return found
