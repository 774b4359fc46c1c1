"""From a cause to a message in a mailbox, once.

`prepare` words the message and stores it with the job that sends it, in one transaction; the job sends it
and marks it. After a crash between the two, the same message goes again under the same Message-ID.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import jobs
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.mail import Mail, Mailer, MailRefused
from backend.identity import PEOPLE, PersonStatus
from backend.jobs import Outside
from backend.notifications.models import DELIVERIES, Delivery, DeliveryStatus, NotificationKind
from backend.notifications.preferences import mail_preferences

SEND = "notifications.send"


async def prepare(
    session: Session,
    kind: NotificationKind,
    person_id: UUID,
    name: str,
    *,
    key: str,
    calendar: bytes | None = None,
    **context: Any,
) -> None:
    """Word `emails/<name>` for a person and promise to send it.

    Nothing is prepared twice for one `key`, for a person who left, who prefers not to be written to about
    this kind, or without a mail server.
    """
    mailer: Mailer | None = session.info.get("mailer")
    if mailer is None or not mailer.is_set:
        return
    person = (
        await session.execute(
            sa.select(PEOPLE.c.given_name, PEOPLE.c.locale, PEOPLE.c.time_zone).where(
                PEOPLE.c.id == person_id, PEOPLE.c.status == PersonStatus.ACTIVE
            )
        )
    ).one_or_none()
    if person is None or not (await mail_preferences(session, person_id))[kind]:
        return
    seen = await session.execute(sa.select(DELIVERIES.c.id).where(DELIVERIES.c.key == key))
    if seen.one_or_none() is not None:
        return
    given = {"given_name": person.given_name, **context}
    mail = mailer.word(name, locale=person.locale, time_zone=person.time_zone, **given)
    delivery_id = new_id()
    await session.execute(
        sa.insert(DELIVERIES).values(
            id=delivery_id,
            key=key,
            kind=kind,
            person_id=person_id,
            subject=mail.subject[:300],
            text=mail.text,
            html=mail.html,
            calendar=calendar.decode() if calendar else None,
        )
    )
    await jobs.enqueue(session, SEND, {"delivery_id": str(delivery_id)})


async def send(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    """Send a prepared message, unless it was sent already or its reader has left."""
    row = (
        await session.execute(
            sa.select(Delivery, PEOPLE.c.email)
            .join(PEOPLE, PEOPLE.c.id == DELIVERIES.c.person_id)
            .where(
                DELIVERIES.c.id == UUID(facts["delivery_id"]),
                DELIVERIES.c.status == DeliveryStatus.PENDING,
                PEOPLE.c.status == PersonStatus.ACTIVE,
            )
        )
    ).one_or_none()
    mailer: Mailer | None = session.info.get("mailer")
    if row is None or mailer is None:
        return None
    delivery, email = row
    delivery_id = delivery.id
    mail = Mail(delivery.subject, delivery.text, delivery.html)
    calendar = delivery.calendar.encode() if delivery.calendar else None

    async def call() -> str:
        try:
            await mailer.send(mail, email, mailer.message_id(delivery_id), calendar)
        except MailRefused as refusal:
            return str(refusal)[:500]
        return ""

    async def then(after: Session, error: str) -> None:
        status = DeliveryStatus.REFUSED if error else DeliveryStatus.SENT
        await after.execute(
            sa.update(DELIVERIES)
            .where(DELIVERIES.c.id == delivery_id)
            .values(status=status, error=error, sent_at=now())
        )

    return Outside(call, then)
