"""What immersions offer to the monthly digest: sentences about a day that all may read."""

from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa

from backend.core.candidates import MOST, Candidate, Section
from backend.core.db import Session
from backend.core.local_time import company_zone
from backend.identity import ORG_UNIT_TREE, PEOPLE
from backend.immersions.models import ACTIVITIES, DEBRIEFS, EDITIONS, OFFERS, SLOTS


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """The sentences of the month that may be read, of editions run in the audience or above it."""
    zone = company_zone(session)
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    begins, ends = (datetime.combine(day, time(), zone) for day in (month, following))
    statement = (
        sa.select(
            DEBRIEFS.c.id,
            DEBRIEFS.c.quote,
            DEBRIEFS.c.submitted_at,
            PEOPLE.c.given_name,
            PEOPLE.c.locale,
            ACTIVITIES.c.name.label("activity"),
            OFFERS.c.title,
            EDITIONS.c.org_unit_id,
        )
        .join(PEOPLE, PEOPLE.c.id == DEBRIEFS.c.person_id)
        .join(EDITIONS, EDITIONS.c.id == DEBRIEFS.c.edition_id)
        .join(SLOTS, SLOTS.c.id == DEBRIEFS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .where(DEBRIEFS.c.quote_shared, DEBRIEFS.c.submitted_at >= begins, DEBRIEFS.c.submitted_at < ends)
        .order_by(DEBRIEFS.c.id.desc())
        .limit(MOST)
    )
    if org_unit_id is not None:
        below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(ORG_UNIT_TREE.c.ancestor_id == org_unit_id)
        above = sa.select(ORG_UNIT_TREE.c.ancestor_id).where(ORG_UNIT_TREE.c.descendant_id == org_unit_id)
        run_by = EDITIONS.c.org_unit_id
        statement = statement.where(sa.or_(run_by.is_(None), run_by.in_(below), run_by.in_(above)))
    return [
        Candidate(
            section=Section.STORIES,
            source_kind="debrief",
            source_id=row.id,
            title=row.activity,
            summary={row.locale: row.title},
            url=f"/immersions/stories/{row.id}",
            happened_on=row.submitted_at.astimezone(zone).date(),
            quote={row.locale: row.quote},
            by=row.given_name,
            consent=True,
            org_unit_id=row.org_unit_id,
        )
        for row in await session.execute(statement)
    ]
