"""Coverage: how many colleagues there are for each ambassador, unit by unit and site by site.

It reads roll-ups only: headcounts as of the last import, ambassadors as of a few seconds ago. A handful of
statements, whatever the size of the company.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.circles import coverage_rows
from backend.circles.coverage_rows import MOST_CELLS, BareUnit, Cell, Part, Region, Share
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity import NotAllowed, OrgUnitRow, Permission, child_units, path_to


@dataclass(frozen=True, slots=True)
class Coverage(Share):
    """A unit, or the whole company: the parts right below it, its regions, and unit × site.

    `cells` are the first of `cell_count`, by region, site and unit; `bare` the largest of `bare_count`, the
    largest first. `cuts_across` says that some part works in several regions.
    """

    unit: OrgUnitRow | None
    path: Sequence[OrgUnitRow]
    parts: Sequence[Part]
    regions: Sequence[Region]
    cuts_across: bool
    cells: Sequence[Cell]
    cell_count: int
    bare: Sequence[BareUnit]
    bare_count: int

    def thin(self, target: int) -> list[Part]:
        """The parts that have ambassadors, but far too few; the thinnest first."""
        found = [part for part in self.parts if part.level(target) == 1]
        return sorted(found, key=lambda part: -(part.ratio or 0))


async def coverage_of(
    session: Session, actor: Actor, unit_id: UUID | None = None, *, most: int = MOST_CELLS
) -> Coverage:
    """The coverage under a unit, with its first `most` cells; the whole company for no unit.

    Errors: NotAllowed, NotFound.
    """
    if not actor.may(Permission.COVERAGE_SEE):
        raise NotAllowed(permission=Permission.COVERAGE_SEE)
    if unit_id is None:
        tops = await child_units(session, None)
        # A company whose units all hang from one starts there: a map of one tile shows nothing.
        unit_id = tops[0].id if len(tops) == 1 else None
    path = await path_to(session, unit_id)
    if unit_id is not None and not path:
        raise NotFound
    parts = await coverage_rows.parts(session, unit_id)
    regions, cell_count, pairs = await coverage_rows.regions(session, unit_id)
    bare, bare_count = await coverage_rows.bare_units(session, actor, unit_id)
    return Coverage(
        headcount=sum(part.headcount for part in parts),
        ambassadors=sum(part.ambassadors for part in parts),
        unit=path[-1] if path else None,
        path=path,
        parts=parts,
        regions=regions,
        cuts_across=pairs > len(parts) > 1,
        cells=await coverage_rows.cells(session, unit_id, most),
        cell_count=min(cell_count, MOST_CELLS),
        bare=bare,
        bare_count=bare_count,
    )
