"""Who is in which circle: decided on the plan of the company alone, so the same for the same company."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from backend.circles import CircleKind, JoinPolicy, MembershipStatus
from backend.core.text import slugify
from seeds.cast import BY_KEY
from seeds.circle_plans import FIRST, LOCAL_WHYS, PLANS, CirclePlan
from seeds.organisation import COMPANY, Company, PlannedUnit
from seeds.people import Seats
from seeds.places import REGIONS

Status = MembershipStatus

LOCAL_UNIT = range(40, 401)
LOCAL_CHANCE = 0.7
LOCAL_ONE_IN = 60


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell to be, by seat: what it ends as."""

    seat: int
    status: Status
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Seated:
    """A circle to be, with everybody in it by seat, its lead first."""

    plan: CirclePlan
    slug: str
    unit: PlannedUnit
    spells: tuple[Spell, ...]

    @property
    def lead(self) -> int:
        return self.spells[0].seat


@dataclass
class Seating:
    plan: Company
    seats: Seats
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{COMPANY} {self.plan.seats} circles")

    def all(self) -> list[Seated]:
        """Every circle, parents first: those written by hand, and one of ambassadors in many units."""
        by_hand = [self._seat(plan, self.plan.landmarks[plan.unit]) for plan in PLANS]
        slugs = {seated.slug for seated in by_hand}
        local: list[Seated] = []
        for unit in self._local_units():
            if self.dice.random() < LOCAL_CHANCE:
                local.append(self._seat(_local_plan(self.plan, unit, len(local)), unit, taken=slugs))
                slugs.add(local[-1].slug)
        return by_hand + local

    def _local_units(self) -> Iterator[PlannedUnit]:
        """The largest units that one circle can cover, none inside another."""
        covered = -1
        for unit in self.plan.units:
            if unit.depth >= 2 and unit.number > covered and unit.people in LOCAL_UNIT:
                covered = unit.last
                yield unit

    def _seat(self, plan: CirclePlan, unit: PlannedUnit, taken: Collection[str] = ()) -> Seated:
        lead = self._lead(plan, unit)
        members = [self.seats.of(key) for key in plan.members]
        size = max(plan.least, min(plan.most, unit.people // plan.one_in))
        wanted = [Status.ACTIVE] * max(0, size - 1 - len(members))
        wanted += [Status.INVITED] * plan.invited + [Status.REQUESTED] * plan.requested
        wanted += [Status.WAITING] * plan.waiting + [Status.LEFT] * plan.left
        wanted += [Status.DECLINED] * plan.declined
        others = self._others(unit, len(wanted), {lead, *members})
        spells = [Spell(lead, Status.ACTIVE if plan.lead else Status.ALUMNI, is_lead=True)]
        spells += [Spell(seat, Status.ACTIVE) for seat in members]
        spells += [Spell(seat, status) for seat, status in zip(others, wanted, strict=False)]
        slug = slugify(plan.name)
        if slug in taken:
            slug = slugify(f"{plan.name} {unit.number}")
        return Seated(plan, slug, unit, tuple(spells))

    def _lead(self, plan: CirclePlan, unit: PlannedUnit) -> int:
        if plan.lead in BY_KEY:
            return self.seats.of(plan.lead)
        if plan.lead in self.plan.landmarks:
            return self.plan.landmarks[plan.lead].first
        return unit.first if plan.lead else self.seats.former_lead

    def _others(self, unit: PlannedUnit, number: int, taken: set[int]) -> list[int]:
        """Seats of the unit and below, of people who are there and whose part is not written."""
        kept = taken | set(self.seats.cast) | self.seats.leavers
        drawn = self.dice.sample(range(unit.first, unit.end), min(unit.people, number + len(kept)))
        return [seat for seat in drawn if seat not in kept][:number]


def _local_plan(plan: Company, unit: PlannedUnit, number: int) -> CirclePlan:
    regions = [(one, plan.landmarks[one]) for one in REGIONS]
    region = next((one for one, whole in regions if whole.number <= unit.number <= whole.last), None)
    return CirclePlan(
        name=f"Ambassadeurs {unit.name}",
        kind=CircleKind.AMBASSADOR,
        unit="",
        lead="head",
        parent=f"Évangélistes {region}" if region else FIRST,
        join_policy=(JoinPolicy.OPEN, JoinPolicy.OPEN, JoinPolicy.REQUEST, JoinPolicy.INVITATION)[number % 4],
        one_in=LOCAL_ONE_IN,
        least=2,
        left=number % 3 == 0,
        days_old=30 + number * 7 % 180,
        why=LOCAL_WHYS[number % len(LOCAL_WHYS)],
    )
