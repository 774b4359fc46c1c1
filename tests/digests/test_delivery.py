"""Sending: the audience recounted, each written to once, refusals told apart, paused and resumed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import digests
from backend.core import clock
from backend.core.clock import now
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.digests import ScheduleInput, State, errors
from backend.digests.models import DEAD_ADDRESSES, ISSUES, RECIPIENTS, Outcome
from backend.digests.round import Pace
from backend.identity import PEOPLE, PersonStatus
from backend.services import UI
from backend.settings import Settings
from backend.worker import Worker
from tests.cast import PERSONAS, Cast
from tests.digests.scenes import a_sending, a_signed_issue
from tests.mail_sink import Sink, mail_sink

ADDRESS = "@telenova.example"


@pytest.fixture
async def sink(database: Database) -> AsyncIterator[Sink]:
    """A mail server the product is set to use, as fast as it goes."""
    async with mail_sink() as sink:
        kept = dict(database.info)
        mailer = Mailer(
            Catalogues.load(UI / "locale"),
            UI / "emails",
            smtp_url=sink.url,
            sender=f"Diapason <diapason{ADDRESS}>",
            base_url="https://diapason.telenova.example",
        )
        settings = Settings(mode="development")
        # Nobody is told of anything but the letter, which the hour of the test would decide.
        database.info.update(mailer=mailer, settings=settings, digest_pace=Pace(0, 4), reactions={})
        yield sink
        database.info.clear()
        database.info.update(kept)
        clock.travel(timedelta())


async def sending(cast: Cast) -> UUID:
    async with cast.database.writing() as session:
        issue_id = (await a_sending(session, cast)).id
        await session.commit()
    return issue_id


async def outcomes(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        rows = await session.execute(
            sa.select(RECIPIENTS.c.outcome, sa.func.count()).group_by(RECIPIENTS.c.outcome)
        )
        return {outcome.value: count for outcome, count in rows}


async def the_issue(database: Database) -> Any:
    async with database.reading() as session:
        last = sa.select(ISSUES).order_by(ISSUES.c.number.desc()).limit(1)
        return (await session.execute(last)).one()


async def test_everybody_gets_the_issue_once_in_their_language(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["thomas"]).values(locale="en")
        )
        await session.commit()
    await sending(cast)
    await Worker(database).drain()
    assert sorted(str(one["To"]).split("@")[0].split(".")[0] for one in sink.letters) == sorted(PERSONAS)
    subjects = {str(one["To"]).split(".")[0]: str(one["Subject"]) for one in sink.letters}
    assert subjects["thomas"] == "Le La no. 1: This month, one queue less."
    assert subjects["karim"] == "Le La n° 1 : Ce mois-ci, une file de moins."
    assert len({str(one["Message-ID"]) for one in sink.letters}) == len(PERSONAS)
    issue = await the_issue(database)
    assert (issue.status, issue.sent, issue.failed, issue.recipients) == (State.SENT, 8, 0, 8)
    await Worker(database).drain()
    assert len(sink.letters) == len(PERSONAS)


async def test_the_audience_is_recounted_and_leavers_are_looked_for_again(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        issue = await a_signed_issue(session, cast)
        left = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["yann"])
        await session.execute(left.values(status=PersonStatus.INACTIVE))
        await digests.unsubscribe(session, cast.people["thomas"])
        issue = await digests.schedule(session, await cast.actor("maud"), issue, ScheduleInput())
        assert issue.scheduled_at is not None
        await digests.start(session, issue.id, issue.scheduled_at)
        left = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(left.values(status=PersonStatus.INACTIVE))
        await session.commit()
    await Worker(database).drain()
    assert await outcomes(database) == {"sent": 5, "gone": 1}
    issue_row = await the_issue(database)
    assert (issue_row.recipients, issue_row.sent, issue_row.gone) == (6, 5, 1)


async def test_temporary_refusals_are_tried_again_and_permanent_ones_told_apart(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = ["451 later", "550 5.1.1 unknown", "554 5.7.1 not wanted", "421 busy"]
    await sending(cast)
    await Worker(database).drain()
    assert await outcomes(database) == {"sent": 4, "waiting": 2, "bounced": 1, "failed": 1}
    issue = await the_issue(database)
    assert (issue.status, issue.failed, issue.bounced) == (State.SENDING, 2, 1)
    clock.travel(timedelta(minutes=1))
    await Worker(database).drain()
    assert await outcomes(database) == {"sent": 6, "bounced": 1, "failed": 1}
    assert (await the_issue(database)).status is State.SENT
    assert len({str(one["Message-ID"]) for one in sink.letters}) == len(sink.letters) == 6


async def test_an_address_nobody_knows_is_not_written_to_again(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = ["550 5.1.1 unknown"]
    await sending(cast)
    await Worker(database).drain()
    async with database.reading() as session:
        [dead] = (await session.execute(sa.select(DEAD_ADDRESSES.c.email))).scalars()
    async with database.writing() as session:
        issue = await a_sending(session, cast)
        assert issue.recipients == len(PERSONAS) - 1
        await session.commit()
    await Worker(database).drain()
    assert dead not in {str(one["To"]) for one in sink.letters}


async def test_a_paused_issue_waits_and_goes_on_where_it_stopped(
    cast: Cast, database: Database, sink: Sink
) -> None:
    issue_id = await sending(cast)
    maud = await cast.actor("maud")
    async with database.writing() as session:
        issue = await session.get_one(digests.Issue, issue_id)
        await digests.pause(session, maud, issue)
        await session.commit()
    await Worker(database).drain()
    assert sink.letters == []
    async with database.writing() as session:
        issue = await session.get_one(digests.Issue, issue_id)
        await digests.resume(session, maud, issue)
        await session.commit()
    await Worker(database).drain()
    assert len(sink.letters) == len(PERSONAS)


async def test_a_message_in_flight_when_the_worker_died_goes_again_under_its_own_name(
    cast: Cast, database: Database, sink: Sink
) -> None:
    issue_id = await sending(cast)
    async with database.writing() as session:
        claimed = {
            "outcome": Outcome.SENDING,
            "leased_until": now() + timedelta(minutes=2),
            "called_at": now(),
        }
        ines = RECIPIENTS.c.person_id == cast.people["ines"]
        await session.execute(sa.update(RECIPIENTS).where(ines).values(**claimed))
        await session.commit()
    await Worker(database).drain()
    assert len(sink.letters) == len(PERSONAS) - 1
    clock.travel(timedelta(minutes=13))
    await Worker(database).drain()
    [hers] = [one for one in sink.letters if str(one["To"]).startswith("ines")]
    named = f"<{issue_id.hex}.{cast.people['ines'].hex}@diapason.telenova.example>"
    assert str(hers["Message-ID"]) == named
    assert (await the_issue(database)).status is State.SENT


async def test_nothing_leaves_without_a_mail_server(cast: Cast, database: Database) -> None:
    await sending(cast)
    await Worker(database).drain()
    assert await outcomes(database) == {"waiting": len(PERSONAS)}


async def test_a_mail_server_that_is_away_is_waited_for_and_the_log_says_why(
    cast: Cast, database: Database, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    mailer: Mailer = database.info["mailer"]
    mailer.smtp_url = "smtp://127.0.0.1:1"
    await sending(cast)
    await Worker(database).drain()
    assert await outcomes(database) == {"waiting": len(PERSONAS)}
    assert "aiosmtplib.errors.SMTPConnectError" in caplog.text
    mailer.smtp_url = sink.url
    clock.travel(timedelta(minutes=1))
    await Worker(database).drain()
    assert len(sink.letters) == len(PERSONAS)


async def test_an_issue_waits_for_its_hour(cast: Cast, database: Database, sink: Sink) -> None:
    async with database.writing() as session:
        issue = await a_signed_issue(session, cast)
        maud = await cast.actor("maud")
        with pytest.raises(errors.AlreadyPast):
            await digests.schedule(session, maud, issue, ScheduleInput(at=now() - timedelta(hours=1)))
        await digests.schedule(session, maud, issue, ScheduleInput(at=now() + timedelta(hours=1)))
        await session.commit()
    await Worker(database).drain()
    assert (await the_issue(database)).status is State.SCHEDULED
    clock.travel(timedelta(hours=1, minutes=1))
    await Worker(database).drain()
    assert (await outcomes(database)) == {"sent": len(PERSONAS)}
