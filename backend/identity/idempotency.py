"""A retried request is answered again, not done again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_into
from backend.identity.errors import KeyReused, KeyTooLong
from backend.identity.models import IDEMPOTENCY_KEYS

KEPT = timedelta(hours=24)
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: a status and JSON values the face rebuilds its response from."""

    status: int
    values: dict[str, Any]


async def recall(session: Session, person_id: UUID, key: str, fingerprint: str) -> Answer | None:
    """Take `key` for this unit of work, or return what it answered before. Errors: KeyTooLong, KeyReused.

    A concurrent request with the same key waits here until the first has committed.
    """
    if len(key) > LONGEST_KEY:
        raise KeyTooLong(most=LONGEST_KEY)
    fresh = {"fingerprint": fingerprint, "status": 0, "answer": {}, "created_at": now()}
    taken = await session.execute(
        insert_into(session, IDEMPOTENCY_KEYS)
        .values(person_id=person_id, key=key, **fresh)
        # One of more than a day is free again, whether or not it has been swept.
        .on_conflict_do_update(
            index_elements=[IDEMPOTENCY_KEYS.c.person_id, IDEMPOTENCY_KEYS.c.key],
            set_=fresh,
            where=IDEMPOTENCY_KEYS.c.created_at < now() - KEPT,
        )
        # PostgreSQL's driver does not count the rows of an INSERT; what it returns tells.
        .returning(IDEMPOTENCY_KEYS.c.key)
    )
    if taken.one_or_none() is not None:
        return None
    row = (
        await session.execute(
            sa.select(
                IDEMPOTENCY_KEYS.c.fingerprint, IDEMPOTENCY_KEYS.c.status, IDEMPOTENCY_KEYS.c.answer
            ).where(IDEMPOTENCY_KEYS.c.person_id == person_id, IDEMPOTENCY_KEYS.c.key == key)
        )
    ).one()
    if row.fingerprint != fingerprint:
        raise KeyReused
    return Answer(row.status, row.answer)


async def keep(session: Session, person_id: UUID, key: str, answer: Answer) -> None:
    """Store what was answered, in the same transaction as what was done."""
    await session.execute(
        sa.update(IDEMPOTENCY_KEYS)
        .where(IDEMPOTENCY_KEYS.c.person_id == person_id, IDEMPOTENCY_KEYS.c.key == key)
        .values(status=answer.status, answer=answer.values)
    )


async def forget_old_keys(session: Session) -> int:
    """Drop keys older than a day; returns how many."""
    dropped = await session.execute(
        sa.delete(IDEMPOTENCY_KEYS).where(IDEMPOTENCY_KEYS.c.created_at < now() - KEPT)
    )
    return int(dropped.rowcount)
