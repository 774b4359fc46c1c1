"""Application tokens: an internal tool acts as a person, narrowed to some scopes, until a date."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.identity.errors import AlreadyRevoked, MadeByToken, NotAllowed
from backend.identity.models import PEOPLE, TOKENS, Person
from backend.identity.people import ACTOR_ROWS, actor_from, actor_of
from backend.identity.permissions import Permission
from backend.identity.scopes import SCOPES
from backend.identity.sessions import digest
from backend.identity.token_rows import may_manage
from backend.identity.token_secrets import is_token, new_secret

LONGEST_DAYS = 366
TOUCH_EVERY = timedelta(minutes=1)
_BY_SUBJECT = ACTOR_ROWS.where(PEOPLE.c.subject == sa.bindparam("subject"))


class NewToken(BaseModel):
    """What one chooses of a token. `days` is how long it lives, at most a leap year."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    scopes: Annotated[frozenset[str], Field(min_length=1)]
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS)] = 90

    @field_validator("scopes")
    @classmethod
    def _known(cls, scopes: frozenset[str]) -> frozenset[str]:
        unknown = sorted(scopes - SCOPES)
        if unknown:
            known = ", ".join(sorted(SCOPES))
            raise PydanticCustomError("unknown_scope", "unknown scope", {"scope": unknown[0], "known": known})
        return scopes


@dataclass(frozen=True, slots=True)
class Bearer:
    """A live token and the person it acts as; `stale` asks for `touch_token`."""

    token_id: UUID
    actor: Actor
    stale: bool


async def create_token(session: Session, actor: Actor, person: Person, given: NewToken) -> tuple[UUID, str]:
    """Make a token that acts as `person`; returns its id and the secret, which is stored nowhere.

    A person makes their own, the administrator anybody's; a token makes none, which would live on when it is
    revoked. One that the command line makes, beside the database, is as good as the person's own.
    Errors: NotAllowed(permission), MadeByToken.
    """
    _require_may_manage(actor, person.id)
    if actor.scopes is not None:
        raise MadeByToken
    secret = new_secret()
    at = now()
    made = await session.execute(
        sa.insert(TOKENS)
        .values(
            hash=digest(secret),
            hint=secret[-4:],
            name=given.name,
            person_id=person.id,
            scopes=sorted(given.scopes),
            by_another=actor.person_id not in {None, person.id},
            created_at=at,
            expires_at=at + timedelta(days=given.days),
        )
        .returning(TOKENS.c.id)
    )
    token_id: UUID = made.scalar_one()
    facts = {"person_id": person.id, "called": given.name, "scopes": sorted(given.scopes)}
    await events.record(session, actor, "token.created", "token", token_id, **facts)
    return token_id, secret


async def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End a token at once. Errors: NotFound for somebody else's, AlreadyRevoked."""
    row = (
        await session.execute(sa.select(TOKENS.c.person_id, TOKENS.c.name).where(TOKENS.c.id == token_id))
    ).one_or_none()
    if row is None or not may_manage(actor, row.person_id):
        raise NotFound
    ended = await session.execute(
        sa.update(TOKENS)
        .where(TOKENS.c.id == token_id, TOKENS.c.revoked_at.is_(None))
        .values(revoked_at=now())
    )
    if not ended.rowcount:
        raise AlreadyRevoked
    facts = {"person_id": row.person_id, "called": row.name}
    await events.record(session, actor, "token.revoked", "token", token_id, **facts)


async def bearer_of(session: Session, secret: str) -> Bearer | None:
    """The live token that this secret is, and its person; None for any other text."""
    if not is_token(secret):
        return None
    at = now()
    row = (
        await session.execute(
            sa.select(TOKENS).where(
                TOKENS.c.hash == digest(secret), TOKENS.c.revoked_at.is_(None), TOKENS.c.expires_at > at
            )
        )
    ).one_or_none()
    if row is None:
        return None
    actor = await actor_of(session, row.person_id, row.scopes)
    if actor is None:
        return None
    stale = row.last_used_at is None or at - row.last_used_at > TOUCH_EVERY
    return Bearer(token_id=row.id, actor=replace(actor, by_another=row.by_another), stale=stale)


async def actor_granted(session: Session, subject: str, scopes: frozenset[str]) -> Actor | None:
    """Whom the provider lets a tool act as, within scopes; None for nobody active.

    Found by subject only: people are tied to theirs when they sign in themselves.
    """
    grants = (await session.execute(_BY_SUBJECT, {"subject": subject})).all()
    return replace(actor_from(grants), scopes=scopes) if grants else None


async def touch_token(session: Session, token_id: UUID) -> None:
    """The token was used now."""
    await session.execute(sa.update(TOKENS).where(TOKENS.c.id == token_id).values(last_used_at=now()))


def _require_may_manage(actor: Actor, person_id: UUID) -> None:
    if not may_manage(actor, person_id):
        raise NotAllowed(permission=Permission.TOKENS_MANAGE)
