"""Runs: asked for, solved by a job, pinned around, replayed, published once."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.core.errors import DomainError, NotFound
from backend.core.listing import Page
from backend.identity import JOB_FAMILIES, PEOPLE
from backend.immersions import Outcome, Phase, RunStatus, errors
from backend.immersions.matching import Joined
from backend.immersions.models import LEFT_OUT, RUN_PLACEMENTS, SLOTS
from tests.cast import Cast
from tests.immersions.placed import an_edition_wished, held, placed_count, published, solved
from tests.immersions.scene import an_edition, an_offer, as_, in_phase, wished
from tests.journeys.scene import a_journey, an_irritant

WISHES = {"ines": "ab", "karim": "a", "thomas": "a"}


async def slot_of(database: Database, offer: immersions.Offer) -> object:
    async with database.reading() as session:
        return await session.scalar(sa.select(SLOTS.c.id).where(SLOTS.c.offer_id == offer.id))


async def runs(cast: Cast, edition_id: object, name: str = "solene") -> list[immersions.RunRow]:
    async with cast.database.reading() as session:
        listing = await immersions.runs_of(session, await cast.actor(name), edition_id, Page(20))
    return list(listing.items)


async def test_a_run_keeps_its_figures_and_proof_and_brings_the_edition_to_its_review(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, WISHES, {"a": 1, "b": 1})
        await session.commit()
    await solved(cast, edition.id)
    [run] = await runs(cast, edition.id)
    assert (run.number, run.seed, run.status, run.optimal) == (1, 7, RunStatus.DONE, True)
    assert run.objective == [0, 1, 0, 0, 1, 0]
    assert (run.people, run.placed, run.by_rank[:2], len(run.inputs_digest)) == (3, 2, [1, 1], 64)
    assert await held(cast, offers) == {}
    assert await runs(cast, edition.id, "ines") == []
    async with database.reading() as session:
        found = await immersions.get_edition_by_id(session, await cast.actor("solene"), edition.id)
        assert found.phase is Phase.REVIEW


async def test_a_run_replays_and_two_runs_stand_side_by_side(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await an_edition_wished(session, cast, WISHES, {"a": 1, "b": 1})
        await session.commit()
    first, again = await solved(cast, edition.id), await solved(cast, edition.id)
    async with database.reading() as session:
        found = await session.execute(
            sa.select(RUN_PLACEMENTS).order_by(RUN_PLACEMENTS.c.run_id, RUN_PLACEMENTS.c.person_id)
        )
        rows = [row._asdict() for row in found]
    of = [[{**row, "run_id": None} for row in rows if row["run_id"] == run.id] for run in (first, again)]
    assert of[0] == of[1]
    last, before = await runs(cast, edition.id)
    assert (last.number, before.number) == (2, 1)
    assert last.inputs_digest == before.inputs_digest


async def test_solene_pins_thomas_and_runs_again(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, WISHES, {"a": 1, "b": 1})
        await session.commit()
    place = await slot_of(database, offers["a"])
    await as_(cast, "solene", edition.id, immersions.pin_placement, cast.people["thomas"], place)
    with pytest.raises(errors.NoPlaceLeft):
        await as_(cast, "solene", edition.id, immersions.pin_placement, cast.people["ines"], place)
    with pytest.raises(errors.UnknownSlot):
        await as_(cast, "solene", edition.id, immersions.pin_placement, cast.people["ines"], edition.id)
    run = await solved(cast, edition.id)
    async with database.reading() as session:
        listing = await immersions.placements_of_run(
            session, await cast.actor("solene"), run.id, Page(first=10)
        )
    got = {row.person_name: (row.outcome, row.offer_title) for row in listing.items}
    assert got == {
        "Thomas Le Goff": (Outcome.PINNED, "a"),
        "Inès Marchetti": (Outcome.LOWER_WISH, "b"),
        "Karim Benhaddou": (Outcome.NOTHING, None),
    }
    await as_(cast, "solene", edition.id, immersions.pin_placement, cast.people["thomas"], None)
    await solved(cast, edition.id)
    assert (await runs(cast, edition.id))[0].pinned == 0


async def test_the_sides_of_a_handoff_that_hurts_are_brought_together_where_the_edition_says_so(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await an_irritant(session, cast, drawn)
        edition, offers = await an_edition_wished(
            session, cast, {"thomas": "a"}, {"a": 1}, join_handoffs=True
        )
        offers["b"] = await an_offer(session, cast, edition, host="karim", host_ids=[cast.people["karim"]])
        await in_phase(session, edition, Phase.WISHES)
        await wished(session, cast, edition, "thomas", offers["a"], offers["b"])
        await in_phase(session, edition, Phase.MATCHING)
        await session.commit()
    await solved(cast, edition.id)
    [run] = await runs(cast, edition.id)
    assert (run.joined, run.by_rank[:2]) == (Joined(together=1, without=0, ranks=1), [0, 1])


async def test_publishing_gives_places_and_remembers_who_had_nothing(cast: Cast, database: Database) -> None:
    _, offers = await published(cast, WISHES, {"a": 1, "b": 1})
    places = await held(cast, offers)
    assert places["ines"] == "b"
    assert len(places) == 2
    assert await placed_count(cast, offers["a"]) == 1
    without = ({"karim", "thomas"} - set(places)).pop()
    async with database.reading() as session:
        left_out = list((await session.execute(sa.select(LEFT_OUT.c.person_id))).scalars())
    assert left_out == [cast.people[without]]


async def test_the_next_edition_has_first_who_was_left_out_then_those_far_from_customers(
    cast: Cast, database: Database
) -> None:
    before_id, _ = await published(cast, {"ines": "b", "karim": "a", "thomas": "a"}, {"a": 1, "b": 1})
    async with database.writing() as session:
        [left_out] = (await session.execute(sa.select(LEFT_OUT.c.person_id))).scalars()
        shop = sa.insert(JOB_FAMILIES).values(name="Vente", customer_facing=True)
        in_shop = (await session.execute(shop.returning(JOB_FAMILIES.c.id))).scalar_one()
        ines = PEOPLE.c.id == cast.people["ines"]
        await session.execute(sa.update(PEOPLE).where(ines).values(job_family_id=in_shop))
        wishes = {"ines": "c", "karim": "c", "thomas": "c"}
        edition, _ = await an_edition_wished(session, cast, wishes, {"c": 1})
        await session.commit()
    assert edition.previous_id == before_id
    run = await solved(cast, edition.id)
    of_run = sa.and_(RUN_PLACEMENTS.c.run_id == run.id, RUN_PLACEMENTS.c.slot_id.is_not(None))
    async with database.reading() as session:
        placed = (await session.execute(sa.select(RUN_PLACEMENTS.c.person_id).where(of_run))).scalars().all()
    assert placed == [left_out]
    assert (await runs(cast, edition.id))[0].objective == [0, 1, 1, 0, 0, 0]


async def test_a_run_is_published_once_whoever_tries_at_the_same_time(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, WISHES, {"a": 1, "b": 1})
        await session.commit()
    chosen = [await solved(cast, edition.id, seed) for seed in (1, 2)]
    tries = [as_(cast, "solene", edition.id, immersions.publish_matching, run.id) for run in chosen]
    said = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, DomainError) for one in said) == 1, said
    assert len(await held(cast, offers)) == 2
    assert len([run for run in await runs(cast, edition.id) if run.published_at]) == 1


async def test_what_may_not_be_run_or_published_is_refused(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await an_edition_wished(session, cast, WISHES, {"a": 1, "b": 1})
        other = await an_edition(session, cast, phase=Phase.WISHES)
        await session.commit()
    with pytest.raises(errors.EditionLeadersOnly):
        await as_(cast, "ines", edition.id, immersions.run_matching)
    with pytest.raises(errors.PhaseForbids):
        await as_(cast, "solene", other.id, immersions.run_matching)
    with pytest.raises(errors.BadSeed):
        await as_(cast, "solene", edition.id, immersions.run_matching, seed=-1)
    run = await as_(cast, "solene", edition.id, immersions.run_matching)
    with pytest.raises(errors.RunNotReady):
        await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    with pytest.raises(NotFound):
        await as_(cast, "solene", edition.id, immersions.publish_matching, edition.id)
