"""Reminders of a survey: to everybody asked, alike, once, whoever has answered."""

import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.identity import PEOPLE
from backend.notifications import DELIVERIES, NotificationKind, about_pulse, choose_mail
from backend.pulse.models import WAVES
from backend.services import UI
from tests.cast import Cast
from tests.pulse.scene import an_open_wave, answered


async def test_a_reminder_goes_to_all_who_were_asked_and_does_not_look_at_who_answered(
    cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    await answered(cast, pulse.BallotWriter(database), "ines", wave_id)
    catalogues = Catalogues.load(UI / "locale")
    mailer = Mailer(
        catalogues, UI / "emails", smtp_url="smtp://x", sender="d@x.example", base_url="http://x.example"
    )
    async with database.writing() as session:
        session.info["mailer"] = mailer
        await session.execute(sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["yann"]).values(locale="en"))
        wanted = set(NotificationKind) - {NotificationKind.PULSE}
        await choose_mail(session, await cast.actor("thomas"), wanted)
        for _ in range(2):
            await about_pulse.remind(session, {"wave_id": str(wave_id)})
        rows = (await session.execute(sa.select(DELIVERIES))).all()
        reminded = (await session.execute(sa.select(WAVES.c.reminded_at))).scalar_one()
        del session.info["mailer"]
    assert {row.person_id for row in rows} == set(cast.people.values()) - {cast.people["thomas"]}
    assert len(rows) == 7
    texts = {row.person_id: row.text for row in rows}
    ines, karim = texts[cast.people["ines"]], texts[cast.people["karim"]]
    assert ines.replace("Inès", "Karim") == karim
    assert "personne ne sait qui a répondu" in ines
    assert f"http://x.example/pulse/{wave_id}" in ines
    assert "nobody knows who has answered" in texts[cast.people["yann"]]
    assert reminded is not None


async def test_a_closed_wave_reminds_nobody(cast: Cast, database: Database) -> None:
    wave_id = await an_open_wave(cast)
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        await pulse.close_wave(session, nadia, await pulse.get_wave(session, nadia, wave_id))
        await about_pulse.remind(session, {"wave_id": str(wave_id)})
        assert (await session.execute(sa.select(DELIVERIES))).all() == []
