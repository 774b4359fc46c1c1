"""The past of the circles of the demo: when each opened, who came in how, and who has left since."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend.circles import CircleStatus, JoinPolicy, MembershipStatus
from backend.circles.past import PastCircle, PastSpell, PastStep, bring_in
from backend.core.db import Session
from backend.core.text import slugify
from backend.identity import ORG_UNITS
from seeds.circle_plans import INVITATION, NOTES
from seeds.days import Days
from seeds.people import BATCH, Seats, ids_of
from seeds.seating import Seated, Spell

Status = MembershipStatus
People = Mapping[int, UUID]
"""Person ids by seat."""


async def bring_circles_in(session: Session, seated: Sequence[Seated], seats: Seats, days: Days) -> People:
    """Write the circles with their past; returns everybody who is in one, and the cast."""
    dice = random.Random(f"{days.today} {len(seated)} circles")
    people = await _people(session, seated, seats)
    units = await _unit_ids(session, sorted({circle.unit.path for circle in seated}))
    await bring_in(session, _past(seated, people, units, _Past(days, dice)), dice)
    return people


async def _people(session: Session, seated: Sequence[Seated], seats: Seats) -> People:
    numbers = sorted({spell.seat for circle in seated for spell in circle.spells} | set(seats.cast))
    ids = await ids_of(session, [seats.external_id(seat) for seat in numbers])
    return {seat: ids[seats.external_id(seat)] for seat in numbers}


async def _unit_ids(session: Session, paths: Sequence[str]) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    for at in range(0, len(paths), BATCH):
        rows = await session.execute(
            sa.select(ORG_UNITS.c.path, ORG_UNITS.c.id).where(ORG_UNITS.c.path.in_(paths[at : at + BATCH]))
        )
        found.update((key, value) for key, value in rows)
    return found


def _past(
    seated: Sequence[Seated], people: People, units: Mapping[str, UUID], past: "_Past"
) -> Iterator[PastCircle]:
    leads = {circle.plan.name: circle.lead for circle in seated}
    for circle in seated:
        plan = circle.plan
        opened = past.days.ago(plan.days_old, 10)
        archived = past.days.ago(20, 17) if plan.status is CircleStatus.ARCHIVED else None
        company = circle.unit.parent is None
        yield PastCircle(
            slug=circle.slug,
            name=plan.name,
            kind=plan.kind,
            why=plan.why,
            join_policy=plan.join_policy,
            created_at=opened,
            created_by_id=people[leads.get(plan.parent or plan.name, circle.lead)],
            spells=[past.spell(circle, spell, people, opened, archived) for spell in circle.spells],
            status=plan.status,
            parent_slug=slugify(plan.parent) if plan.parent else None,
            org_unit_id=None if company else units[circle.unit.path],
            unit_name="" if company else circle.unit.name,
            capacity=plan.capacity,
            archived_at=archived,
            practices=plan.practices,
        )


@dataclass(frozen=True, slots=True)
class _Past:
    """Throws the dice for the days on which things happened."""

    days: Days
    dice: random.Random

    def spell(
        self, circle: Seated, spell: Spell, people: People, opened: datetime, archived: datetime | None
    ) -> PastSpell:
        """The story of one spell, told from its end; the lead comes in with the circle."""
        person_id, lead_id = people[spell.seat], people[circle.lead]
        if spell.is_lead:
            steps, invited = [PastStep(Status.ACTIVE, opened, person_id)], False
        else:
            steps, invited = self._way_in(circle, spell, person_id, lead_id, opened, archived)
        if spell.status is Status.DECLINED:
            by_id = person_id if invited else lead_id
            steps.append(PastStep(Status.DECLINED, self._between(steps[-1].at, self.days.ago(1)), by_id))
        elif spell.status is Status.LEFT:
            steps.append(PastStep(Status.LEFT, self._between(steps[-1].at, self.days.ago(2)), person_id))
        elif spell.status is Status.ALUMNI:
            steps.append(PastStep(Status.ALUMNI, self.days.ago(9, 18), None))
        elif archived:
            steps.append(PastStep(Status.ALUMNI, archived, lead_id))
        asked = any(step.status is Status.REQUESTED for step in steps)
        return PastSpell(
            person_id=person_id,
            steps=steps,
            is_lead=spell.is_lead,
            note=INVITATION if invited else self.dice.choice(NOTES) if asked else "",
            invited_by_id=lead_id if invited else None,
        )

    def _way_in(
        self,
        circle: Seated,
        spell: Spell,
        person_id: UUID,
        lead_id: UUID,
        opened: datetime,
        archived: datetime | None,
    ) -> tuple[list[PastStep], bool]:
        """How far somebody has come, and whether they were invited."""
        if spell.status is Status.REQUESTED:
            return [PastStep(Status.REQUESTED, self._lately(6), person_id)], False
        if spell.status is Status.INVITED:
            return [PastStep(Status.INVITED, self._lately(9), lead_id)], True
        if spell.status is Status.WAITING:
            return [PastStep(Status.WAITING, self._lately(25), person_id)], False
        policy = circle.plan.join_policy
        if spell.status is Status.DECLINED:
            at, asks = self._lately(40) - timedelta(days=8), policy is JoinPolicy.REQUEST
            step = (
                PastStep(Status.REQUESTED, at, person_id) if asks else PastStep(Status.INVITED, at, lead_id)
            )
            return [step], not asks
        called = self._between(opened, archived or self.days.ago(12))
        came = called + timedelta(hours=self.dice.randint(2, 90), minutes=self.dice.randint(0, 59))
        if policy is JoinPolicy.REQUEST:
            first = PastStep(Status.REQUESTED, called, person_id)
            return [first, PastStep(Status.ACTIVE, came, lead_id)], False
        if policy is JoinPolicy.INVITATION or self.dice.random() < 0.5:
            first = PastStep(Status.INVITED, called, lead_id)
            return [first, PastStep(Status.ACTIVE, came, person_id)], True
        return [PastStep(Status.ACTIVE, called, person_id)], False

    def _lately(self, days: int) -> datetime:
        return self.days.ago(self.dice.randint(1, days), self.dice.randint(8, 18), self.dice.randint(0, 59))

    def _between(self, start: datetime, end: datetime) -> datetime:
        """An instant after `start`, in the first half of the time to `end`: programmes begin with a rush."""
        minutes = max(2, int((end - start).total_seconds() // 120))
        return start + timedelta(minutes=self.dice.randint(1, minutes))
