"""Receiving the digest by mail, or not: one click in a mail program, one button on the page."""

from uuid import UUID

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.inserts import insert_new
from backend.core.signing import signer
from backend.digests import errors
from backend.digests.models import ISSUES, UNSUBSCRIPTIONS, State
from backend.identity import PEOPLE
from backend.settings import Settings


def token_of(settings: Settings, issue_id: UUID, person_id: UUID) -> str:
    """What the unsubscribe link of a message carries, signed by us."""
    return _signer(settings).sign(f"{issue_id.hex}-{person_id.hex}").decode()


def read_token(settings: Settings, token: str) -> tuple[UUID, UUID]:
    """The issue and the person of a link. Errors: LinkExpired."""
    try:
        issue_id, person_id = _signer(settings).unsign(token).decode().split("-")
        return UUID(hex=issue_id), UUID(hex=person_id)
    except (BadSignature, ValueError) as error:
        raise errors.LinkExpired from error


async def unsubscribe(session: Session, person_id: UUID, issue_id: UUID | None = None) -> None:
    """No more mail about the digest for this person; twice is the same as once.

    Who asks is known by a signed link or by being signed in: nothing else is asked of them.
    """
    rows = sa.select(PEOPLE.c.id, sa.literal(issue_id, UNSUBSCRIPTIONS.c.issue_id.type), sa.func.now())
    names = ["person_id", "issue_id", "at"]
    written = await session.scalar(
        insert_new(session, UNSUBSCRIPTIONS, names, rows.where(PEOPLE.c.id == person_id)).returning(
            UNSUBSCRIPTIONS.c.person_id
        )
    )
    if written is None:
        return
    if issue_id is not None:
        counted = sa.update(ISSUES).where(ISSUES.c.id == issue_id)
        await session.execute(counted.values(unsubscribed=ISSUES.c.unsubscribed + 1))
    await events.record(session, Actor(person_id), "digest.unsubscribed", "person", person_id)


async def subscribe(session: Session, actor: Actor) -> None:
    """Receive the digest by mail again."""
    await session.execute(sa.delete(UNSUBSCRIPTIONS).where(UNSUBSCRIPTIONS.c.person_id == actor.person_id))
    await events.record(session, actor, "digest.subscribed", "person", actor.person_id)


async def is_subscribed(session: Session, actor: Actor) -> bool:
    found = await session.execute(
        sa.select(UNSUBSCRIPTIONS.c.person_id).where(UNSUBSCRIPTIONS.c.person_id == actor.person_id)
    )
    return found.scalar_one_or_none() is None


async def note_read(session: Session, issue_id: UUID) -> None:
    """One more reading of the archive: a count, and nobody behind it."""
    read = sa.update(ISSUES).where(ISSUES.c.id == issue_id, ISSUES.c.status == State.SENT)
    await session.execute(read.values(archive_reads=ISSUES.c.archive_reads + 1))


def _signer(settings: Settings) -> Signer:
    return signer(settings.secret_keys, "digest.unsubscribe")
