"""Somebody's own address of the feed: a feed reader cannot sign in, so the address says for whom it asks."""

from uuid import UUID

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer

from backend import events, identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.inserts import insert_into
from backend.core.signing import signer
from backend.digests.models import FEED_ADDRESSES
from backend.settings import Settings


async def feed_key(session: Session, settings: Settings, person_id: UUID) -> str:
    """What somebody's address ends with, signed by us."""
    return _signer(settings).sign(_name(person_id, await _number(session, person_id))).decode()


async def renew_feed(session: Session, actor: Actor) -> None:
    """Have a new address: the one before opens nothing any more."""
    assert actor.person_id is not None
    await session.execute(
        insert_into(session, FEED_ADDRESSES)
        .values(person_id=actor.person_id, number=1)
        .on_conflict_do_update(
            index_elements=[FEED_ADDRESSES.c.person_id], set_={"number": FEED_ADDRESSES.c.number + 1}
        )
    )
    await events.record(session, actor, "digest.feed_renewed", "person", actor.person_id)


async def feed_reader(session: Session, settings: Settings, key: str) -> Actor:
    """Whose address it is, with their rights of today.

    Errors: NotFound, also for somebody who has left, or who has a newer address.
    """
    try:
        name = _signer(settings).unsign(key).decode()
        person_id = UUID(hex=name.partition("-")[0])
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    if name != _name(person_id, await _number(session, person_id)):
        raise NotFound
    actor = await identity.actor_of(session, person_id)
    if actor is None:
        raise NotFound
    return actor


def _name(person_id: UUID, number: int) -> str:
    return f"{person_id.hex}-{number}" if number else person_id.hex


async def _number(session: Session, person_id: UUID) -> int:
    number = sa.select(FEED_ADDRESSES.c.number).where(FEED_ADDRESSES.c.person_id == person_id)
    return await session.scalar(number) or 0


def _signer(settings: Settings) -> Signer:
    return signer(settings.secret_keys, "digest.feed")
