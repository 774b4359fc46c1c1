"""What a server would not take: shown to administrators without an address, and sent again by them alone."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from backend import notifications
from backend.core.clock import now
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.events import EVENTS
from backend.identity import PEOPLE, NotAllowed
from backend.jobs import JOBS
from backend.notifications import (
    DELIVERIES,
    SEND_TEXT,
    Channel,
    DeliveryRow,
    NotificationKind,
    PastRefusal,
    Refusal,
)
from backend.worker import Worker
from tests.cast import Cast
from tests.faces import Faces
from tests.mail_sink import Sink
from tests.notifications.test_mailers import karim_invites_ines

UNKNOWN = "550 5.1.1 <ines.marchetti@telenova.example>: no such user"


async def refused(cast: Cast) -> Listing[DeliveryRow]:
    async with cast.database.reading() as session:
        return await notifications.visible_refusals(session, await cast.actor("maud"), Page())


async def lost(cast: Cast, name: str, **given: Any) -> None:
    """A message that somebody of the cast was not sent."""
    past = PastRefusal(NotificationKind.REPORT, "Livrée", "Elle est livrée.", now(), **given)
    async with cast.database.writing() as session:
        await notifications.bring_refusal_in(session, cast.people[name], past)
        await session.commit()


async def resend(cast: Cast, name: str, row: DeliveryRow) -> None:
    async with cast.database.writing() as session:
        await notifications.resend(session, await cast.actor(name), row.id)
        await session.commit()


async def test_maud_reads_for_whom_and_why_and_nobody_s_address(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = [UNKNOWN]
    await karim_invites_ines(cast)
    await Worker(database).drain()
    [row] = (await refused(cast)).items
    assert (row.person_name, row.refusal, row.answered) == ("Inès Marchetti", Refusal.ADDRESS, "550 5.1.1")
    async with database.reading() as session:
        kept = await session.scalar(sa.select(DELIVERIES.c.error))
    assert kept == "550 5.1.1"


async def test_maud_sends_it_again_once_the_mailbox_is_mended(
    cast: Cast, database: Database, sink: Sink
) -> None:
    sink.moods = [UNKNOWN]
    await karim_invites_ines(cast)
    await Worker(database).drain()
    [row] = (await refused(cast)).items
    with pytest.raises(NotAllowed):
        await resend(cast, "ines", row)
    await resend(cast, "maud", row)
    with pytest.raises(NotFound):
        await resend(cast, "maud", row)
    await Worker(database).drain()
    [letter] = sink.letters
    assert letter["message-id"] == f"<{row.id}@diapason.telenova.example>"
    assert (await refused(cast)).items == []
    async with database.reading() as session:
        event = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "delivery.resent"))).one()
    assert (event.actor_id, event.subject_id) == (cast.people["maud"], cast.people["ines"])


@pytest.mark.parametrize(
    ("error", "refusal", "answered"),
    [
        ("552 5.2.2", Refusal.MAILBOX, "552 5.2.2"),
        ("554 5.7.1", Refusal.POLICY, "554 5.7.1"),
        ("554", Refusal.SERVER, "554"),
        ("not taken", Refusal.TOOL, ""),
    ],
)
async def test_a_reason_is_as_good_as_what_the_server_told(
    cast: Cast, error: str, refusal: Refusal, answered: str
) -> None:
    await lost(cast, "ines", error=error)
    [row] = (await refused(cast)).items
    assert (row.refusal, row.answered) == (refusal, answered)


async def test_what_was_for_somebody_who_has_left_is_not_listed(cast: Cast, database: Database) -> None:
    await lost(cast, "ines")
    async with database.writing() as session:
        ines = PEOPLE.c.id == cast.people["ines"]
        await session.execute(sa.update(PEOPLE).where(ines).values(status="inactive"))
        await session.commit()
    assert (await refused(cast)).items == []


async def test_a_text_goes_again_by_its_own_channel(cast: Cast, database: Database) -> None:
    await lost(cast, "ines", error="not taken", channel=Channel.SMS)
    [row] = (await refused(cast)).items
    await resend(cast, "maud", row)
    async with database.reading() as session:
        assert await session.scalar(sa.select(JOBS.c.name)) == SEND_TEXT


async def test_the_page_says_it_in_words_and_sends_again(cast: Cast, faces: Faces) -> None:
    browser = await faces.browser("maud")
    assert "Rien n’a été refusé" in (await browser.get("/admin/refused")).text
    await lost(cast, "ines")
    shown = (await browser.get("/admin/refused")).text
    assert "Le serveur ne connaît pas cette adresse" in shown
    assert "Inès" in shown
    assert "ines.marchetti" not in shown
    again = re.search(r"/admin/refused/[^\"]+/resend", shown)
    assert again
    assert (await browser.post(again[0])).headers["location"] == "/admin/refused"
    assert "Le message repart." in (await browser.get("/admin/refused")).text
    assert (await browser.post(again[0])).status_code == 404


async def test_tools_of_administrators_read_the_same_list(cast: Cast, faces: Faces) -> None:
    await lost(cast, "ines")
    query = "{ refusedMessages { nodes { person { displayName } kind channel status refusal answered } } }"
    answer = await faces.graphql("maud", query)
    assert answer["data"]["refusedMessages"]["nodes"] == [
        {
            "person": {"displayName": "Inès Marchetti"},
            "kind": "REPORT",
            "channel": "MAIL",
            "status": "REFUSED",
            "refusal": "ADDRESS",
            "answered": "550 5.1.1",
        }
    ]
    assert (await faces.graphql("ines", query))["errors"]
