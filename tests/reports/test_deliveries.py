"""Deliveries: promises they keep, checks, and what reopens them; on both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import commitments, reports
from backend.core import clock
from backend.core.db import Database
from backend.core.local_time import today_in
from backend.events import EVENTS
from backend.reports import (
    Status,
    StatusInput,
    TextInput,
)
from backend.reports.models import REPORTS
from tests.cast import Cast
from tests.faces import Faces
from tests.nights import IN_PARIS, NIGHTS
from tests.reports.scenes import DONE, PSEUDONYM, YES, a_topic, said, sent, stands


async def fates(cast: Cast, number: int) -> list[str]:
    """What became of the promises about a report."""
    async with cast.database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        made = (await commitments.commitments_of(session, reports.SOURCE, [row.id]))[row.id]
    return [one.fate.value for one in made]


@pytest.mark.parametrize(("days", "fate"), [(0, "kept"), (9, "late")])
async def test_a_delivery_keeps_its_promise_until_ines_contests_it(
    cast: Cast, database: Database, days: int, fate: str
) -> None:
    number = await sent(cast)
    due = today_in("Europe/Paris") + timedelta(days=3)
    promise = YES.model_copy(update={"promise": "La file unique", "due_on": due})
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, promise)
        await session.commit()
    assert await fates(cast, number) == ["open"]
    try:
        clock.travel(timedelta(days=days))
        async with database.writing() as session:
            # Solène, who answers above Nadia, delivers what Nadia promised.
            await reports.change_status(session, await stands(session, cast, "solene", number), DONE)
            await session.commit()
        assert await fates(cast, number) == [fate]
        async with database.writing() as session:
            ines = await stands(session, cast, "ines", number)
            await reports.contest(session, ines, TextInput(text="La file est toujours là"))
            await session.commit()
        assert await fates(cast, number) == ["open"]
        async with database.writing() as session:
            nadia = await stands(session, cast, "nadia", number)
            await reports.change_status(session, nadia, DONE)
            back = StatusInput(status=Status.IN_PROGRESS)
            await reports.change_status(session, nadia, back)
            await session.commit()
    finally:
        clock.travel(timedelta())
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        found = await session.execute(
            sa.select(EVENTS.c.name).where(EVENTS.c.subject_kind == "commitment").order_by(EVENTS.c.id)
        )
    assert row.delivered_at is None
    assert await fates(cast, number) == ["open"]
    once = ["commitment.kept", "commitment.reopened"]
    assert list(found.scalars()) == ["commitment.made", *once, *once]


@pytest.mark.parametrize(
    ("checked_in", "kept_after"),
    [(0, ((14, 0), (30, 1), (31, 0))), (60, ((59, 0), (90, 1)))],
    ids=["fifteen-working-days", "not-before-it-may-be-checked"],
)
async def test_a_delivery_nobody_contests_is_kept_once(
    cast: Cast, checked_in: int, kept_after: tuple[tuple[int, int], ...]
) -> None:
    number = await sent(cast)
    may_be_checked = today_in("Europe/Paris") + timedelta(days=checked_in)
    async with cast.database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        done = DONE.model_copy(update={"verify_on": may_be_checked if checked_in else None})
        await reports.change_status(session, nadia, done)
        await session.commit()
    try:
        for days, kept in kept_after:
            clock.travel(timedelta(days=days))
            async with cast.database.writing() as session:
                assert await reports.keep_uncontested(session) == kept
                await session.commit()
    finally:
        clock.travel(timedelta())


async def test_a_delivery_is_checked_and_kept_from_the_days_of_the_site_that_answers(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        await reports.vote(session, await stands(session, cast, "karim", number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        await session.commit()
    karim = await cast.actor("karim")
    for night in NIGHTS:
        for left in (1, 0):
            day = night.today + timedelta(days=left)
            days = {"zone": str(night.zone), "verify_on": day, "kept_from": day}
            with night.over(cast.database):
                async with cast.database.writing() as session:
                    # The company's clocks are those of another place.
                    session.info["zone"] = ZoneInfo("Pacific/Auckland")
                    await session.execute(sa.update(REPORTS).values(**days))
                    asked = [one.code for one in await reports.asks_for(session, karim)]
                    row = await reports.report_row(session, karim, number)
                    kept = await reports.keep_uncontested(session)
            assert (asked, row.may_be_checked(night.at), kept) == (
                ([], False, 0) if left else (["report.check"], True, 1)
            )


async def test_a_delivery_is_told_on_its_day_where_the_company_is(cast: Cast) -> None:
    with IN_PARIS.over(cast.database):
        number = await sent(cast)
        async with cast.database.writing() as session:
            nadia = await stands(session, cast, "nadia", number)
            await reports.respond(session, nadia, YES)
            await reports.change_status(session, nadia, DONE)
            [told] = await reports.digest_candidates(session, org_unit_id=None, month=IN_PARIS.month)
    assert (told.happened_on, told.lineage[0].at) == (IN_PARIS.today, IN_PARIS.today)


async def test_you_said_we_did_is_told_to_its_author_and_its_voters(cast: Cast, faces: Faces) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        await reports.vote(session, await stands(session, cast, "karim", number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        await session.commit()
    for name in ("ines", "karim"):
        assert "Vous avez dit, nous avons fait" in (await (await faces.browser(name)).get("/")).text
    try:
        for days, code in ((0, "report.delivered"), (30, "report.kept"), (89, "report.kept")):
            clock.travel(timedelta(days=days))
            async with cast.database.writing() as session:
                await reports.keep_uncontested(session)
                for name in ("ines", "karim"):
                    [told] = await reports.told_to(session, await cast.actor(name))
                    assert (told.code, told.href, told.says) == (code, f"/reports/{number}", DONE.evidence)
                assert await reports.told_to(session, await cast.actor("yann")) == []
                await session.commit()
    finally:
        clock.travel(timedelta())


async def test_an_anonymous_author_reopens_a_promise_without_an_hour(cast: Cast, database: Database) -> None:
    code, due = reports.new_code(), today_in("Europe/Paris") + timedelta(days=3)
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await reports.submit_anonymous(session, said(), code)).number
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES.model_copy(update={"promise": "Une file", "due_on": due}))
        await reports.change_status(session, nadia, DONE)
        await reports.contest(session, await reports.followed_up(session, code), TextInput(text="Non"))
        await session.commit()
    async with database.reading() as session:
        found = await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "commitment.reopened"))
        event = found.one()
    assert await fates(cast, number) == ["open"]
    assert (event.actor_id, event.occurred_at.minute, event.occurred_at.second) == (None, 0, 0)


async def test_who_signed_by_a_pseudonym_reopens_a_promise_unnamed(cast: Cast, database: Database) -> None:
    due = today_in("Europe/Paris") + timedelta(days=3)
    number = await sent(cast, **PSEUDONYM)
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES.model_copy(update={"promise": "Une file", "due_on": due}))
        await reports.change_status(session, nadia, DONE)
        await reports.contest(session, await stands(session, cast, "ines", number), TextInput(text="Non"))
        await session.commit()
    async with database.reading() as session:
        event = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "commitment.reopened"))).one()
    assert await fates(cast, number) == ["open"]
    assert event.actor_id is None
