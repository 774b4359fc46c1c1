"""Which units may be told what was counted right in each: the rules of a release, over their tree alone.

Units are the only cut, so that the sums inside the tree are all that can be subtracted.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.identity import ORG_UNITS
from backend.pulse.disclosure import FIGURES_FLOOR as K
from backend.pulse.disclosure import ROOT, Cut, Group, Tally, Votes, disclose

Above = Mapping[UUID, UUID | None]
"""The unit that each unit is right inside of."""
Counted = Mapping[UUID | None, Sequence[int]]
"""How many gave each answer, right in each unit, under None for those of no unit."""


class Opinion(NamedTuple):
    """What the answers are worth, as `Votes` takes it."""

    values: Sequence[int] = ()
    is_score: bool = False


async def units_above(session: Session) -> Above:
    """The whole tree, in one statement."""
    rows = await session.execute(sa.select(ORG_UNITS.c.id, ORG_UNITS.c.parent_id))
    return {row.id: row.parent_id for row in rows}


def unit_group(unit_id: UUID | None) -> Group:
    """A unit with all below it; the whole company for None."""
    return Group(Cut.UNIT, str(unit_id)) if unit_id else ROOT


def told_by_unit(counted: Counted, above: Above, opinion: Opinion | None = None) -> dict[Group, list[int]]:
    """What was counted in each unit that may be told it.

    A unit is told nothing under 5 answers, nor what would give a smaller one away by subtraction; with an
    `opinion` that the answers express, nor where nearly everybody holds the same.
    """
    parents, places = _tree(counted, above)
    atoms = {groups: counted[unit] for groups, unit in places.items()}
    votes = Votes(atoms, *opinion) if opinion else None
    tally = Tally(parents, {groups: sum(counts) for groups, counts in atoms.items()})
    shown = disclose(tally, K, votes=votes, large=True)
    sums = (votes or Votes(atoms)).by_group
    return {group: sums[group] for group in shown}


def _tree(
    counted: Counted, above: Above
) -> tuple[dict[Group, Group | None], dict[frozenset[Group], UUID | None]]:
    """The group around each group, and where the people of each atom are."""
    chains = {unit: _chain(unit, above) for unit in counted}
    parents: dict[Group, Group | None] = {ROOT: None}
    for chain in chains.values():
        parents.update(zip(chain, [*chain, ROOT][1:], strict=True))
    holders = {outer for outer in parents.values() if outer}
    places = {}
    for unit, chain in chains.items():
        own = chain[0] if chain else ROOT
        groups = {ROOT, *chain}
        if own in holders:
            direct = Group(Cut.DIRECT, own.key)
            parents[direct] = own
            groups.add(direct)
        places[frozenset(groups)] = unit
    return parents, places


def _chain(unit: UUID | None, above: Above) -> list[Group]:
    found = []
    while unit is not None:
        found.append(unit_group(unit))
        unit = above[unit]
    return found
