"""Short texts on the channels besides mail: what happened, and where to read it.

A repeat may reach its reader twice, after a crash between the sending and the mark: no tool takes an
identifier of ours.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Session
from backend.core.mail import Mailer
from backend.core.messenger import Messenger, NotTaken
from backend.identity import PEOPLE, PersonStatus
from backend.jobs import Outside
from backend.notifications.deliveries import GONE, NOT_TAKEN, end, promise
from backend.notifications.models import DELIVERIES, Channel, DeliveryStatus, NotificationKind
from backend.notifications.readers import ReaderRow
from backend.notifications.wording import Said, headline

SEND_TEXT = "notifications.send_text"
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long after each try that failed the next one comes; then the text is given up."""
MOST_LINES = 20
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
"""One that does not break is outside the letters of SMS, and halves what one of them holds."""
INBOX = "/me/notifications"


@dataclass(frozen=True, slots=True)
class Text:
    """One text for one reader. `key` names its cause, `said` what it gathers: one thing or several."""

    key: str
    kind: NotificationKind
    channel: Channel
    reader: ReaderRow
    said: Sequence[Said]


async def write_texts(session: Session, texts: Collection[Text]) -> None:
    """Word and store texts, and promise to send them; a key stored already is left alone."""
    if texts:
        mailer: Mailer = session.info["mailer"]
        await promise(session, SEND_TEXT, [_worded(mailer, one) for one in texts])


def _worded(mailer: Mailer, text: Text) -> dict[str, Any]:
    lines = _lines(mailer, text)
    if text.channel is Channel.SMS:
        lines = [line.translate(PLAIN_SPACES) for line in lines]
    href = text.said[0].href if len(text.said) == 1 else INBOX
    return {
        "key": f"{text.key}:{text.channel}",
        "kind": text.kind,
        "channel": text.channel,
        "person_id": text.reader.id,
        "subject": lines[0][:300],
        "text": "\n".join(lines),
        "html": "",
        "calendar": None,
        "unsubscribe": "",
        "link": f"{mailer.base_url}{href}",
    }


def _lines(mailer: Mailer, text: Text) -> list[str]:
    """What happened; of several things their number and, but on a telephone, what they are."""
    translator = mailer.catalogues.translator(text.reader.locale)
    lines = [headline(translator, text.reader.zone, one.code, one.params) for one in text.said[:MOST_LINES]]
    if len(text.said) == 1:
        return lines
    counted = translator.ngettext(
        "%(num)d piece of news in Diapason", "%(num)d pieces of news in Diapason", len(text.said)
    )
    return [counted] if text.channel is Channel.SMS else [counted, *(f"– {one}" for one in lines)]


async def send_text(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    """Send a stored text, unless it was sent or given up; it is given up where its reader has left."""
    delivery_id = UUID(facts["delivery_id"])
    found = await session.execute(
        sa.select(
            DELIVERIES.c.channel,
            DELIVERIES.c.text,
            DELIVERIES.c.link,
            PEOPLE.c.email,
            PEOPLE.c.mobile,
            PEOPLE.c.status,
        )
        .join(PEOPLE, PEOPLE.c.id == DELIVERIES.c.person_id)
        .where(DELIVERIES.c.id == delivery_id, DELIVERIES.c.status == DeliveryStatus.PENDING)
    )
    row = found.one_or_none()
    messenger: Messenger | None = session.info.get("messenger")
    if row is None or messenger is None:
        return None
    if row.status is not PersonStatus.ACTIVE:
        await end(session, delivery_id, GONE)
        return None

    async def call() -> bool:
        try:
            await messenger.send(row.channel, row.text, row.link, email=row.email, mobile=row.mobile)
        except NotTaken:
            return False
        return True

    return Outside(call, partial(_tried, facts=facts))


async def _tried(session: Session, taken: bool, *, facts: Mapping[str, Any]) -> None:
    """Mark a text that was taken, or try it again later; at last it is refused."""
    tries = facts.get("tries", 0)
    if not taken and tries < len(WAITS):
        await jobs.enqueue(session, SEND_TEXT, {**facts, "tries": tries + 1}, run_at=now() + WAITS[tries])
        return
    await end(session, UUID(facts["delivery_id"]), "" if taken else NOT_TAKEN)
