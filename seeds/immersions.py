"""The editions of Nouvelle-Aquitaine: the first, this one, whose wishes are open, and three that go on."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.identity import ORG_UNITS, PEOPLE, PersonStatus, subtree
from backend.immersions import (
    ApprovalMode,
    CloneInput,
    EditionInput,
    OfferInput,
    OfferStatus,
    Phase,
    PhaseInput,
    PrerequisiteInput,
    SlotInput,
)
from backend.immersions.past import date_phases
from seeds.activity_plans import ACTIVITIES, PREREQUISITES, SWAP
from seeds.autumn import bring_autumn_in
from seeds.circles import People
from seeds.days import Days
from seeds.first_edition import bring_first_edition_in
from seeds.matchings import bring_matching_in
from seeds.offer_plans import OFFERS, PlannedOffer
from seeds.organisation import Company
from seeds.people import Seats, acting, ids_of
from seeds.undecided import bring_undecided_in
from seeds.wishes import bring_swaps_in, bring_wishes_in

REGION = "Nouvelle-Aquitaine"
NAME = "10 de cœur Nouvelle-Aquitaine"
WISHERS = 60


async def bring_immersions_in(
    session: Session, plan: Company, people: People, seats: Seats, days: Days
) -> None:
    """Bring in the edition before, clone it, and let hosts offer and people wish."""
    dice = random.Random(f"{days.today} immersions")
    who = {key: people[seats.of(key)] for key in ("solene", "ines", "karim", "elodie", "thomas")}
    region_id = await session.scalar(
        sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.path == plan.landmarks[REGION].path)
    )
    assert region_id is not None
    crowd = await _crowd(session, region_id, dice, set(who.values()))
    solene = await acting(session, who["solene"])
    activities = await _activities(session)
    past = await bring_first_edition_in(session, region_id, who, crowd[:5], activities, days)
    edition = await immersions.clone_edition(
        session, solene, past, CloneInput(name=NAME, org_unit_id=region_id)
    )
    edition.created_at = days.ago(20, 8)
    coming = {Phase.MATCHING: 8, Phase.DAYS: 20, Phase.DEBRIEF: 35, Phase.CLOSED: 50}
    settings = {name: getattr(edition, name) for name in immersions.SETTINGS}
    settings |= {
        "summary": "Une journée dans la peau d’un collègue, de Bordeaux aux Landes.",
        "approval": ApprovalMode.BELOW_HOURS,
        "approval_hours": 4,
        "furthest_km": 250,
        "phases": [PhaseInput(phase=one, opens_at=days.ahead(at, 20)) for one, at in coming.items()],
    }
    await immersions.change_edition(session, solene, edition, EditionInput(**settings))
    offers = await _offers(session, edition, plan, seats, days, activities)
    await immersions.advance_phase(session, solene, edition)
    await date_phases(session, edition, {Phase.OFFERS: days.ago(20, 8), Phase.WISHES: days.ago(6, 8)})
    await _decline(session, edition, offers)
    open_offers = [offer for offer in offers if offer.status is OfferStatus.OPEN]
    await bring_wishes_in(session, edition, open_offers, crowd, who, dice)
    await bring_swaps_in(session, edition, [who["elodie"], *crowd[:2]], activities[SWAP], days)
    await bring_matching_in(session, past, crowd, who, activities, days)
    await bring_undecided_in(session, past, crowd, who, activities, days)
    await bring_autumn_in(session, past, plan, seats, crowd, who, activities, days)


async def _crowd(session: Session, region_id: UUID, dice: random.Random, but: set[UUID]) -> list[UUID]:
    """People of the region who will wish, drawn among the first thousand of them."""
    found = await session.execute(
        sa.select(PEOPLE.c.id)
        .where(PEOPLE.c.org_unit_id.in_(subtree(region_id)), PEOPLE.c.status == PersonStatus.ACTIVE)
        .order_by(PEOPLE.c.external_id)
        .limit(1000)
    )
    known = [one for one in found.scalars() if one not in but]
    return dice.sample(known, min(WISHERS, len(known) * 2 // 3))


async def _activities(session: Session) -> Mapping[str, UUID]:
    held = {
        code: (await immersions.add_prerequisite(session, SYSTEM, PrerequisiteInput(code=code, name=name))).id
        for code, name in PREREQUISITES.items()
    }
    made = {}
    for key, (given, asks) in ACTIVITIES.items():
        asking = given.model_copy(update={"prerequisite_ids": [held[code] for code in asks]})
        made[key] = (await immersions.add_activity(session, SYSTEM, asking)).id
    return made


async def _offers(
    session: Session,
    edition: immersions.Edition,
    plan: Company,
    seats: Seats,
    days: Days,
    activities: Mapping[str, UUID],
) -> list[immersions.Offer]:
    """Each offer drafted by its host, proposed and opened as it is planned to be."""
    sitting = [seats.external_id(_seat(plan, seats, planned)) for planned in OFFERS]
    hosts = await ids_of(session, sitting)
    made = []
    for planned, external_id in zip(OFFERS, sitting, strict=True):
        host = await acting(session, hosts[external_id])
        site_id = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == host.person_id))
        given = OfferInput(
            activity_id=activities[planned.activity],
            title=planned.title,
            site_id=site_id,
            accessibility=planned.accessibility,
            to_bring=planned.to_bring,
            slots=[_slot(planned, ahead, days) for ahead in planned.days],
        )
        offer = await immersions.draft_offer(session, host, edition, given)
        if planned.status is not OfferStatus.DRAFT:
            await immersions.publish_offer(session, host, offer)
        if planned.status is OfferStatus.OPEN:
            await immersions.approve_offer(session, SYSTEM, offer)
        made.append(offer)
    return made


def _seat(plan: Company, seats: Seats, planned: PlannedOffer) -> int:
    """The seat of the host, or the next one of somebody still in the company, in the unit or around it."""
    unit = plan.landmarks[f"{REGION} {planned.unit}"]
    inside = [seat for seat in range(unit.first, unit.end) if seat not in seats.leavers]
    return inside[planned.seat % len(inside)]


def _slot(planned: PlannedOffer, ahead: int, days: Days) -> SlotInput:
    starts_at = days.ahead(ahead, planned.hours[0])
    return SlotInput(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=planned.hours[1] - planned.hours[0]),
        capacity=planned.places,
        minimum=planned.least,
    )


async def _decline(session: Session, edition: immersions.Edition, offers: Sequence[immersions.Offer]) -> None:
    for planned, offer in zip(OFFERS, offers, strict=True):
        if planned.status is OfferStatus.DECLINED:
            await immersions.approve_offer(session, SYSTEM, offer, accept=False, note=planned.note)
