"""Coverage: where there are ambassadors and where there are none, as a map of tiles or as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import circles, identity
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.web.circles.tile_map import Tile, tiles_of
from backend.web.page import Context, Visit

MOST_TILES = 60
ROWS = 100
BLIND_SPOTS = 5

UnitTiles = Sequence[Tile[circles.CoveragePart]] | Sequence[Tile[circles.CoverageCell]]
RegionTiles = Sequence[Tile[circles.CoverageRegion]]


@dataclass(frozen=True)
class CoveragePage(Context):
    """`units` are the tiles of the map, `regions` those of a second one where it says something else.

    `rows` are the lines `start` to `start` + ROWS of the table.
    """

    coverage: circles.Coverage
    view: str
    target: int
    here: str
    units: UnitTiles
    regions: RegionTiles
    rows: Sequence[circles.CoverageCell]
    start: int
    more: int
    before: circles.CoverageCell | None
    bare: Sequence[circles.BareUnit]
    thin: Sequence[circles.CoveragePart]
    may_create: bool


async def show(visit: Visit) -> Response:
    """The whole company, or the unit of the address; a fragment for htmx."""
    view = "table" if visit.query("view") == "table" else "map"
    start = _number(visit.query("from"))
    unit_id = _unit(visit.query("unit"))
    coverage = await circles.coverage_of(visit.session, visit.actor, unit_id, most=start + ROWS)
    target = visit.services.settings.coverage_target
    rows = coverage.cells[start : start + ROWS]
    bare = coverage.bare[:BLIND_SPOTS]
    drawn = view == "map"
    page = CoveragePage(
        coverage=coverage,
        view=view,
        target=target,
        here=f"/coverage?unit={coverage.unit.id}" if coverage.unit else "/coverage?unit=",
        units=await _unit_tiles(visit.session, coverage) if drawn else [],
        regions=await _region_tiles(visit.session, coverage) if drawn else [],
        rows=rows,
        start=start,
        more=max(0, coverage.cell_count - start - ROWS),
        before=coverage.cells[start - 1] if 0 < start <= len(coverage.cells) else None,
        bare=bare,
        thin=coverage.thin(target)[: BLIND_SPOTS - len(bare)],
        may_create=visit.actor.may(identity.Permission.CIRCLES_CREATE, *(unit.id for unit in coverage.path)),
    )
    fragment = "circles/_more_coverage.html" if start else "circles/_coverage.html"
    return await visit.render(fragment if visit.is_htmx else "circles/coverage.html", page)


async def _unit_tiles(session: Session, coverage: circles.Coverage) -> UnitTiles:
    """Unit by unit; site by site where there is a single unit."""
    if len(coverage.parts) < 2:
        cells = coverage.cells[:MOST_TILES]
        sites = await identity.sites_by_ids(session, {cell.site_id for cell in cells})
        return tiles_of([(cell, sites[cell.site_id].point) for cell in cells])
    parts = _largest(coverage.parts)
    ids = [part.id for part in parts if part.id]
    where = await identity.middles_of_units(session, ids, coverage.unit.id if coverage.unit else None)
    return tiles_of([(part, where.get(part.id) if part.id else None) for part in parts])


async def _region_tiles(session: Session, coverage: circles.Coverage) -> RegionTiles:
    """Region by region, where some unit works in several; none where units say the same."""
    if not coverage.cuts_across:
        return []
    where = await identity.middles_of_regions(session)
    return tiles_of([(region, where.get(region.name)) for region in coverage.regions])


def _largest(parts: Sequence[circles.CoveragePart]) -> list[circles.CoveragePart]:
    """As many tiles as a map can hold, those with the most people, in the order of their names."""
    kept = sorted(parts, key=lambda part: -part.headcount)[:MOST_TILES]
    return [part for part in parts if part in kept]


def _unit(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError as error:
        raise NotFound from error


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
