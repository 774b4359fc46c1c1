"""What the pulse offers as "we did": commitments kept in the month, made after results."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.commitments import COMMITMENTS, ITSELF, Fate
from backend.core.candidates import Candidate, Origin, Section
from backend.core.db import Session
from backend.core.local_time import company_day, month_of
from backend.identity import ORG_UNITS, PEOPLE, subtree
from backend.pulse.models import UNIT_COMMITMENTS

MOST = 5
HERE = "/commitments"


async def kept_in(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Commitments kept in the month, to everybody first, then to units of the audience; one statement."""
    begins, ends = month_of(session, month)
    made, kept = UNIT_COMMITMENTS.c, COMMITMENTS.c
    statement = (
        sa.select(
            kept.id,
            kept.what,
            kept.due_on,
            kept.closed_at,
            made.org_unit_id,
            sa.func.coalesce(ORG_UNITS.c.name, "").label("unit"),
            sa.func.coalesce(PEOPLE.c.locale, "fr").label("locale"),
        )
        .join(UNIT_COMMITMENTS, made.commitment_id == kept.id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == made.org_unit_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == kept.owner_id)
        .where(kept.fate.in_((Fate.KEPT, Fate.LATE)), kept.closed_at >= begins, kept.closed_at < ends)
        .order_by(made.org_unit_id.is_not(None), kept.closed_at.desc(), kept.id)
        .limit(MOST)
    )
    if org_unit_id is not None:
        inside = made.org_unit_id.in_(subtree(org_unit_id))
        statement = statement.where(sa.or_(made.org_unit_id.is_(None), inside))
    return [_candidate(session, row) for row in await session.execute(statement)]


def _candidate(session: Session, row: sa.Row[tuple[object, ...]]) -> Candidate:
    fields = row._mapping
    unit = fields["unit"]
    return Candidate(
        section=Section.DELIVERED,
        source_kind=ITSELF,
        source_id=fields["id"],
        title={fields["locale"]: fields["what"]},
        summary={
            "fr": f"Promis après le pouls ({unit or 'tout le monde'}), et tenu.",
            "en": f"Promised after the pulse ({unit or 'everybody'}), and kept.",
        },
        url=HERE,
        happened_on=company_day(session, fields["closed_at"]),
        lineage=(Origin("commitment", fields["what"], HERE, fields["due_on"]),),
        org_unit_id=fields["org_unit_id"],
    )
