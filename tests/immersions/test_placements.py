"""After publication: why, withdrawing, the list's next, and offers that lapse by themselves."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import DomainError
from backend.immersions import OfferStatus, WaitingStatus, errors
from backend.immersions.models import PLACEMENTS, WAITING
from tests.cast import Cast
from tests.immersions.placed import drained, held, placed_count, published, waiting
from tests.immersions.scene import an_offer, as_

WISHES = {"ines": "ab", "karim": "ab", "thomas": "a"}


async def lists(cast: Cast, name: str) -> list[immersions.WaitingRow]:
    async with cast.database.reading() as session:
        return await immersions.my_waiting_lists(session, await cast.actor(name))


@pytest.fixture
def moved() -> object:
    yield clock.travel
    clock.travel(timedelta())


async def test_a_place_given_back_goes_to_the_next_who_takes_it_and_frees_theirs(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    first, second = await waiting(cast, offers["a"])
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    assert await waiting(cast, offers["a"]) == {first: "offered", second: "waiting"}
    assert await placed_count(cast, offers["a"]) == 1
    with pytest.raises(errors.WaitingOfferGone):
        await as_(cast, second, edition_id, immersions.accept_waiting_offer, offers["a"].id)
    await as_(cast, first, edition_id, immersions.accept_waiting_offer, offers["a"].id)
    await drained(cast)
    assert await held(cast, offers) == {first: "a", second: "b"}
    assert (await placed_count(cast, offers["a"]), await placed_count(cast, offers["b"])) == (1, 1)
    [row] = await lists(cast, second)
    assert row.position == 1
    with pytest.raises(errors.NotPlaced):
        await as_(cast, "thomas", edition_id, immersions.withdraw_placement)


async def test_a_date_that_one_hosts_in_a_draft_keeps_no_place_from_one(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    first, second = await waiting(cast, offers["a"])
    async with database.writing() as session:
        edition = await immersions.get_edition_by_id(session, await cast.actor("solene"), edition_id)
        await an_offer(session, cast, edition, host=first, status=OfferStatus.DRAFT)
        await session.commit()
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    assert await waiting(cast, offers["a"]) == {first: "offered", second: "waiting"}


async def test_an_offer_not_answered_in_a_day_lapses_and_goes_to_the_next(
    cast: Cast, database: Database, moved: object
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    first, second = await waiting(cast, offers["a"])
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    clock.travel(timedelta(hours=24, minutes=1))
    with pytest.raises(errors.WaitingOfferGone):
        await as_(cast, first, edition_id, immersions.accept_waiting_offer, offers["a"].id)
    await drained(cast)
    assert await waiting(cast, offers["a"]) == {first: "lapsed", second: "offered"}
    await as_(cast, second, edition_id, immersions.decline_waiting_offer, offers["a"].id)
    await drained(cast)
    assert await placed_count(cast, offers["a"]) == 0
    assert await held(cast, offers) == {first: "b", second: "b"}


async def test_no_place_is_offered_less_than_twelve_hours_before_the_day(
    cast: Cast, database: Database, moved: object
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    clock.travel(timedelta(days=20, hours=-12))
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    assert set((await waiting(cast, offers["a"])).values()) == {"waiting"}
    assert await placed_count(cast, offers["a"]) == 0


async def test_who_had_their_day_is_offered_no_other(cast: Cast, database: Database, moved: object) -> None:
    wishes = {"ines": "ba", "karim": "ba", "thomas": "b"}
    edition_id, offers = await published(cast, wishes, {"a": 2, "b": 1})
    assert await held(cast, offers) == {"thomas": "b", "ines": "a", "karim": "a"}
    assert [row.position for row in [*await lists(cast, "ines"), *await lists(cast, "karim")]] in (
        [1, 2],
        [2, 1],
    )
    clock.travel(timedelta(days=20, hours=1))
    assert await lists(cast, "ines") == []
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    assert set((await waiting(cast, offers["b"])).values()) == {"waiting"}
    assert await placed_count(cast, offers["b"]) == 0


async def test_a_day_had_in_another_edition_takes_nobody_out_of_a_list(
    cast: Cast, database: Database, moved: object
) -> None:
    _, before = await published(cast, {"ines": "a", "karim": "a"}, {"a": 2})
    assert set(await held(cast, before)) == {"ines", "karim"}
    clock.travel(timedelta(days=40))
    wishes = {"ines": "a", "karim": "a", "thomas": "a"}
    await published(cast, wishes, {"a": 1})
    positions = {name: [row.position for row in await lists(cast, name)] for name in wishes}
    assert sorted(positions.values()) == [[], [1], [2]]


def test_an_offer_holds_a_day_and_no_later_than_twelve_hours_before() -> None:
    at = datetime(2027, 3, 27, 20, tzinfo=UTC)
    day = timedelta(days=1)
    assert immersions.valid_until(at + 10 * day, at) == at + day
    assert immersions.valid_until(at + day, at) == at + timedelta(hours=12)


@pytest.mark.parametrize(("day", "hour"), [((2027, 3, 27), 21), ((2027, 10, 30), 19)])
def test_a_day_to_answer_is_24_hours_when_clocks_change(day: tuple[int, int, int], hour: int) -> None:
    paris = ZoneInfo("Europe/Paris")
    offered = datetime(*day, 20, tzinfo=paris)
    until = immersions.valid_until((offered + timedelta(days=9)).astimezone(UTC), offered.astimezone(UTC))
    assert until - offered.astimezone(UTC) == timedelta(hours=24)
    assert until.astimezone(paris).hour == hour


async def test_solene_gives_a_place_back_for_somebody_and_others_may_not(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    thomas = cast.people["thomas"]
    with pytest.raises(errors.EditionLeadersOnly):
        await as_(cast, "ines", edition_id, immersions.withdraw_placement, person_id=thomas)
    await as_(cast, "solene", edition_id, immersions.withdraw_placement, person_id=thomas)
    assert "thomas" not in await held(cast, offers)


async def test_passing_places_on_again_changes_nothing_and_nobody_gets_a_place_twice(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    first, second = await waiting(cast, offers["a"])
    async with database.writing() as session:
        [row] = await immersions.my_waiting_lists(session, await cast.actor(first))
        slots = await immersions.slots_of(session, [offers["a"].id])
        for _ in range(3):
            await immersions.pass_places_on(session, slots[offers["a"].id][0].id)
        await session.commit()
    assert row.expires_at is not None
    accept = immersions.accept_waiting_offer
    tries = [as_(cast, name, edition_id, accept, offers["a"].id) for name in (first, first, second)]
    said = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, DomainError) for one in said) == 2, said
    await drained(cast)
    assert (await held(cast, offers))[first] == "a"
    assert await placed_count(cast, offers["a"]) == 1


async def two_places_of_one_day(cast: Cast) -> tuple[str, list[tuple[UUID, dict[str, immersions.Offer]]]]:
    """Somebody who is offered, by the lists of two editions, places whose hours overlap."""
    first = await published(cast, {"ines": "a", "karim": "a", "thomas": "a"}, {"a": 1})
    [placed] = await held(cast, first[1])
    others = [name for name in ("ines", "karim", "thomas") if name != placed]
    second = await published(cast, dict.fromkeys(others, "a"), {"a": 1})
    [who] = await waiting(cast, second[1]["a"])
    [elsewhere] = set(others) - {who}
    # Whoever holds the place of the second edition is passed over by the list of the first.
    for name, (edition_id, _) in ((placed, first), (elsewhere, second)):
        await as_(cast, name, edition_id, immersions.withdraw_placement)
        await drained(cast)
    for _, offers in (first, second):
        assert (await waiting(cast, offers["a"]))[who] == "offered"
    return who, [first, second]


async def test_whoever_took_a_place_in_one_edition_takes_none_of_its_hours_in_another(
    cast: Cast, database: Database
) -> None:
    who, [(first, its), (second, others)] = await two_places_of_one_day(cast)
    accept = immersions.accept_waiting_offer
    await as_(cast, who, first, accept, its["a"].id)
    with pytest.raises(errors.ExpectedElsewhere) as refusal:
        await as_(cast, who, second, accept, others["a"].id)
    assert refusal.value.parameters == {"hours": 11}
    assert (await waiting(cast, others["a"]))[who] == "offered", "it is still theirs to leave, or to take"
    await as_(cast, who, first, immersions.withdraw_placement)
    await as_(cast, who, second, accept, others["a"].id)
    assert await held(cast, others) == {who: "a"}


async def test_of_two_places_taken_at_once_in_two_editions_one_is_refused(
    cast: Cast, database: Database
) -> None:
    who, editions = await two_places_of_one_day(cast)
    for _ in range(3):
        accept = immersions.accept_waiting_offer
        tries = [as_(cast, who, id_, accept, offers["a"].id) for id_, offers in editions]
        said = await asyncio.gather(*tries, return_exceptions=True)
        assert sorted(type(one).__name__ for one in said) == ["ExpectedElsewhere", "NoneType"], said
        taken = editions[said.index(None)]
        async with database.writing() as session:
            again = sa.update(WAITING).where(WAITING.c.offer_id == taken[1]["a"].id)
            [slot] = (await immersions.slots_of(session, [taken[1]["a"].id]))[taken[1]["a"].id]
            theirs = again.where(WAITING.c.person_id == cast.people[who])
            await session.execute(
                theirs.values(
                    status=WaitingStatus.OFFERED,
                    offered_slot_id=slot.id,
                    expires_at=clock.now() + timedelta(hours=20),
                )
            )
            await session.execute(sa.delete(PLACEMENTS).where(PLACEMENTS.c.person_id == cast.people[who]))
            await session.commit()


async def test_a_place_refused_for_another_day_may_still_be_declined(cast: Cast, database: Database) -> None:
    who, [(first, its), (second, others)] = await two_places_of_one_day(cast)
    await as_(cast, who, first, immersions.accept_waiting_offer, its["a"].id)
    await as_(cast, who, second, immersions.decline_waiting_offer, others["a"].id)
    assert (await waiting(cast, others["a"]))[who] == "declined"
