"""Application tokens: an internal tool acts as a person, narrowed to some scopes, until a date.

A token reads `diap_`, 43 random characters, then 6 of checksum: secret scanners recognise it and leave
look-alikes in peace. It is shown once; only its SHA-256 is kept.
"""

import secrets
import string
import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.errors import InvalidInput, NotFound, Problem
from backend.core.listing import Listing, Page, listed
from backend.identity.errors import AlreadyRevoked, NotAllowed, ScopeMissing
from backend.identity.models import PEOPLE, TOKENS, Person
from backend.identity.people import actor_of
from backend.identity.permissions import Permission
from backend.identity.scopes import SCOPES
from backend.identity.sessions import digest

PREFIX = "diap_"
LONGEST_DAYS = 366
TOUCH_EVERY = timedelta(minutes=1)
_ALPHABET = string.digits + string.ascii_letters
_RANDOM, _CHECKSUM = 43, 6


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
class TokenRow:
    """A token as lists show it. `hint` is the end of the secret."""

    id: UUID
    hint: str
    name: str
    person_id: UUID
    person_name: str
    email: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A live token and the person it acts as; `stale` asks for `touch_token`."""

    token_id: UUID
    actor: Actor
    stale: bool


async def create_token(session: Session, actor: Actor, person: Person, given: NewToken) -> tuple[UUID, str]:
    """Make a token that acts as `person`; returns its id and the secret, which is stored nowhere.

    A person makes their own, the administrator anybody's; a token hands on no scope that it lacks, and makes
    none that outlives it. Errors: NotAllowed(permission), ScopeMissing(scope), InvalidInput (`days`).
    """
    _require_may_manage(actor, person.id)
    beyond = sorted(given.scopes - actor.scopes) if actor.scopes is not None else []
    if beyond:
        raise ScopeMissing(scope=beyond[0])
    secret = _new_secret()
    at = now()
    if actor.until is not None and at + timedelta(days=given.days) > actor.until:
        raise InvalidInput(
            NewToken.__name__, {"days": Problem("outlives", {"most": (actor.until - at).days})}
        )
    made = await session.execute(
        sa.insert(TOKENS)
        .values(
            hash=digest(secret),
            hint=secret[-4:],
            name=given.name,
            person_id=person.id,
            scopes=sorted(given.scopes),
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
    if row is None or not _may_manage(actor, row.person_id):
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


async def visible_tokens(
    session: Session, actor: Actor, page: Page, person_id: UUID | None = None
) -> Listing[TokenRow]:
    """Tokens the actor may manage, newest first, ended ones too; of one person when asked."""
    statement = _tokens(actor)
    if person_id is not None:
        statement = statement.where(TOKENS.c.person_id == person_id)
    return await listed(session, statement, [TOKENS.c.id], page, _row, name="tokens", descending=True)


async def token_row(session: Session, actor: Actor, token_id: UUID) -> TokenRow:
    """A token the actor may manage. Errors: NotFound."""
    found = await tokens_by_ids(session, actor, [token_id])
    if token_id not in found:
        raise NotFound
    return found[token_id]


async def tokens_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, TokenRow]:
    """Those of these tokens that the actor may manage, in one statement."""
    found = await session.execute(_tokens(actor).where(TOKENS.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


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
    return Bearer(token_id=row.id, actor=replace(actor, until=row.expires_at), stale=stale)


async def touch_token(session: Session, token_id: UUID) -> None:
    """The token was used now."""
    await session.execute(sa.update(TOKENS).where(TOKENS.c.id == token_id).values(last_used_at=now()))


def is_token(text: str) -> bool:
    """Whether `text` is shaped as a token of ours, its checksum included."""
    body = text.removeprefix(PREFIX)
    if body == text or len(body) != _RANDOM + _CHECKSUM:
        return False
    return secrets.compare_digest(_checksum(body[:_RANDOM]).encode(), body[_RANDOM:].encode())


def _new_secret() -> str:
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return f"{PREFIX}{body}{_checksum(body)}"


def _checksum(body: str) -> str:
    left, digits = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM):
        left, digit = divmod(left, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits


def _may_manage(actor: Actor, person_id: UUID) -> bool:
    return actor.person_id == person_id or actor.may(Permission.TOKENS_MANAGE)


def _require_may_manage(actor: Actor, person_id: UUID) -> None:
    if not _may_manage(actor, person_id):
        raise NotAllowed(permission=Permission.TOKENS_MANAGE)


def _tokens(actor: Actor) -> sa.Select[Any]:
    statement = sa.select(
        TOKENS, (PEOPLE.c.given_name + " " + PEOPLE.c.family_name).label("person_name"), PEOPLE.c.email
    ).join(PEOPLE, PEOPLE.c.id == TOKENS.c.person_id)
    if actor.may(Permission.TOKENS_MANAGE):
        return statement
    return statement.where(TOKENS.c.person_id == actor.person_id)


def _row(row: sa.Row[Any]) -> TokenRow:
    fields = {name: row._mapping[name] for name in TokenRow.__slots__}
    return TokenRow(**{**fields, "scopes": tuple(fields["scopes"])})
