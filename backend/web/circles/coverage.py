"""Coverage: where there are ambassadors and where there are none, as a map of tiles or as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import circles, identity
from backend.core.errors import NotFound
from backend.web.page import Context, Visit

MOST_TILES = 60
ROWS = 100
BLIND_SPOTS = 5


@dataclass(frozen=True)
class CoveragePage(Context):
    """`tiles` are the parts on the map; `rows` the lines `start` to `start` + ROWS of the table."""

    coverage: circles.Coverage
    view: str
    target: int
    here: str
    tiles: Sequence[circles.CoveragePart]
    rows: Sequence[circles.CoverageCell]
    start: int
    more: int
    before: circles.CoverageCell | None
    bare: Sequence[circles.BareUnit]
    thin: Sequence[circles.CoveragePart]
    by_region: bool
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
    page = CoveragePage(
        coverage=coverage,
        view=view,
        target=target,
        here=f"/coverage?unit={coverage.unit.id}" if coverage.unit else "/coverage?unit=",
        tiles=_largest(coverage.parts),
        rows=rows,
        start=start,
        more=max(0, coverage.cell_count - start - ROWS),
        before=coverage.cells[start - 1] if 0 < start <= len(coverage.cells) else None,
        bare=bare,
        thin=coverage.thin(target)[: BLIND_SPOTS - len(bare)],
        by_region=coverage.cuts_across,
        may_create=visit.actor.may(identity.Permission.CIRCLES_CREATE, *(unit.id for unit in coverage.path)),
    )
    fragment = "circles/_more_coverage.html" if start else "circles/_coverage.html"
    return await visit.render(fragment if visit.is_htmx else "circles/coverage.html", page)


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
