"""From a cause to a message in a mailbox, once.

`write_letters` words a letter for each reader and stores it with the job that sends it, in one transaction;
the job sends it and marks it. After a crash between the two, the same message goes again under the same
Message-ID.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.mail import Mail, Mailer, MailRefused
from backend.identity import PEOPLE, PersonStatus
from backend.jobs import Outside
from backend.notifications.deliveries import GONE, end, promise
from backend.notifications.models import DELIVERIES, Channel, Delivery, DeliveryStatus, NotificationKind
from backend.notifications.readers import ReaderRow
from backend.notifications.unsubscribing import token_for

SEND = "notifications.send"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the templates `emails/<name>` are given besides the reader's name."""

    name: str
    context: Mapping[str, Any] = field(default_factory=dict)
    calendar: bytes | None = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter for one reader. `key` names its cause, `kinds` what it tells."""

    key: str
    kinds: tuple[NotificationKind, ...]
    reader: ReaderRow
    letter: Letter


async def write_letters(
    session: Session, kind: NotificationKind, key: str, readers: Iterable[ReaderRow], letter: Letter
) -> None:
    """Word a letter for each reader who wants mail about its kind, and promise to send it."""
    await post(
        session,
        [
            Addressed(f"{key}:{one.id}", (kind,), one, letter)
            for one in readers
            if Channel.MAIL in one.channels
        ],
    )


async def post(session: Session, letters: Collection[Addressed]) -> None:
    """Word and store letters, and promise to send them; a key stored already is left alone.

    Nothing is written without a mail server.
    """
    mailer: Mailer | None = session.info.get("mailer")
    if mailer is None or not mailer.is_set or not letters:
        return
    await promise(session, SEND, [_worded(session, mailer, one) for one in letters])


def _worded(session: Session, mailer: Mailer, addressed: Addressed) -> dict[str, Any]:
    reader, letter = addressed.reader, addressed.letter
    token = token_for(session, reader.id, addressed.kinds)
    mail = mailer.word(
        letter.name,
        locale=reader.locale,
        time_zone=reader.time_zone,
        given_name=reader.given_name,
        unsubscribe=f"/unsubscribe/{token}",
        **letter.context,
    )
    return {
        "key": addressed.key,
        "kind": addressed.kinds[0],
        "channel": Channel.MAIL,
        "person_id": reader.id,
        "subject": mail.subject[:300],
        "text": mail.text,
        "html": mail.html,
        "calendar": letter.calendar.decode() if letter.calendar else None,
        "unsubscribe": f"{mailer.base_url}/unsubscribe/{token}",
        "link": "",
    }


def one_click(address: str) -> dict[str, str]:
    """The headers with which a mail program stops letters like this one (RFC 8058)."""
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


async def send(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    """Send a stored letter, unless it was sent already; it is given up where its reader has left."""
    row = (
        await session.execute(
            sa.select(Delivery, PEOPLE.c.email, PEOPLE.c.status)
            .join(PEOPLE, PEOPLE.c.id == DELIVERIES.c.person_id)
            .where(
                DELIVERIES.c.id == UUID(facts["delivery_id"]),
                DELIVERIES.c.status == DeliveryStatus.PENDING,
            )
        )
    ).one_or_none()
    mailer: Mailer | None = session.info.get("mailer")
    if row is None or mailer is None:
        return None
    delivery, email, status = row
    delivery_id = delivery.id
    if status is not PersonStatus.ACTIVE:
        await end(session, delivery_id, GONE)
        return None
    mail = Mail(delivery.subject, delivery.text, delivery.html, one_click(delivery.unsubscribe))
    calendar = delivery.calendar.encode() if delivery.calendar else None

    async def call() -> str:
        try:
            await mailer.send(mail, email, mailer.message_id(delivery_id), calendar)
        except MailRefused as refusal:
            return refusal.status
        return ""

    async def then(after: Session, error: str) -> None:
        await end(after, delivery_id, error)

    return Outside(call, then)
