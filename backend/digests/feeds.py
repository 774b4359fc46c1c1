"""Somebody's own address of the feed: a feed reader cannot sign in, so the address says for whom it asks."""

from uuid import UUID

from itsdangerous import BadSignature, Signer

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.signing import signer
from backend.settings import Settings


def feed_key(settings: Settings, person_id: UUID) -> str:
    """What the address ends with, signed by us."""
    return _signer(settings).sign(person_id.hex).decode()


async def feed_reader(session: Session, settings: Settings, key: str) -> Actor:
    """Whose address it is, with their rights of today. Errors: NotFound, also for somebody who has left."""
    try:
        person_id = UUID(hex=_signer(settings).unsign(key).decode())
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    actor = await identity.actor_of(session, person_id)
    if actor is None:
        raise NotFound
    return actor


def _signer(settings: Settings) -> Signer:
    return signer(settings.secret_keys, "digest.feed")
