"""The same letter to many people: worded for each, stored in one statement, sent one job each."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import jobs
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.mail import Mailer
from backend.identity import PEOPLE, PersonStatus
from backend.notifications.mailers import SEND
from backend.notifications.models import DELIVERIES, PREFERENCES, NotificationKind


async def prepare_many(
    session: Session,
    kind: NotificationKind,
    people: Collection[UUID],
    name: str,
    *,
    key: str,
    by_locale: Mapping[str, Mapping[str, Any]],
    **context: Any,
) -> None:
    """Word `emails/<name>` for each person and promise to send it; four statements for all of them.

    `by_locale` adds to the context what is written in both languages. As with `prepare`, nothing is prepared
    twice for one `key` and person, for who left or prefers no such mail, or without a mail server.
    """
    mailer: Mailer | None = session.info.get("mailer")
    if mailer is None or not mailer.is_set or not people:
        return
    keys = {person_id: f"{key}:{person_id}" for person_id in people}
    known = set(
        (
            await session.execute(sa.select(DELIVERIES.c.key).where(DELIVERIES.c.key.in_(keys.values())))
        ).scalars()
    )
    unwanted = sa.select(PREFERENCES.c.person_id).where(
        PREFERENCES.c.kind == kind, ~PREFERENCES.c.by_mail, PREFERENCES.c.person_id.in_(people)
    )
    readers = await session.execute(
        sa.select(PEOPLE.c.id, PEOPLE.c.given_name, PEOPLE.c.locale, PEOPLE.c.time_zone).where(
            PEOPLE.c.id.in_(people), PEOPLE.c.status == PersonStatus.ACTIVE, PEOPLE.c.id.not_in(unwanted)
        )
    )
    rows = []
    for reader in readers:
        if keys[reader.id] in known:
            continue
        given = {"given_name": reader.given_name, **by_locale[reader.locale], **context}
        mail = mailer.word(name, locale=reader.locale, time_zone=reader.time_zone, **given)
        rows.append(
            {
                "id": new_id(),
                "key": keys[reader.id],
                "kind": kind,
                "person_id": reader.id,
                "subject": mail.subject[:300],
                "text": mail.text,
                "html": mail.html,
            }
        )
    if rows:
        await session.execute(sa.insert(DELIVERIES), rows)
        await jobs.enqueue_many(session, [(SEND, {"delivery_id": str(row["id"])}) for row in rows])
