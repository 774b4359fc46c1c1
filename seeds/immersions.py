"""The editions of Nouvelle-Aquitaine: the first, this one, whose wishes are open, and three that go on."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.identity import ORG_UNITS, PEOPLE, PersonStatus, subtree
from backend.immersions import (
    ApprovalMode,
    CloneInput,
    EditionInput,
    OfferInput,
    OfferStatus,
    ParticipantInput,
    Phase,
    PhaseInput,
    PrerequisiteInput,
    SlotInput,
    SwapInput,
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

REGION = "Nouvelle-Aquitaine"
NAME = "10 de cœur Nouvelle-Aquitaine"
SWAPPED = (
    "Ma journée au casque contre la vôtre",
    "Une journée de planning, de l’aube au dernier appel",
    "Une journée à répondre aux courriers",
)
WISHERS = 60
APPROVED, TRAINED = 0.75, 0.8


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
    await _wishes(session, edition, open_offers, crowd, who, dice)
    await _swaps(session, edition, [who["elodie"], *crowd[:2]], activities[SWAP], days)
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


async def _wishes(
    session: Session,
    edition: immersions.Edition,
    offers: Sequence[immersions.Offer],
    crowd: Sequence[UUID],
    who: Mapping[str, UUID],
    dice: random.Random,
) -> None:
    """Wishes as skewed as real ones: the first offers draw most. Inès has two, and waits for one word."""
    weights = [len(offers) - place for place in range(len(offers))]
    held = [one.id for one in await immersions.prerequisites(session)]
    for person_id in [*crowd, who["elodie"]]:
        person = await acting(session, person_id)
        drawn = dice.choices(offers, weights, k=dice.choice((1, 2, 3, 3, 4, 5, 5)))
        ids = list(dict.fromkeys(offer.id for offer in drawn))
        try:
            async with session.begin_nested():
                await immersions.rank_wishes(session, person, edition, ids)
        except immersions.errors.OwnOffer:
            continue
        if dice.random() < TRAINED:
            await immersions.say_constraints(
                session, person, edition, ParticipantInput(prerequisite_ids=held)
            )
        if person.manager_id and dice.random() < APPROVED:
            manager = await acting(session, person.manager_id)
            if await _waits(session, edition, person_id, manager):
                await immersions.approve_absence(session, manager, edition, person_id, accept=True)
    ines, karim = await acting(session, who["ines"]), await acting(session, who["karim"])
    await immersions.rank_wishes(session, ines, edition, [offers[0].id])
    await immersions.approve_absence(session, karim, edition, who["ines"], accept=True)
    await immersions.rank_wishes(session, ines, edition, [offers[0].id, offers[3].id])
    said = ParticipantInput(days=[_day(offers[0])], furthest_km=200, needs="Une pause à 13 h, pour un appel.")
    await immersions.say_constraints(session, ines, edition, said)


async def _swaps(
    session: Session, edition: immersions.Edition, people: Sequence[UUID], activity_id: UUID, days: Days
) -> None:
    """Élodie and two others offer their day in exchange: both wish for hers, she for the first."""
    offers = []
    for number, person_id in enumerate(people):
        starts_at = days.ahead(22 + 2 * number, 9)
        given = SwapInput(
            activity_id=activity_id,
            title=SWAPPED[number],
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=7),
        )
        person = await acting(session, person_id)
        offers.append((person, await immersions.propose_swap(session, person, edition, given)))
    (elodie, hers), (first, theirs), (second, _) = offers
    for person, wanted in ((elodie, theirs), (first, hers), (second, hers)):
        before = [one.offer_id for one in await immersions.my_wishes(session, person, edition.id)]
        ids = [wanted.id, *before][: edition.most_wishes]
        await immersions.rank_wishes(session, person, edition, ids)


async def _waits(session: Session, edition: immersions.Edition, person_id: UUID, manager: Actor) -> bool:
    rows = await immersions.approvals_asked(session, manager, edition_id=edition.id)
    return any(row.person_id == person_id and row.status is immersions.ApprovalStatus.PENDING for row in rows)


def _day(offer: immersions.Offer) -> date:
    return offer.first_starts_at.date()
