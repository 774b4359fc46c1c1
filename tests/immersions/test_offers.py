"""Offers: drafted by hosts, opened by those who run the edition, found by words, kind and distance."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.identity import PEOPLE, SITES
from backend.immersions import OfferFilter, OfferInput, OfferStatus, Phase, errors
from backend.immersions.models import EDITIONS
from tests.cast import Cast
from tests.counting import counting
from tests.immersions.scene import a_slot, acting, an_activity, an_edition, an_offer


async def test_a_draft_is_its_hosts_until_it_is_opened(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast)
        offer = await an_offer(session, cast, edition, status=OfferStatus.DRAFT)
        ines, thomas, solene = [await acting(session, cast, one) for one in ("ines", "thomas", "solene")]
        with pytest.raises(NotFound):
            await immersions.get_offer(session, ines, offer.id)
        await immersions.publish_offer(session, thomas, offer)
        assert offer.status is OfferStatus.PROPOSED
        with pytest.raises(errors.EditionLeadersOnly):
            await immersions.approve_offer(session, thomas, offer)
        await immersions.approve_offer(session, solene, offer)
        with pytest.raises(errors.OfferSettled):
            await immersions.approve_offer(session, solene, offer, accept=False)
        assert (await immersions.get_offer(session, ines, offer.id)).status is OfferStatus.OPEN
        assert await session.scalar(sa.select(EDITIONS.c.offer_count)) == 1


async def test_two_leaders_who_decide_at_once_decide_once(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast)
        offer = await an_offer(session, cast, edition, status=OfferStatus.PROPOSED)
        await session.commit()

    async def decide(name: str) -> str:
        actor = await cast.actor(name)
        async with database.writing() as session:
            found = await immersions.get_offer(session, actor, offer.id)
            try:
                await immersions.approve_offer(session, actor, found)
            except errors.OfferSettled:
                return "settled"
            await session.commit()
        return "opened"

    assert sorted(await asyncio.gather(decide("solene"), decide("nadia"))) == ["opened", "settled"]
    async with database.reading() as session:
        assert await session.scalar(sa.select(EDITIONS.c.offer_count)) == 1


@pytest.mark.parametrize(
    ("slot", "refusal"),
    [
        (a_slot(hours=-1), errors.SlotEndsBeforeStart),
        (a_slot(days=-2), errors.SlotInThePast),
        (a_slot(minimum=2), errors.MinimumOverCapacity),
    ],
)
async def test_a_date_that_makes_no_sense_is_refused(
    cast: Cast, database: Database, slot: immersions.SlotInput, refusal: type[Exception]
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast)
        with pytest.raises(refusal):
            await an_offer(session, cast, edition, slots=[slot])


async def test_hosts_offer_in_the_phase_of_offers(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        given = OfferInput(activity_id=(await an_activity(session)).id, title="Trop tard", slots=[a_slot()])
        with pytest.raises(errors.PhaseForbids):
            await immersions.draft_offer(session, await acting(session, cast, "thomas"), edition, given)


async def test_ines_finds_what_is_near_in_as_many_statements_whatever_their_number(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        bordeaux = await session.scalar(sa.select(SITES.c.id))
        await session.execute(sa.update(SITES).values(latitude=44.8378, longitude=-0.5792))
        far = await session.execute(
            sa.insert(SITES)
            .values(code="PAU", name="Pau", region="Nouvelle-Aquitaine", latitude=43.2951, longitude=-0.3708)
            .returning(SITES.c.id)
        )
        pau = far.scalar_one()
        await session.execute(sa.update(PEOPLE).values(site_id=bordeaux))
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        for site_id in (bordeaux, pau, pau):
            await an_offer(session, cast, edition, site_id=site_id)
        await session.commit()
    ines = await cast.actor("ines")
    counts = []
    async with database.reading() as session:
        for wanted, found in (
            (OfferFilter(), [0, 172, 172]),
            (OfferFilter(within_km=30), [0]),
            (OfferFilter(words="pau"), [172, 172]),
            (OfferFilter(words="technicien pau"), []),
            (OfferFilter(kind=immersions.ActivityKind.SHOP), []),
        ):
            with counting(database) as sent:
                listing = await immersions.visible_offers(session, ines, edition.id, Page(), wanted)
            counts.append(sent.count)
            assert sorted(one.distance_km or 0 for one in listing.items) == found
    assert set(counts) == {2}
