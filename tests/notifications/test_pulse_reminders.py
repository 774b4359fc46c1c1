"""Reminders of a survey: to everybody asked, alike, once, whoever has answered."""

import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.core.listing import Page
from backend.notifications import (
    NotificationKind,
    PreferencesInput,
    about_pulse,
    update_preferences,
    visible_notifications,
)
from backend.notifications.models import NOTIFICATIONS, READERS
from backend.pulse.models import WAVES
from tests.cast import Cast
from tests.mail_sink import Sink
from tests.pulse.scene import an_open_wave, answered


async def test_a_reminder_goes_to_all_who_were_asked_and_does_not_look_at_who_answered(
    cast: Cast, database: Database, sink: Sink
) -> None:
    wave_id = await an_open_wave(cast)
    await answered(cast, pulse.BallotWriter(database), "ines", wave_id)
    async with database.writing() as session:
        unwanted = PreferencesInput(inbox=[NotificationKind.ANSWER], mail=[])
        await update_preferences(session, await cast.actor("thomas"), unwanted)
        for _ in range(2):
            await about_pulse.remind(session, {"wave_id": str(wave_id)})
        rows = (await session.execute(sa.select(NOTIFICATIONS))).all()
        reminded = (await session.execute(sa.select(WAVES.c.reminded_at))).scalar_one()
        dues = (
            await session.execute(sa.select(READERS.c.mail_due_at).where(READERS.c.mail_due_at.is_not(None)))
        ).scalars()
    assert {row.person_id for row in rows} == set(cast.people.values()) - {cast.people["thomas"]}
    assert len({(row.code, row.href, str(row.params), row.in_inbox, row.is_read) for row in rows}) == 1
    assert len(rows) == len(list(dues)) == 7
    assert reminded is not None


async def test_the_reminder_says_that_nobody_knows_who_has_answered(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    async with database.writing() as session:
        await about_pulse.remind(session, {"wave_id": str(wave_id)})
        listing = await visible_notifications(session, await cast.actor("ines"), Page())
    (told,) = listing.items
    assert told.href == f"/pulse/{wave_id}"
    assert told.code == "pulse_reminder"


async def test_a_closed_wave_reminds_nobody(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await about_pulse.remind(session, {"wave_id": str(wave_id)})
        assert (await session.execute(sa.select(NOTIFICATIONS))).all() == []
