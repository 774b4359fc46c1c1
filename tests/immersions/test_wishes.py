"""Wishes: ranked, counted, approved as the edition says."""

import asyncio
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.events import EVENTS
from backend.immersions import ApprovalStatus, OfferStatus, ParticipantInput, Phase, SlotInput, errors
from backend.immersions.models import APPROVALS, OFFERS, PARTICIPANTS, SLOTS, WISHES
from tests.cast import Cast
from tests.immersions.scene import DAY, a_slot, an_edition, an_offer, as_, wished


async def ranks(database: Database) -> dict[object, int]:
    async with database.reading() as session:
        return dict((await session.execute(sa.select(WISHES.c.offer_id, WISHES.c.rank))).all())


async def test_ines_ranks_reorders_and_takes_back_her_wishes(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        first, second = [await an_offer(session, cast, edition) for _ in range(2)]
        await session.commit()
    for order in ([first, second], [second, first], [second]):
        ids = [offer.id for offer in order]
        await as_(cast, "ines", edition.id, immersions.rank_wishes, ids)
        assert await ranks(database) == {one: rank for rank, one in enumerate(ids, 1)}
    async with database.reading() as session:
        counts = dict((await session.execute(sa.select(OFFERS.c.id, OFFERS.c.wish_count))).all())
        asked = (await session.execute(sa.select(APPROVALS.c.offer_id, APPROVALS.c.status))).all()
    assert counts == {first.id: 0, second.id: 1}
    assert asked == [(second.id, ApprovalStatus.PENDING)]


async def test_a_wish_for_an_offer_taken_back_ends_and_costs_nobody_a_rank(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        gone, second, third = [await an_offer(session, cast, edition) for _ in range(3)]
        await wished(session, cast, edition, "ines", gone, second, third)
        await wished(session, cast, edition, "karim", second, gone, third)
        await session.commit()

    async def withdraw(session: Session, actor: Actor, edition: immersions.Edition) -> None:
        await immersions.withdraw_offer(session, actor, await immersions.get_offer(session, actor, gone.id))

    await as_(cast, "solene", edition.id, withdraw)
    async with database.reading() as session:
        for name in ("ines", "karim"):
            rows = await immersions.my_wishes(session, await cast.actor(name), edition.id)
            assert [(row.rank, row.offer_id) for row in rows] == [(1, second.id), (2, third.id)], name
        asked = set((await session.execute(sa.select(APPROVALS.c.offer_id))).scalars())
        assert asked == {second.id, third.id}
        count = sa.select(OFFERS.c.wish_count).where(OFFERS.c.id == gone.id)
        assert await session.scalar(count) == 0


async def test_of_a_wish_and_a_withdrawal_at_once_no_wish_is_left_behind(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        gone, kept = [await an_offer(session, cast, edition) for _ in range(2)]
        await wished(session, cast, edition, "karim", gone, kept)
        await session.commit()

    async def withdraw(session: Session, actor: Actor, edition: immersions.Edition) -> None:
        await immersions.withdraw_offer(session, actor, await immersions.get_offer(session, actor, gone.id))

    said = await asyncio.gather(
        as_(cast, "ines", edition.id, immersions.rank_wishes, [gone.id, kept.id]),
        as_(cast, "karim", edition.id, immersions.rank_wishes, [kept.id, gone.id]),
        as_(cast, "solene", edition.id, withdraw),
        return_exceptions=True,
    )
    assert {type(one) for one in said} <= {type(None), errors.OfferNotOpen}, said
    assert set(await ranks(database)) <= {kept.id}


async def test_what_is_not_a_wish_is_refused(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES, most_wishes=2)
        other = await an_offer(session, cast, await an_edition(session, cast, phase=Phase.WISHES))
        offers = [await an_offer(session, cast, edition) for _ in range(3)]
        draft = await an_offer(session, cast, edition, status=OfferStatus.DRAFT)
        for wrong, refusal in (
            (offers, errors.TooManyWishes),
            ([offers[0], offers[0]], errors.WishTwice),
            ([draft], errors.OfferNotOpen),
            ([other], errors.OfferNotOpen),
        ):
            with pytest.raises(refusal):
                await wished(session, cast, edition, "ines", *wrong)
        with pytest.raises(errors.OwnOffer):
            await wished(session, cast, edition, "thomas", offers[0])


async def test_yann_does_not_know_of_an_edition_for_another_region(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        yann = await cast.actor("yann")
        with pytest.raises(NotFound):
            await immersions.get_edition(session, yann, edition.slug)


@pytest.mark.parametrize("phase", [Phase.OFFERS, Phase.MATCHING, Phase.CLOSED])
async def test_wishes_are_made_in_their_phase(cast: Cast, database: Database, phase: Phase) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=phase)
        offer = await an_offer(session, cast, edition)
        with pytest.raises(errors.PhaseForbids) as refusal:
            await wished(session, cast, edition, "ines", offer)
    assert refusal.value.parameters["when"] == "wishes"


@pytest.mark.parametrize(
    ("settings", "hours", "status"),
    [
        ({"approval": "automatic"}, 8, ApprovalStatus.APPROVED),
        ({"approval": "manual"}, 1, ApprovalStatus.PENDING),
        ({"approval": "below_hours", "approval_hours": 4}, 3.5, ApprovalStatus.APPROVED),
        ({"approval": "below_hours", "approval_hours": 4}, 4, ApprovalStatus.PENDING),
    ],
)
async def test_the_edition_says_how_a_manager_approves(
    cast: Cast, database: Database, settings: dict[str, object], hours: float, status: ApprovalStatus
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES, **settings)
        offer = await an_offer(session, cast, edition, slots=[a_slot(hours=hours)])
        await wished(session, cast, edition, "ines", offer)
        assert await session.scalar(sa.select(APPROVALS.c.status)) == status


async def test_karim_decides_and_what_he_decided_outlives_a_change_of_mind(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offer = await an_offer(session, cast, edition)
        await wished(session, cast, edition, "ines", offer)
        await session.commit()
    decide = immersions.approve_absence
    ines = cast.people["ines"]
    with pytest.raises(errors.ManagersOnly):
        await as_(cast, "solene", edition.id, decide, ines, accept=True)
    assert await as_(cast, "karim", edition.id, decide, ines, accept=True) == 1
    with pytest.raises(errors.NothingToApprove):
        await as_(cast, "karim", edition.id, decide, ines, accept=False)
    for ids in ([], [offer.id]):
        await as_(cast, "ines", edition.id, immersions.rank_wishes, ids)
    async with database.reading() as session:
        assert await session.scalar(sa.select(APPROVALS.c.status)) == ApprovalStatus.APPROVED


async def test_what_ines_needs_stays_out_of_the_journal(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        await session.commit()
    given = ParticipantInput(days=["2027-01-14", "2027-01-12"], furthest_km=40, needs="Un siège à l’accueil")
    await as_(cast, "ines", edition.id, immersions.say_constraints, given)
    async with database.reading() as session:
        row = (await session.execute(sa.select(PARTICIPANTS))).one()
        payloads = (await session.execute(sa.select(EVENTS.c.payload))).scalars().all()
    assert (row.days, row.furthest_km, row.needs) == (["2027-01-12", "2027-01-14"], 40, given.needs)
    assert "siège" not in str(payloads)


async def test_possible_days_are_those_of_open_dates_on_the_wall_of_the_edition(
    cast: Cast, database: Database
) -> None:
    noon = (now() + 20 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)
    late = noon + timedelta(hours=11, minutes=30)

    def at(*moments: datetime) -> list[SlotInput]:
        return [SlotInput(starts_at=one, ends_at=one + timedelta(hours=2)) for one in moments]

    async with database.writing() as session:
        edition = await an_edition(session, cast)
        assert await immersions.days_of(session, edition.id) == []
        await an_offer(session, cast, edition, slots=at(noon + 5 * DAY, noon + 2 * DAY, late))
        gone = await an_offer(session, cast, edition, slots=at(noon + 5 * DAY, noon + 8 * DAY))
        await an_offer(session, cast, edition, slots=at(noon + 9 * DAY), status=OfferStatus.PROPOSED)
        await an_offer(session, cast, await an_edition(session, cast), slots=at(noon))
        await session.execute(sa.update(SLOTS).where(SLOTS.c.offer_id == gone.id).values(cancelled_at=now()))
        days = await immersions.days_of(session, edition.id)
    tonight = (noon + DAY).date()
    assert days == [tonight, (noon + 2 * DAY).date(), (noon + 5 * DAY).date()], (
        "late is past midnight in Paris"
    )


async def test_two_tabs_of_ines_take_turns(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offers = [await an_offer(session, cast, edition) for _ in range(2)]
        await session.commit()
    orders = [[offers[0].id, offers[1].id], [offers[1].id], [offers[0].id], [offers[1].id, offers[0].id]]
    await asyncio.gather(*(as_(cast, "ines", edition.id, immersions.rank_wishes, order) for order in orders))
    held = await ranks(database)
    async with database.reading() as session:
        counts = dict((await session.execute(sa.select(OFFERS.c.id, OFFERS.c.wish_count))).all())
    assert counts == {offer.id: int(offer.id in held) for offer in offers}
    assert sorted(held.values()) == list(range(1, len(held) + 1))


async def test_three_wishes_are_asked_for_where_three_offers_are_open_to_the_person(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        for host in ("thomas", "thomas", "karim"):
            await an_offer(session, cast, edition, host=host)
        await an_offer(session, cast, edition, status=OfferStatus.PROPOSED)
        asked = {
            name: await immersions.wishable_offers(session, await cast.actor(name), edition.id, 3)
            for name in ("ines", "thomas", "karim")
        }
    assert asked == {"ines": 3, "thomas": 1, "karim": 2}
