"""A few lines to set out groups by name: « Ventes », « Technique », and who answered in each."""

from collections.abc import Mapping

from backend.pulse.disclosure import ROOT, Cut, Group, Tally


def unit(name: str) -> Group:
    return Group(Cut.UNIT, name)


def direct(name: str) -> Group:
    return Group(Cut.DIRECT, name)


def site(name: str) -> Group:
    return Group(Cut.SITE, name)


def family(name: str) -> Group:
    return Group(Cut.FAMILY, name)


def flat(**answers: int) -> Tally:
    """Units right under the root."""
    parents: dict[Group, Group | None] = {ROOT: None} | {unit(name): ROOT for name in answers}
    return Tally(parents, {frozenset({ROOT, unit(name)}): people for name, people in answers.items()})


def crossed(answers: Mapping[tuple[str, str], int]) -> Tally:
    """Units crossed with sites, both right under the root."""
    parents: dict[Group, Group | None] = {ROOT: None}
    atoms: dict[frozenset[Group], int] = {}
    for (unit_name, site_name), people in answers.items():
        parents |= {unit(unit_name): ROOT, site(site_name): ROOT}
        atoms[frozenset({ROOT, unit(unit_name), site(site_name)})] = people
    return Tally(parents, atoms)


def nested(answers: Mapping[str, int]) -> Tally:
    """Leaves by their path, « Sud/Gironde »; a unit of its own people is « Sud/. »."""
    parents: dict[Group, Group | None] = {ROOT: None}
    atoms: dict[frozenset[Group], int] = {}
    for path, people in answers.items():
        above, groups = ROOT, {ROOT}
        for name in path.split("/"):
            group = direct(above.key) if name == "." else unit(name)
            parents[group] = above
            above = group
            groups.add(group)
        atoms[frozenset(groups)] = people
    return Tally(parents, atoms)


def named(groups: frozenset[Group] | set[Group]) -> set[str]:
    """The keys of these groups, the root left out."""
    return {group.key for group in groups if group != ROOT}
