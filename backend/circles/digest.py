"""What circles offer to the monthly digest: those that opened in the month, then those that grew most."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.circles.models import (
    CIRCLES,
    MEMBERSHIP_STEPS,
    MEMBERSHIPS,
    CircleStatus,
    MembershipStatus,
)
from backend.core.candidates import MOST, Candidate, Origin, Section
from backend.core.db import Session, alias_of
from backend.core.local_time import company_day, month_of
from backend.identity import PEOPLE, subtree


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Active circles of the audience that opened or welcomed somebody in the month, in one statement."""
    begins, ends = month_of(session, month)
    parent = alias_of(CIRCLES, "parent")
    joined = (
        sa.select(MEMBERSHIPS.c.circle_id, sa.func.count().label("joined"))
        .join(MEMBERSHIP_STEPS, MEMBERSHIP_STEPS.c.membership_id == MEMBERSHIPS.c.id)
        .where(
            MEMBERSHIP_STEPS.c.status == MembershipStatus.ACTIVE,
            MEMBERSHIP_STEPS.c.at >= begins,
            MEMBERSHIP_STEPS.c.at < ends,
        )
        .group_by(MEMBERSHIPS.c.circle_id)
        .subquery()
    )
    opened = sa.and_(CIRCLES.c.created_at >= begins, CIRCLES.c.created_at < ends)
    statement = (
        sa.select(
            CIRCLES.c.id,
            CIRCLES.c.slug,
            CIRCLES.c.name,
            CIRCLES.c.why,
            CIRCLES.c.org_unit_id,
            CIRCLES.c.created_at,
            parent.c.name.label("parent_name"),
            parent.c.slug.label("parent_slug"),
            sa.func.coalesce(PEOPLE.c.locale, "fr").label("locale"),
        )
        .outerjoin(joined, joined.c.circle_id == CIRCLES.c.id)
        .outerjoin(parent, parent.c.id == CIRCLES.c.parent_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == CIRCLES.c.created_by_id)
        .where(CIRCLES.c.status == CircleStatus.ACTIVE, sa.or_(opened, joined.c.joined > 0))
        .order_by(sa.case((opened, 0), else_=1), sa.func.coalesce(joined.c.joined, 0).desc(), CIRCLES.c.id)
        .limit(MOST)
    )
    if org_unit_id is not None:
        statement = statement.where(CIRCLES.c.org_unit_id.in_(subtree(org_unit_id)))
    return [
        Candidate(
            section=Section.CIRCLES,
            source_kind="circle",
            source_id=row.id,
            title={row.locale: row.name},
            summary={row.locale: row.why},
            url=f"/circles/{row.slug}",
            happened_on=company_day(session, max(row.created_at, begins)),
            lineage=(Origin("circle", row.parent_name, f"/circles/{row.parent_slug}"),)
            if row.parent_slug
            else (),
            org_unit_id=row.org_unit_id,
        )
        for row in await session.execute(statement)
    ]
