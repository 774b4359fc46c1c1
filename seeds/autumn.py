"""An edition whose days are now: Inès goes to Thomas today, others have come and told."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

import sqlalchemy as sa

from backend import immersions, journeys
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.listing import Page
from backend.identity import PEOPLE
from backend.immersions import (
    ApprovalMode,
    DebriefInput,
    EditionInput,
    FeltInput,
    Heart,
    NoteInput,
    OfferInput,
    OfferStatus,
    Phase,
    SlotInput,
)
from backend.immersions.past import date_offer, date_phases, date_visit
from backend.journeys import IRRITANTS
from seeds.autumn_plans import NOTE, TALES, WELCOMES, Tale, Welcome
from seeds.days import Days
from seeds.half_days import solve_now
from seeds.organisation import Company
from seeds.people import Seats, acting, ids_of

NAME = "10 de cœur Nouvelle-Aquitaine, automne"
SUMMARY = "Les journées de l’automne, de la boutique à la tournée."
DRAFTED = 60
"""Dates are drafted so many days ahead, then brought to where they are."""
OPENED = {Phase.OFFERS: 60, Phase.WISHES: 45, Phase.MATCHING: 20, Phase.PUBLISHED: 15, Phase.DAYS: 7}


async def bring_autumn_in(
    session: Session,
    previous: immersions.Edition,
    plan: Company,
    seats: Seats,
    crowd: Sequence[UUID],
    who: Mapping[str, UUID],
    activities: Mapping[str, UUID],
    days: Days,
) -> None:
    """Open the edition, let people wish, publish, open its days, and say what happened in them."""
    solene = await acting(session, who["solene"])
    given = EditionInput(
        name=NAME, summary=SUMMARY, org_unit_id=previous.org_unit_id, approval=ApprovalMode.AUTOMATIC
    )
    edition = await immersions.open_edition(session, solene, given, previous_id=previous.id)
    offers = await _offers(session, edition, plan, seats, activities, days)
    await immersions.advance_phase(session, solene, edition)
    held = [one.id for one in await immersions.prerequisites(session)]
    hosts = await _hosts(session, offers)
    visitors = [one for one in crowd if one not in hosts][: sum(one.places for one in WELCOMES) + 4]
    wishes = [(who["ines"], [offers[0].id])]
    wishes += [(one, [offers[1 + (n + step) % 3].id for step in range(3)]) for n, one in enumerate(visitors)]
    for person_id, ids in wishes:
        person = await acting(session, person_id)
        await immersions.rank_wishes(session, person, edition, ids)
        said = immersions.ParticipantInput(
            prerequisite_ids=held,
            needs="Une pause à 13 h, pour un appel." if person_id == who["ines"] else "",
        )
        await immersions.say_constraints(session, person, edition, said)
    await immersions.advance_phase(session, solene, edition)
    run = await immersions.run_matching(session, solene, edition, seed=11)
    await solve_now(session, run.id)
    await session.refresh(edition)
    await immersions.publish_matching(session, solene, edition, run.id)
    await immersions.advance_phase(session, solene, edition)
    edition.created_at = days.ago(OPENED[Phase.OFFERS], 8)
    await date_phases(session, edition, {phase: days.ago(ago, 8) for phase, ago in OPENED.items()})
    for one, offer in zip(WELCOMES, offers, strict=True):
        await date_offer(session, offer, *hours_of(one, days))
    await _ines(session, edition, who["ines"])
    await _tell(session, edition, offers, days)


async def _offers(
    session: Session,
    edition: immersions.Edition,
    plan: Company,
    seats: Seats,
    activities: Mapping[str, UUID],
    days: Days,
) -> list[immersions.Offer]:
    made: list[immersions.Offer] = []
    for one in WELCOMES:
        unit = plan.landmarks[f"Nouvelle-Aquitaine {one.unit}"]
        inside = [seat for seat in range(unit.first, unit.end) if seat not in seats.leavers]
        external_id = seats.external_id(inside[one.seat % len(inside)])
        host = await acting(session, (await ids_of(session, [external_id]))[external_id])
        site_id = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == host.person_id))
        starts_at = days.ahead(DRAFTED + 2 * len(made), 9)
        slot = SlotInput(starts_at=starts_at, ends_at=starts_at + timedelta(hours=4), capacity=one.places)
        given = OfferInput(
            activity_id=activities[one.activity],
            title=one.title,
            site_id=site_id,
            to_bring=one.to_bring,
            accessibility=one.accessibility,
            slots=[slot],
        )
        offer = await immersions.draft_offer(session, host, edition, given)
        await immersions.publish_offer(session, host, offer)
        if offer.status is OfferStatus.PROPOSED:
            await immersions.approve_offer(session, SYSTEM, offer)
        made.append(offer)
    return made


async def _hosts(session: Session, offers: Sequence[immersions.Offer]) -> set[UUID]:
    slots = await immersions.slots_of(session, [offer.id for offer in offers])
    return {person_id for rows in slots.values() for row in rows for person_id, _ in row.hosts}


def hours_of(one: Welcome, days: Days) -> tuple[datetime, datetime]:
    """When a date starts and ends: today's starts early enough for whoever opens the demo before dawn."""
    day = days.before(-one.days, 0, 0) if one.days < 0 else days.ago(0, 0)
    starts_at, ends_at = (day + timedelta(hours=hours) for hours in one.hours)
    too_soon = max(starts_at - immersions.EARLY - now(), timedelta())
    sooner = timedelta(hours=ceil(too_soon / timedelta(hours=1)))
    return starts_at - sooner, ends_at - sooner


