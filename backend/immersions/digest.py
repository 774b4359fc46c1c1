"""What immersions offer to the monthly digest: what people agreed to have told of their days."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.candidates import MOST, Candidate, Section
from backend.core.db import Session
from backend.core.local_time import company_day, month_of
from backend.identity import PEOPLE
from backend.immersions.models import ACTIVITIES, DEBRIEFS, EDITIONS, OFFERS, SLOTS
from backend.immersions.standing import known


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Quotes shared in the month, latest first, of editions that anybody of the audience may know of."""
    begins, ends = month_of(session, month)
    anybody = Actor(person_id=UUID(int=0), org_unit_id=org_unit_id)
    rows = await session.execute(
        sa.select(
            DEBRIEFS.c.id,
            DEBRIEFS.c.quote,
            DEBRIEFS.c.submitted_at,
            EDITIONS.c.name.label("edition_name"),
            EDITIONS.c.org_unit_id,
            ACTIVITIES.c.name.label("activity_name"),
            PEOPLE.c.given_name,
            PEOPLE.c.locale,
        )
        .join(EDITIONS, EDITIONS.c.id == DEBRIEFS.c.edition_id)
        .join(PEOPLE, PEOPLE.c.id == DEBRIEFS.c.person_id)
        .join(SLOTS, SLOTS.c.id == DEBRIEFS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .join(ACTIVITIES, ACTIVITIES.c.id == OFFERS.c.activity_id)
        .where(
            DEBRIEFS.c.quote_shared,
            DEBRIEFS.c.quote != "",
            DEBRIEFS.c.submitted_at >= begins,
            DEBRIEFS.c.submitted_at < ends,
            known(anybody),
        )
        .order_by(DEBRIEFS.c.id.desc())
        .limit(MOST)
    )
    return [
        Candidate(
            section=Section.STORIES,
            source_kind="debrief",
            source_id=row.id,
            title=row.activity_name,
            summary=dict.fromkeys(("fr", "en"), row.edition_name),
            url=f"/immersions/stories/{row.id}",
            happened_on=company_day(session, row.submitted_at),
            quote={row.locale: row.quote},
            by=row.given_name,
            consent=True,
            org_unit_id=row.org_unit_id,
        )
        for row in rows
    ]
