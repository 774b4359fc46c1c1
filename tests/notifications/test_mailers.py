"""From an event to a mailbox: once, whatever happens in between."""

from datetime import timedelta

import sqlalchemy as sa

from backend import circles, jobs, notifications
from backend.circles import spells
from backend.circles.models import CIRCLES, MembershipStatus
from backend.core import clock
from backend.core.db import Database
from backend.jobs.models import JOBS
from backend.notifications import DELIVERIES, NotificationKind
from backend.worker import Worker
from tests.cast import Cast
from tests.circles import message_scenes
from tests.mail_sink import Sink
from tests.notifications.conftest import travel_to


async def karim_invites_ines(cast: Cast) -> None:
    karim = await cast.actor("karim")
    async with cast.database.writing() as session:
        circle_id = (
            await session.execute(
                sa.insert(CIRCLES)
                .values(
                    slug="coeur", name="Cœur", why="Une seule fois.", kind="ambassador", join_policy="open"
                )
                .returning(CIRCLES.c.id)
            )
        ).scalar_one()
        await spells.begin(session, karim, circle_id, cast.people["ines"], MembershipStatus.INVITED)
        await session.commit()


async def the_delivery(database: Database) -> sa.Row[tuple[object, ...]]:
    async with database.reading() as session:
        row: sa.Row[tuple[object, ...]] = (await session.execute(sa.select(DELIVERIES))).one()
        return row


async def test_an_invitation_reaches_the_mailbox_once_in_the_readers_language(
    cast: Cast, database: Database, sink: Sink
) -> None:
    await karim_invites_ines(cast)
    await Worker(database).drain()
    await Worker(database).drain()
    (letter,) = sink.letters
    assert letter["subject"] == "Karim Benhaddou vous invite dans le cercle Cœur"
    assert letter["to"] == "ines.marchetti@telenova.example"
    assert "Une seule fois." in letter.get_body(("plain",)).get_content()
    assert "Répondre à l’invitation\u00a0:" in letter.get_body(("plain",)).get_content()
    assert "https://diapason.telenova.example/invitations" in letter.get_body(("html",)).get_content()
    delivery = await the_delivery(database)
    assert delivery.status == "sent"
    assert letter["message-id"] == f"<{delivery.id}@diapason.telenova.example>"


async def test_a_repeated_job_sends_nothing_twice(cast: Cast, database: Database, sink: Sink) -> None:
    await karim_invites_ines(cast)
    await Worker(database).drain()
    delivery = await the_delivery(database)
    async with database.writing() as session:
        await jobs.enqueue(session, notifications.SEND, {"delivery_id": str(delivery.id)})
        await session.commit()
    await Worker(database).drain()
    assert len(sink.letters) == 1


async def test_a_passing_failure_is_tried_again_under_the_same_identifier(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = ["451 come back later"]
    await karim_invites_ines(cast)
    await Worker(database).drain()
    assert sink.letters == []
    clock.travel(timedelta(minutes=5))
    await Worker(database).drain()
    (letter,) = sink.letters
    assert letter["message-id"] == f"<{(await the_delivery(database)).id}@diapason.telenova.example>"


async def test_a_sender_whom_the_server_refuses_is_an_administrators_to_mend_and_no_letter_is_lost(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.greetings = ["550 who are you"]
    await karim_invites_ines(cast)
    await Worker(database).drain()
    assert (await the_delivery(database)).status == "pending"
    clock.travel(timedelta(minutes=5))
    await Worker(database).drain()
    assert len(sink.letters) == 1


async def test_a_refusal_for_good_is_recorded_and_not_tried_again(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = ["550 no such mailbox"]
    await karim_invites_ines(cast)
    await Worker(database).drain()
    delivery = await the_delivery(database)
    assert delivery.status == "refused"
    assert "550" in delivery.error
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(JOBS)) == 0


async def test_ines_who_wants_no_invitation_by_mail_gets_none(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        wanted = notifications.PreferencesInput(mail=[NotificationKind.MEMBERSHIP])
        await notifications.update_preferences(session, await cast.actor("ines"), wanted)
        await session.commit()
    await karim_invites_ines(cast)
    await Worker(database).drain()
    assert sink.letters == []


async def test_who_sent_a_question_up_is_written_its_answer_once(
    cast: Cast, database: Database, sink: Sink
) -> None:
    travel_to("2026-12-01T08:00")
    ines, karim = await cast.actor("ines"), await cast.actor("karim")
    async with database.writing() as session:
        message = await message_scenes.a_published(cast, session)
        asked = circles.UpwardQuestionInput(text="Et si le client refuse ?")
        question = await circles.ask_upwards(session, ines, message, asked)
        await circles.answer_question(
            session, karim, question, circles.UpwardAnswerInput(answer="On le note avec lui.")
        )
        await session.commit()
    for instant in ("2026-12-01T09:00", "2026-12-01T14:00"):
        travel_to(instant)
        await Worker(database).drain()
    (letter,) = sink.letters
    assert letter["to"] == "ines.marchetti@telenova.example"
    assert "Une seule histoire à raconter" in str(letter["subject"])
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert "On le note avec lui." in plain.get_content()
