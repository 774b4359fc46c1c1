"""Reciprocal swaps in an edition: proposed, wished for from both sides, paired by a run, published."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.immersions import ActivityKind, ApprovalMode, Phase, SwapInput, errors, runs
from backend.immersions.models import MATCHING_RUNS, OFFERS, SLOTS
from tests.cast import Cast
from tests.immersions.placed import drained, held, read, solved
from tests.immersions.scene import DAY, acting, an_activity, an_edition, an_offer, as_, in_phase, wished


async def swap_of(
    session: Session, cast: Cast, edition: immersions.Edition, name: str, days: int
) -> immersions.Offer:
    """The day that somebody offers in exchange, so many days from now."""
    activity = await an_activity(session, kind=ActivityKind.RECIPROCAL_SWAP)
    starts_at = now().replace(microsecond=0) + days * DAY
    given = SwapInput(
        activity_id=activity.id, title=name, starts_at=starts_at, ends_at=starts_at + timedelta(hours=7)
    )
    return await immersions.propose_swap(session, await acting(session, cast, name), edition, given)


async def swapping(session: Session, cast: Cast) -> tuple[immersions.Edition, dict[str, immersions.Offer]]:
    """Inès and Thomas wish for each other's day, Karim for Thomas's; Yann has one place for the third."""
    edition = await an_edition(session, cast, phase=Phase.WISHES, approval=ApprovalMode.AUTOMATIC)
    offers = {
        name: await swap_of(session, cast, edition, name, 20 + 2 * n)
        for n, name in enumerate(("ines", "thomas", "karim"))
    }
    offers["yann"] = await an_offer(session, cast, edition, host="karim", host_ids=[cast.people["yann"]])
    await wished(session, cast, edition, "ines", offers["yann"], offers["thomas"])
    await wished(session, cast, edition, "thomas", offers["ines"])
    await wished(session, cast, edition, "karim", offers["thomas"])
    return edition, offers


async def test_ines_and_thomas_swap_and_leave_the_run_and_karim_is_free_again(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        edition, offers = await swapping(session, cast)
        mine = await immersions.my_swap(session, await acting(session, cast, "thomas"), edition.id)
        assert mine is not None
        assert {(ask.person_name, ask.agreed) for ask in mine.asks} == {
            ("Inès Marchetti", True),
            ("Karim Benhaddou", False),
        }
        await in_phase(session, edition, Phase.MATCHING)
        await session.commit()
    run = await solved(cast, edition.id)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    await drained(cast)
    assert await held(cast, offers) == {"ines": "thomas", "thomas": "ines"}
    async with database.reading() as session:
        row = (await immersions.runs_by_ids(session, await cast.actor("solene"), [run.id]))[run.id]
        assert (row.swaps, row.swap_ranks, row.objective, row.placed) == (1, 1, [0, 1, 0, 0, 0, 0], 2)
        dates = await session.execute(
            sa.select(OFFERS.c.title, OFFERS.c.status, SLOTS.c.placed_count, SLOTS.c.cancelled_at)
            .join(SLOTS, SLOTS.c.offer_id == OFFERS.c.id)
            .where(OFFERS.c.swapper_id.is_not(None))
        )
        assert {one.title: (one.status.value, one.placed_count) for one in dates} == {
            "ines": ("open", 1),
            "thomas": ("open", 1),
            "karim": ("withdrawn", 0),
        }
        why = await immersions.my_placement(session, await cast.actor("ines"), edition.id)
        assert why is not None
        assert why.found is not None
        assert why.found.outcome is immersions.Outcome.SWAPPED


async def test_whoever_swaps_reads_whether_the_other_side_still_comes(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition, _ = await swapping(session, cast)
        await in_phase(session, edition, Phase.MATCHING)
        await session.commit()
    run = await solved(cast, edition.id)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    for name in ("ines", "thomas"):
        assert (await read(cast, edition.id, name))[1].startswith("You swap your days")
    await as_(cast, "ines", edition.id, immersions.withdraw_placement)
    _, why = await read(cast, edition.id, "ines")
    assert why.startswith("Your place is given back. The other side of the swap still comes to you")
    _, why = await read(cast, edition.id, "thomas")
    assert why.startswith("You were to swap your days, and the other side no longer comes to you.")
    await as_(cast, "thomas", edition.id, immersions.withdraw_placement)
    for name in ("ines", "thomas"):
        assert (await read(cast, edition.id, name))[1] == (
            "Your place is given back, so that somebody else may have it."
        )


async def test_a_swap_is_asked_of_who_offers_their_own_day(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offer = await swap_of(session, cast, edition, "thomas", 20)
        with pytest.raises(errors.SwapFirst):
            await wished(session, cast, edition, "ines", offer)
        with pytest.raises(errors.AlreadySwapping):
            await swap_of(session, cast, edition, "thomas", 30)
        await immersions.withdraw_offer(session, await acting(session, cast, "thomas"), offer)
        await swap_of(session, cast, edition, "thomas", 30)
        plain = await an_activity(session)
        given = SwapInput(
            activity_id=plain.id, title="Une journée", starts_at=now() + DAY, ends_at=now() + 2 * DAY
        )
        ines = await acting(session, cast, "ines")
        with pytest.raises(errors.UnknownActivity):
            await immersions.propose_swap(session, ines, edition, given)
        await in_phase(session, edition, Phase.MATCHING)
        with pytest.raises(errors.PhaseForbids):
            await swap_of(session, cast, edition, "ines", 20)


async def test_a_large_run_shows_a_quick_answer_while_the_best_one_is_looked_for(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MANY_SWAPS", 1)
    async with database.writing() as session:
        edition, _ = await swapping(session, cast)
        await in_phase(session, edition, Phase.MATCHING)
        run = await immersions.run_matching(session, await acting(session, cast, "solene"), edition, seed=1)
        assert await immersions.solve_run(session, run.id) is not None
        await session.commit()
        run_id = run.id
    async with database.reading() as session:
        found = await session.execute(sa.select(MATCHING_RUNS.c.status, MATCHING_RUNS.c.swaps))
        assert found.one() == (immersions.RunStatus.SOLVING, 1)
    await drained(cast)
    async with database.reading() as session:
        row = (await immersions.runs_by_ids(session, await cast.actor("solene"), [run_id]))[run_id]
        assert (row.status, row.swaps) == (immersions.RunStatus.DONE, 1)
