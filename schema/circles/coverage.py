"""Coverage: unit × site, by region, and the units with nobody to turn to."""

from typing import Any

import strawberry

from backend import circles
from backend.core.errors import NotFound
from schema.arguments import UnitOrAll
from schema.context import Info
from schema.identity import OrgUnit
from schema.ids import decode, encode


@strawberry.interface(description="How many colleagues, and how many ambassadors among them.")
class Covered:
    headcount: int
    ambassadors: int = strawberry.field(description="How many ambassadors there are.")
    ratio: int | None = strawberry.field(
        description="Colleagues for one ambassador, rounded up; null where there is none."
    )


@strawberry.type(description="One unit on one site.")
class CoverageCell(Covered):
    unit_id: strawberry.ID = strawberry.field(description="The unit's global id.")
    unit: str
    site: str = strawberry.field(description="The site.")
    region: str


@strawberry.type(description="All the sites of a region.")
class RegionCoverage(Covered):
    region: str


@strawberry.type(description="A unit with all that is below it.")
class UnitCoverage(Covered):
    unit: OrgUnit


@strawberry.type(description="A unit, or the whole company: its parts, its regions, and unit × site.")
class Coverage(Covered):
    unit: OrgUnit | None
    units: list[UnitCoverage] = strawberry.field(
        description="The units right below, and the unit's own members."
    )
    regions: list[RegionCoverage] = strawberry.field(description="The same by region.")
    cells: list[CoverageCell] = strawberry.field(
        description="At most 2,000, by region, site and unit; ask for a unit to see further."
    )
    units_with_none: list[UnitCoverage] = strawberry.field(
        description="The 100 largest whole units without any ambassador."
    )


@strawberry.type
class CoverageQuery:
    @strawberry.field(
        description="The coverage of a unit, or of the whole company; null where there is no such unit."
    )
    async def coverage(self, info: Info, org_unit_id: UnitOrAll = None) -> Coverage | None:
        actor = info.context.caller("circles")
        unit_id = decode(org_unit_id, "OrgUnit", "orgUnitId") if org_unit_id else None
        try:
            found = await circles.coverage_of(info.context.session, actor, unit_id)
        except NotFound:
            return None
        return Coverage(
            **_share(found),
            unit=OrgUnit(id=found.unit.id, name=found.unit.name) if found.unit else None,
            units=[_unit(part) for part in found.parts],
            regions=[RegionCoverage(**_share(part), region=part.name) for part in found.regions],
            cells=[_cell(cell) for cell in found.cells],
            units_with_none=[_unit(unit) for unit in found.bare],
        )


def _share(share: circles.CoverageShare) -> dict[str, Any]:
    return {"headcount": share.headcount, "ambassadors": share.ambassadors, "ratio": share.ratio}


def _unit(part: circles.CoveragePart | circles.BareUnit) -> UnitCoverage:
    return UnitCoverage(**_share(part), unit=OrgUnit(id=part.id, name=part.name))


def _cell(cell: circles.CoverageCell) -> CoverageCell:
    return CoverageCell(
        **_share(cell),
        unit_id=strawberry.ID(encode("OrgUnit", cell.unit_id)),
        unit=cell.unit,
        site=cell.site,
        region=cell.region,
    )
