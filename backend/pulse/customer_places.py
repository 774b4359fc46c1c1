"""Where customers' scores were given: units, sites and steps, by what a file calls them or by id."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.reasons import Reason
from backend.identity import ORG_UNITS, SITES, ImportReport
from backend.journeys import JOURNEYS, STEPS
from backend.pulse.csv_customers import Line
from backend.pulse.inputs import ScoreInput

Named = Mapping[str, UUID | None]
"""Ids by name; none for a name that several share."""
PLACES = {"org_unit_id": ORG_UNITS, "site_id": SITES, "step_id": STEPS}
"""The field of a score that names one, and where they are."""


async def known_places(session: Session, scores: Collection[ScoreInput]) -> dict[str, set[UUID | None]]:
    """Of the units, sites and steps that scores name, those that there are, by field; none is one too."""
    found: dict[str, set[UUID | None]] = {}
    for field, table in PLACES.items():
        named = {getattr(score, field) for score in scores} - {None}
        there = (await session.execute(sa.select(table.c.id).where(table.c.id.in_(named)))) if named else ()
        found[field] = {None, *(id for (id,) in there)}
    return found


class Names:
    """Units by path and by name, sites by code, steps by name and with their journey's: none where shared."""

    def __init__(self, units: Named, sites: Named, steps: Named) -> None:
        self.units, self.sites, self.steps = units, sites, steps

    @classmethod
    async def read(cls, session: Session) -> "Names":
        units = (await session.execute(sa.select(ORG_UNITS.c.id, ORG_UNITS.c.path, ORG_UNITS.c.name))).all()
        sites = (await session.execute(sa.select(SITES.c.id, SITES.c.code))).all()
        steps = (
            await session.execute(
                sa.select(STEPS.c.id, STEPS.c.name, JOURNEYS.c.name.label("journey")).join(
                    JOURNEYS, JOURNEYS.c.id == STEPS.c.journey_id
                )
            )
        ).all()
        return cls(
            {**_named((id, name) for id, _path, name in units), **{path: id for id, path, _name in units}},
            _named((id, code) for id, code in sites),
            _named(pair for id, name, journey in steps for pair in ((id, name), (id, f"{journey}/{name}"))),
        )

    def placed(self, line: Line, report: ImportReport) -> tuple[int, ScoreInput] | None:
        """The line with ids in place of names; None, and refused, where a name is nobody's, or several'."""
        wanted = (
            ("unit", line.unit, self.units, "org_unit_id"),
            ("site_code", line.site_code, self.sites, "site_id"),
            ("step", line.step, self.steps, "step_id"),
        )
        ids: dict[str, UUID] = {}
        for column, name, known, field in wanted:
            if not name:
                continue
            if (one := known.get(name)) is None:
                report.refuse(line.number, column, _why(name[:60], shared=name in known))
                return None
            ids[field] = one
        return line.number, line.score.model_copy(update=ids)


def _why(name: str, *, shared: bool) -> Reason:
    if shared:
        return Reason("several are called “%(name)s”", name=name)
    return Reason("there is no “%(name)s”", name=name)


def _named(pairs: Iterable[tuple[UUID, str]]) -> Named:
    found: dict[str, UUID | None] = {}
    for id, name in pairs:
        found[name] = None if name in found else id
    return found
