"""From what happens to a report to what a tool receives, and what becomes of what it does not."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import forum, reports, suppliers, webhooks
from backend.core import clock
from backend.core.db import Database
from backend.core.listing import Page
from backend.forum import AnswerInput
from backend.jobs import JOBS
from backend.reports import TextInput
from backend.webhooks import DeliveryRow, DeliveryStatus, errors
from backend.webhooks.deliveries import WAITS
from backend.worker import Worker
from tests.cast import Cast
from tests.forum.scenes import a_thread
from tests.forum.scenes import stands as stands_in_forum
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, said, stands
from tests.suppliers.scenes import a_case
from tests.webhooks.scenes import Tool, a_webhook

CODE = "abcd-efgh-jkmn-pqrs-tuvw"


@pytest.fixture
async def tool(database: Database) -> AsyncIterator[Tool]:
    tool = Tool()
    async with tool.reached_from(database):
        yield tool


async def told(cast: Cast, webhook_id: UUID) -> list[DeliveryRow]:
    """What a webhook was told, newest first."""
    async with cast.database.reading() as session:
        maud = await cast.actor("maud")
        rows = await webhooks.deliveries_of(session, maud, [webhook_id], Page(50))
    return list(rows[webhook_id].items)


async def test_a_tool_hears_of_a_report_and_of_a_thread(cast: Cast, database: Database, tool: Tool) -> None:
    async with database.writing() as session:
        webhook_id = await a_webhook(session, cast)
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        thread_id = await a_thread(session, cast)
        thomas = await stands_in_forum(session, cast, "thomas", thread_id)
        await forum.reply_to_thread(session, thomas, AnswerInput(text="Par la box"))
        await session.commit()
    await Worker(database).drain()
    bodies = [json.loads(request.content) for request in tool.seen]
    assert [body["type"] for body in bodies] == ["report.submitted", "thread.started", "thread.replied"]
    assert bodies[0]["data"]["url"] == f"https://diapason.example/reports/{number}"
    assert {one.status for one in await told(cast, webhook_id)} == {DeliveryStatus.DELIVERED}
    ids = [request.headers["webhook-id"] for request in tool.seen]
    assert len(set(ids)) == 3


async def test_no_payload_holds_a_person(cast: Cast, database: Database, tool: Tool) -> None:
    """Whatever the signature, and whoever acted: neither a name nor an id of anybody goes out."""
    async with database.writing() as session:
        await a_webhook(session, cast)
        await a_topic(session, cast)
        for signed in ({}, PSEUDONYM):
            number = (await a_report(session, cast, **signed)).number
            nadia = await stands(session, cast, "nadia", number)
            await reports.respond(
                session,
                nadia,
                reports.ResponseInput(
                    doing="Une file", not_doing="Pas de casiers", by_when="En mars", accept=True
                ),
            )
        unsigned = await reports.submit_anonymous(session, said(), CODE)
        await session.commit()
    await Worker(database).drain()
    assert len(tool.seen) == 4, "what an anonymous author does promises nothing: a job would tell the hour"
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", unsigned.number)
        await reports.ask_author(session, nadia, TextInput(text="Où ?"))
        await reports.answer_as_author(
            session, await reports.followed_up(session, CODE), TextInput(text="Ici")
        )
        await reports.respond(
            session,
            nadia,
            reports.ResponseInput(
                doing="Une file", not_doing="Pas de casiers", by_when="En mars", accept=True
            ),
        )
        await session.commit()
    await Worker(database).drain()
    sent = "\n".join(request.content.decode() for request in tool.seen)
    assert str(unsigned.number) in sent
    people = [str(one) for one in cast.people.values()]
    for trace in (*people, "Inès", "Marchetti", "Nadia", "Kessler", "Le Merle", "author", "actor"):
        assert trace not in sent


async def test_a_suppliers_tool_hears_of_its_own_cases_alone(
    cast: Cast, database: Database, tool: Tool
) -> None:
    async with database.writing() as session:
        first = await a_case(session, cast)
        await a_webhook(session, cast, supplier_id=first.supplier_id)
        nadia = await cast.actor("nadia")
        other = await a_case(session, cast)
        given = suppliers.CaseInput(status=suppliers.CaseStatus.FIXED, external_reference="OND-1")
        for case in (first, other):
            await suppliers.update_case(session, nadia, case.id, given)
        await session.commit()
    await Worker(database).drain()
    bodies = [json.loads(request.content) for request in tool.seen]
    assert {body["data"]["case"]["id"] for body in bodies} == {str(first.id)}
    assert bodies[-1]["data"]["case"]["external_reference"] == "OND-1"


async def test_what_fails_waits_longer_each_time_then_is_given_up_and_sent_again(
    cast: Cast, database: Database, tool: Tool
) -> None:
    tool.status = 503
    async with database.writing() as session:
        webhook_id = await a_webhook(session, cast, families=["thread"])
        await a_thread(session, cast)
        await session.commit()
    for count in range(1, len(WAITS) + 2):
        await due(database)
        await Worker(database).drain()
        [delivery] = await told(cast, webhook_id)
        assert (delivery.tries, delivery.last_status) == (count, 503)
        assert await next_try(database) == (None if count > len(WAITS) else WAITS[count - 1])
    assert delivery.status is DeliveryStatus.DEAD
    assert len({request.headers["webhook-id"] for request in tool.seen}) == 1
    tool.status = 200
    async with database.writing() as session:
        await webhooks.resend(session, await cast.actor("maud"), delivery.id)
        with pytest.raises(errors.StillWaiting):
            await webhooks.resend(session, await cast.actor("maud"), delivery.id)
        await session.commit()
    await due(database)
    await Worker(database).drain()
    [delivery] = await told(cast, webhook_id)
    assert (delivery.status, delivery.last_error) == (DeliveryStatus.DELIVERED, "")


async def next_try(database: Database) -> timedelta | None:
    """How long from now the delivery is tried again, to the second that a wait is counted in."""
    async with database.reading() as session:
        run_at = await session.scalar(sa.select(JOBS.c.run_at))
    return None if run_at is None else min(WAITS, key=lambda wait: abs(run_at - clock.now() - wait))


async def due(database: Database) -> None:
    """What waits for its hour is due."""
    async with database.writing() as session:
        await session.execute(sa.update(JOBS).values(run_at=clock.now() - timedelta(days=30)))
        await session.commit()


async def test_a_stopped_webhook_is_told_nothing_more(cast: Cast, database: Database, tool: Tool) -> None:
    async with database.writing() as session:
        webhook_id = await a_webhook(session, cast)
        await a_thread(session, cast)
        await session.commit()
    await Worker(database).run_once()
    async with database.writing() as session:
        maud = await cast.actor("maud")
        await webhooks.stop_webhook(session, maud, webhook_id)
        with pytest.raises(errors.WebhookStopped):
            await webhooks.stop_webhook(session, maud, webhook_id)
        await a_thread(session, cast)
        await session.commit()
    await Worker(database).drain()
    assert tool.seen == []
    assert [one.last_error for one in await told(cast, webhook_id)] == ["stopped"]


async def test_old_deliveries_are_forgotten(cast: Cast, database: Database, tool: Tool) -> None:
    async with database.writing() as session:
        webhook_id = await a_webhook(session, cast)
        await a_thread(session, cast)
        await session.commit()
    await Worker(database).drain()
    async with database.writing() as session:
        await webhooks.forget_old_deliveries(session, clock.now() - timedelta(days=1))
        assert len(await told(cast, webhook_id)) == 1
        await webhooks.forget_old_deliveries(session, clock.now() + timedelta(days=1))
        await session.commit()
    assert await told(cast, webhook_id) == []
