"""Gatherings of the demo's circles: who came to past ones, who said they would come to the next."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from backend import circles
from backend.circles import GatheringInput, MembershipStatus, Reply
from backend.core.db import Session
from seeds.circles import People
from seeds.days import Days
from seeds.gathering_plans import GATHERINGS, Planned
from seeds.people import Seats, acting
from seeds.seating import Seated

CALL = "https://visio.telenova.example/{slug}"
CAME = 0.75
REPLIES = (*[Reply.YES] * 6, Reply.MAYBE, Reply.NO, None, None)


async def bring_gatherings_in(
    session: Session,
    seated: Sequence[Seated],
    people: People,
    seats: Seats,
    days: Days,
) -> None:
    """Plan the gatherings as the circles' leads; Inès has not said yet whether she comes."""
    dice = random.Random(f"{days.today} gatherings")
    undecided = frozenset({people[seats.of("ines")]})
    by_name = {circle.plan.name: circle for circle in seated}
    for planned in GATHERINGS:
        await _bring_in(session, by_name[planned.circle], planned, people, undecided, days, dice)


async def _bring_in(
    session: Session,
    seated: Seated,
    planned: Planned,
    people: People,
    undecided: frozenset[UUID],
    days: Days,
    dice: random.Random,
) -> None:
    lead = await acting(session, people[seated.lead])
    circle = await circles.get_circle(session, lead, seated.slug)
    starts_at = _start(planned, days)
    given = GatheringInput(
        title=planned.title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=planned.minutes),
        place=planned.place,
        link="" if planned.place else CALL.format(slug=seated.slug),
        agenda=planned.agenda,
    )
    gathering = await circles.note_gathering(session, lead, circle, given)
    members = [people[s.seat] for s in seated.spells if s.status is MembershipStatus.ACTIVE]
    if planned.cancelled:
        await circles.cancel_gathering(session, lead, gathering)
    elif planned.days > 0:
        for person_id in members:
            reply = dice.choice(REPLIES)
            if reply and person_id not in undecided:
                await circles.reply_to_gathering(session, await acting(session, person_id), gathering, reply)
    elif planned.told:
        present = {person_id for person_id in members if dice.random() < CAME} | {people[seated.lead]}
        absent = set(members) - present
        await circles.record_attendance(session, lead, gathering, present=present, absent=absent)


def _start(planned: Planned, days: Days) -> datetime:
    if planned.days > 0:
        return days.ahead(planned.days, planned.hour, planned.minute)
    return days.before(-planned.days, planned.hour, planned.minute)
