"""Seeding: everything in one transaction, so that there is a whole Télénova or none."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from backend import circles, identity, jobs
from backend.core.db import Session, metadata
from backend.core.inserts import look_again
from backend.core.text import slugify
from backend.identity import Progress
from backend.services import Services
from seeds.bravos import bring_bravos_in
from seeds.cast import BY_KEY
from seeds.circle_plans import INVITATION, ONCE
from seeds.circles import bring_circles_in
from seeds.commitment import bring_charter_in
from seeds.customers import bring_customers_in
from seeds.days import ZONE, Days
from seeds.digests import bring_digests_in
from seeds.directions import company
from seeds.forum import bring_forum_in
from seeds.gatherings import bring_gatherings_in
from seeds.immersions import bring_immersions_in
from seeds.journeys import bring_journeys_in
from seeds.messages import bring_messages_in
from seeds.notifications import bring_notifications_in
from seeds.people import bring_people_in, seats_of
from seeds.reports import bring_reports_in
from seeds.seating import Seating
from seeds.signals import bring_signals_in
from seeds.suppliers import bring_suppliers_in
from seeds.surveys import bring_surveys_in

PEOPLE = 2400
IMPORTED = 0.8
"""Importing people is most of the work."""

STILL_TO_ANSWER = ("ines", "karim", "thomas", "solene")
"""Of the cast, who has not answered the open survey yet, so that there is something to try."""

COUNTED = {
    "people": "person",
    "units": "org_unit",
    "sites": "site",
    "circles": "circle",
    "memberships": "membership",
    "messages": "message",
    "gatherings": "gathering",
    "surveys": "survey",
    "ballots": "ballot",
    "reports": "report",
}
"""Figures of the report, and the tables they count."""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What there is now; `changed` is False when Télénova was there already, and nothing was done."""

    changed: bool
    people: int
    units: int
    sites: int
    circles: int
    memberships: int
    messages: int
    gatherings: int
    surveys: int
    ballots: int
    reports: int


async def seed(
    services: Services, people: int = PEOPLE, progress: Progress | None = None, *, today: date | None = None
) -> SeedReport:
    """Write a Télénova of `people` (240 to 97,000) with its cast; the same for the same number and day.

    `progress` is told how far it is, from 0 to 1. Ids of people and units, and what happens at the end (an
    invitation to Inès), are of the instant of seeding. Errors: ValueError for a number out of bounds.
    """
    told = progress or (lambda done: None)
    plan = company(people)
    days = Days(today or datetime.now(ZONE).date())
    async with services.database.writing() as session:
        if await _cast_member(session, "helene"):
            return await _report(session, changed=False)
        # What belongs to the past makes nobody a letter; what is asked of Inès at the end does.
        reactions = session.info.pop("reactions", {})
        seats = seats_of(plan)
        await bring_people_in(session, plan, seats, lambda done: told(done * IMPORTED))
        seated = Seating(plan, seats).all()
        people_in = await bring_circles_in(session, seated, seats, days)
        told(0.85)
        await bring_charter_in(session, seated, people_in, seats, days)
        await bring_gatherings_in(session, seated, people_in, seats, days)
        told(0.88)
        await bring_journeys_in(session, people_in, seats, days)
        await bring_immersions_in(session, plan, people_in, seats, days)
        await bring_messages_in(session, plan, seats, seated, people_in, days)
        waiting = [people_in[seats.of(key)] for key in STILL_TO_ANSWER]
        # The survey asks again about what was delivered.
        await bring_reports_in(session, people_in, seats, days)
        await bring_suppliers_in(session, people_in, seats, days)
        await bring_surveys_in(session, people_in, seats, waiting, days)
        await bring_customers_in(session, days)
        await bring_forum_in(session, people_in, seats, days)
        await bring_signals_in(session, days)
        await bring_digests_in(session, people_in, seats, days)
        await bring_bravos_in(session, people_in, seats)
        mailer = session.info.pop("mailer", None)
        await bring_notifications_in(session, people_in, seats, days)
        session.info.update(reactions=reactions, mailer=mailer)
        await _invite_ines(session)
        await jobs.enqueue(session, "audit.seal_days", {})
        await circles.count_ambassadors(session)
        await look_again(session, *metadata.sorted_tables)
        await session.commit()
        told(1.0)
        return await _report(session, changed=True)


async def _invite_ines(session: Session) -> None:
    """Karim invites Inès to the circle that one joins by invitation."""
    karim_id, ines_id = await _cast_member(session, "karim"), await _cast_member(session, "ines")
    assert karim_id is not None
    assert ines_id is not None
    karim = await identity.actor_of(session, karim_id)
    assert karim is not None
    circle = await circles.get_circle(session, karim, slugify(ONCE))
    await circles.invite(session, karim, circle, ines_id, note=INVITATION)


async def _cast_member(session: Session, key: str) -> UUID | None:
    person = await identity.person_by_email(session, BY_KEY[key].email)
    return person.id if person else None


async def _report(session: Session, *, changed: bool) -> SeedReport:
    counts = {}
    for name, table in COUNTED.items():
        rows = sa.select(sa.func.count()).select_from(metadata.tables[table])
        counts[name] = (await session.execute(rows)).scalar_one()
    return SeedReport(changed=changed, **counts)
