"""Editions of half-days that go as far as a matching run twice, a place kept between the two runs."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.identity import PEOPLE, SITES
from backend.immersions import ApprovalMode, EditionInput, OfferInput, OfferStatus, SlotInput
from seeds.activity_plans import SHOP
from seeds.days import Days
from seeds.people import acting


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A half-day to offer, so many days ahead; `weight` is how often it is wished for beside the others."""

    activity: str
    title: str
    places: int
    ahead: int
    weight: int
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class PlannedRuns:
    """An edition opened so many days ago; people have as many wishes as `ranked` says, runs these `seeds`."""

    name: str
    summary: str
    opened: int
    offers: Sequence[HalfDay]
    ranked: Sequence[int]
    seeds: tuple[int, int]
    join_handoffs: bool = False


async def open_with_offers(
    session: Session,
    solene: Actor,
    previous: immersions.Edition,
    plan: PlannedRuns,
    crowd: Sequence[UUID],
    activities: Mapping[str, UUID],
    days: Days,
) -> tuple[immersions.Edition, list[immersions.Offer]]:
    """Open the edition after the previous one, each offer by the next of the crowd, as far as wishes."""
    given = EditionInput(
        name=plan.name,
        summary=plan.summary,
        org_unit_id=previous.org_unit_id,
        approval=ApprovalMode.AUTOMATIC,
        join_handoffs=plan.join_handoffs,
    )
    edition = await immersions.open_edition(session, solene, given, previous_id=previous.id)
    edition.created_at = days.ago(plan.opened, 8)
    offers = [
        await _an_offer(session, edition, host_id, planned, activities, days)
        for host_id, planned in zip(crowd[: len(plan.offers)], plan.offers, strict=True)
    ]
    await immersions.advance_phase(session, solene, edition)
    return edition, offers


async def wish(
    session: Session,
    edition: immersions.Edition,
    plan: PlannedRuns,
    offers: Sequence[immersions.Offer],
    wishers: Sequence[UUID],
    dice: random.Random,
) -> None:
    """Let each of them wish for some of the offers."""
    weights = [one.weight for one in plan.offers]
    for person_id in wishers:
        drawn = dice.choices(offers, weights, k=dice.choice(plan.ranked))
        ids = list(dict.fromkeys(offer.id for offer in drawn))
        await immersions.rank_wishes(session, await acting(session, person_id), edition, ids)


async def run_twice(
    session: Session,
    solene: Actor,
    edition: immersions.Edition,
    plan: PlannedRuns,
    kept: immersions.Offer,
    person_id: UUID,
) -> UUID:
    """End the wishes and run the matching; keep a place of an offer for somebody, run it again: that run."""
    await immersions.advance_phase(session, solene, edition)
    first, second = plan.seeds
    await _run(session, solene, edition, first)
    [slot] = (await immersions.slots_of(session, [kept.id]))[kept.id]
    await immersions.pin_placement(session, solene, edition, person_id, slot.id)
    return await _run(session, solene, edition, second)


async def _run(session: Session, solene: Actor, edition: immersions.Edition, seed: int) -> UUID:
    run = await immersions.run_matching(session, solene, edition, seed=seed)
    await solve_now(session, run.id)
    await session.refresh(edition)
    return run.id


async def solve_now(session: Session, run_id: UUID) -> None:
    """What the worker does in two units of work, here in the one of the seeds."""
    outside = await immersions.solve_run(session, run_id)
    assert outside is not None
    await outside.then(session, await outside.call())


async def _an_offer(
    session: Session,
    edition: immersions.Edition,
    host_id: UUID,
    planned: HalfDay,
    activities: Mapping[str, UUID],
    days: Days,
) -> immersions.Offer:
    """A half-day that its host offers, open to wishes: a shop of the region, or where the host works."""
    host = await acting(session, host_id)
    starts_at = days.ahead(planned.ahead, 9)
    slot = SlotInput(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        capacity=planned.places,
        minimum=planned.minimum,
    )
    site_id = host_site = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == host_id))
    if planned.activity == SHOP:
        region = sa.select(SITES.c.region).where(SITES.c.id == host_site).scalar_subquery()
        shops = sa.select(SITES.c.id).where(SITES.c.region == region, SITES.c.name.startswith("Boutique"))
        found = (await session.execute(shops.order_by(SITES.c.code))).scalars().all()
        site_id = found[planned.ahead % len(found)]
    given = OfferInput(
        activity_id=activities[planned.activity], title=planned.title, site_id=site_id, slots=[slot]
    )
    offer = await immersions.draft_offer(session, host, edition, given)
    await immersions.publish_offer(session, host, offer)
    if offer.status is OfferStatus.PROPOSED:
        await immersions.approve_offer(session, SYSTEM, offer)
    return offer
