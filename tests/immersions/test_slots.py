"""Dates moved or cancelled after publication: whom it places again, where, and what they read."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.core.errors import DomainError
from backend.core.local_time import on_the_clock
from backend.immersions import ParticipantInput, Phase, SlotChangeInput, errors
from backend.immersions.models import LEFT_OUT, SLOTS
from tests.cast import Cast
from tests.immersions.placed import drained, held, placed_count, published, read, waiting
from tests.immersions.scene import DAY, as_, in_phase

Offers = dict[str, immersions.Offer]


async def slot_of(cast: Cast, offer: immersions.Offer) -> immersions.SlotRow:
    async with cast.database.reading() as session:
        return (await immersions.slots_of(session, [offer.id]))[offer.id][0]


async def cancelled(cast: Cast, edition_id: UUID, offer: immersions.Offer, by: str = "solene") -> None:
    slot = await slot_of(cast, offer)
    await as_(cast, by, edition_id, immersions.cancel_slot, slot.id, reason="La boutique ferme.")
    await drained(cast)


async def moved(cast: Cast, edition_id: UUID, offer: immersions.Offer, by: timedelta, **values: Any) -> None:
    slot = await slot_of(cast, offer)
    given = {"starts_at": slot.starts_at + by, "ends_at": slot.ends_at + by, "capacity": slot.capacity}
    change = SlotChangeInput(**given | values)
    await as_(cast, "solene", edition_id, immersions.change_slot, slot.id, change)
    await drained(cast)


async def left_out(cast: Cast, edition_id: UUID) -> set[str]:
    names = {id: name for name, id in cast.people.items()}
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(LEFT_OUT.c.person_id).where(LEFT_OUT.c.edition_id == edition_id)
        )
        return {names[one] for one in found.scalars()}


async def reason(cast: Cast, edition_id: UUID, name: str) -> str:
    mine, said = await read(cast, edition_id, name)
    assert mine is not None
    return said


async def test_a_cancelled_date_places_its_people_on_their_next_wish_with_a_free_place(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, {"ines": "ab", "karim": "ac"}, {"a": 2, "b": 1, "c": 1})
    assert await held(cast, offers) == {"ines": "a", "karim": "a"}
    await cancelled(cast, edition_id, offers["a"])
    assert await held(cast, offers) == {"ines": "b", "karim": "c"}
    assert [await placed_count(cast, offers[one]) for one in "abc"] == [0, 1, 1]
    assert await waiting(cast, offers["a"]) == {}
    assert (await reason(cast, edition_id, "ines")).startswith("The date you had is no more: this place")
    assert await left_out(cast, edition_id) == set()


async def test_whoever_finds_nothing_waits_before_everybody_and_comes_first_next_time(
    cast: Cast, database: Database
) -> None:
    wishes = {"ines": "ab", "karim": "b", "thomas": "b"}
    edition_id, offers = await published(cast, wishes, {"a": 1, "b": 1})
    placed = await held(cast, offers)
    [on_b] = [name for name, letter in placed.items() if letter == "b"]
    [waits] = await waiting(cast, offers["b"])
    await cancelled(cast, edition_id, offers["a"])
    assert await held(cast, offers) == {on_b: "b"}
    assert list(await waiting(cast, offers["b"])) == ["ines", waits]
    assert await left_out(cast, edition_id) == {"ines", waits}
    assert "among the first of their waiting lists" in await reason(cast, edition_id, "ines")
    await as_(cast, on_b, edition_id, immersions.withdraw_placement)
    await drained(cast)
    assert await waiting(cast, offers["b"]) == {"ines": "offered", waits: "waiting"}
    await as_(cast, "ines", edition_id, immersions.accept_waiting_offer, offers["b"].id)
    assert await held(cast, offers) == {"ines": "b"}
    assert await left_out(cast, edition_id) == {waits}


async def test_a_moved_date_keeps_whom_it_suits_and_places_the_others_again(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, {"ines": "ab", "karim": "ab"}, {"a": 2, "b": 2})
    slot = await slot_of(cast, offers["a"])
    async with database.writing() as session:
        ines = await cast.actor("ines")
        edition = await immersions.get_edition_by_id(session, ines, edition_id)
        await in_phase(session, edition, Phase.WISHES)
        slots = [slot, await slot_of(cast, offers["b"])]
        days = [on_the_clock(one.starts_at, edition.time_zone).date() for one in slots]
        await immersions.say_constraints(session, ines, edition, ParticipantInput(days=days))
        await in_phase(session, edition, Phase.PUBLISHED)
        await session.commit()
    await moved(cast, edition_id, offers["a"], 5 * DAY)
    assert await held(cast, offers) == {"ines": "b", "karim": "a"}
    after = await slot_of(cast, offers["a"])
    assert (after.starts_at, after.placed_count) == (slot.starts_at + 5 * DAY, 1)


async def test_fewer_places_keep_the_first_in_the_order_of_the_lists(cast: Cast, database: Database) -> None:
    edition_id, offers = await published(cast, {"ines": "a", "karim": "a", "thomas": "a"}, {"a": 3})
    await moved(cast, edition_id, offers["a"], timedelta(), capacity=1)
    [kept] = await held(cast, offers)
    assert set(await waiting(cast, offers["a"])) == {"ines", "karim", "thomas"} - {kept}
    assert await placed_count(cast, offers["a"]) == 1
    await moved(cast, edition_id, offers["a"], timedelta(), capacity=2)
    assert list((await waiting(cast, offers["a"])).values()) == ["offered", "waiting"]


async def test_an_offered_place_of_a_moved_date_is_offered_anew(cast: Cast, database: Database) -> None:
    edition_id, offers = await published(cast, {"ines": "a", "karim": "a"}, {"a": 1})
    [placed] = await held(cast, offers)
    await as_(cast, placed, edition_id, immersions.withdraw_placement)
    await drained(cast)
    [next_] = await waiting(cast, offers["a"])
    await moved(cast, edition_id, offers["a"], DAY)
    assert await waiting(cast, offers["a"]) == {next_: "offered"}
    await cancelled(cast, edition_id, offers["a"])
    assert await waiting(cast, offers["a"]) == {next_: "left"}


async def test_only_its_hosts_and_leaders_change_a_date_and_only_before_it_starts(
    cast: Cast, database: Database
) -> None:
    edition_id, offers = await published(cast, {"ines": "a"}, {"a": 1})
    with pytest.raises(errors.HostsOnly):
        await cancelled(cast, edition_id, offers["a"], by="ines")
    assert await held(cast, offers) == {"ines": "a"}
    for value, error in (
        ({"capacity": 1, "minimum": 2}, errors.MinimumOverCapacity),
        ({"ends_at": (await slot_of(cast, offers["a"])).starts_at}, errors.SlotEndsBeforeStart),
    ):
        with pytest.raises(error):
            await moved(cast, edition_id, offers["a"], timedelta(), **value)
    with pytest.raises(errors.SlotInThePast):
        await moved(cast, edition_id, offers["a"], -30 * DAY)
    await cancelled(cast, edition_id, offers["a"], by="yann")
    with pytest.raises(errors.SlotOver):
        await cancelled(cast, edition_id, offers["a"])
    async with database.reading() as session:
        known = await session.execute(
            sa.select(SLOTS.c.cancelled_at).where(SLOTS.c.cancelled_at.is_not(None))
        )
        assert len(known.all()) == 1


@pytest.mark.parametrize("late", [0, 0.004, 0.01])
@pytest.mark.parametrize("letter", ["a", "b"])
async def test_an_answer_and_a_cancellation_at_once_leave_nobody_on_a_date_that_is_no_more(
    cast: Cast, database: Database, letter: str, late: float
) -> None:
    """Of the date that is offered (a), or of the date that whoever answers would leave (b)."""
    edition_id, offers = await published(
        cast, dict.fromkeys(("ines", "karim", "thomas"), "ab"), {"a": 1, "b": 2}
    )
    [gives] = [name for name, offer in (await held(cast, offers)).items() if offer == "a"]
    await as_(cast, gives, edition_id, immersions.withdraw_placement)
    await drained(cast)
    [asked] = [one for one, where in (await waiting(cast, offers["a"])).items() if where == "offered"]
    slot = await slot_of(cast, offers[letter])

    async def answers() -> None:
        await asyncio.sleep(late)
        await as_(cast, asked, edition_id, immersions.accept_waiting_offer, offers["a"].id)

    answered, cancelled = await asyncio.gather(
        answers(), as_(cast, "solene", edition_id, immersions.cancel_slot, slot.id), return_exceptions=True
    )
    assert answered is None or isinstance(answered, DomainError)
    assert not isinstance(cancelled, BaseException)
    await drained(cast)
    places = await held(cast, offers)
    assert letter not in places.values()
    assert answered is not None or letter == "a" or places[asked] == "a"
    for key, offer in offers.items():
        here = [one for one in places.values() if one == key]
        offered = [one for one in (await waiting(cast, offer)).values() if one == "offered"]
        assert await placed_count(cast, offer) == len(here) + len(offered)