async def _ines(session: Session, edition: immersions.Edition, ines_id: UUID) -> None:
    """Inès has prepared most of her day, and noted one thing already."""
    ines = await acting(session, ines_id)
    for heart in (Heart.KIT, Heart.QUESTIONS, Heart.CALENDAR):
        await immersions.tick_heart(session, ines, edition, heart)
    await immersions.acknowledge_rules(session, ines, edition)
    await immersions.note_on_the_day(session, ines, edition, NoteInput(text=NOTE))


async def _tell(
    session: Session, edition: immersions.Edition, offers: Sequence[immersions.Offer], days: Days
) -> None:
    """The visitors of the dates that are over came, but for one; some have told it."""
    tales: dict[int, list[Tale]] = {}
    for tale in TALES:
        tales.setdefault(tale.welcome, []).append(tale)
    places = {one.name: one.id for one in await journeys.places(session)}
    for number, offer in enumerate(offers[1:], 1):
        starts_at, _ = hours_of(WELCOMES[number], days)
        slots = (await immersions.slots_of(session, [offer.id]))[offer.id]
        listing = await immersions.visitors(session, SYSTEM, edition.id, Page(50), slot_id=slots[0].id)
        waiting = tales.get(number, [])
        for row in listing.items:
            came = row is not listing.items[-1] or number != 2
            await date_visit(session, edition, row.person_id, starts_at - timedelta(minutes=7), came=came)
            if came and waiting:
                given = _told(waiting.pop(0), places)
                visitor = await acting(session, row.person_id)
                debrief = await immersions.submit_debrief(session, visitor, edition, given)
                debrief.submitted_at = starts_at + timedelta(days=1)
                seen = sa.update(IRRITANTS).where(IRRITANTS.c.source_id == debrief.id)
                await session.execute(seen.values(noted_at=debrief.submitted_at))


def _told(tale: Tale, places: Mapping[str, UUID]) -> DebriefInput:
    return DebriefInput(
        surprised=tale.surprised,
        customers_expect=tale.customers,
        colleagues_live=tale.colleagues,
        ideas=tale.ideas,
        quote=tale.quote,
        quote_shared=tale.shared,
        irritants=[
            FeltInput(text=text, place=places[f"{step} → {to}" if to else step], frequency=frequency)
            for text, step, to, frequency in tale.irritants
        ],
    )
