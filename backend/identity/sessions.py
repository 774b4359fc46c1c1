"""Signed-in browsers: a random identifier in the cookie, its hash and everything else in the table."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.identity.models import PEOPLE, SIGN_IN_SESSIONS, SignInSession, Theme
from backend.identity.people import ACTOR_ROWS, actor_from

TOUCH_EVERY = timedelta(minutes=1)
ENDED_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a session lasts: unused, in all, and on a shared phone (where both are the same)."""

    idle: timedelta
    absolute: timedelta
    shared_phone: timedelta


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session, its actor and how pages show them; `stale` asks for `touch`."""

    session_id: UUID
    actor: Actor
    shared_phone: bool
    stale: bool
    given_name: str
    family_name: str
    email: str
    theme: Theme


def digest(secret: str) -> str:
    """The stored form of a session identifier or token: SHA-256, enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def open_session(
    session: Session,
    person_id: UUID,
    lifetimes: Lifetimes,
    *,
    shared_phone: bool = False,
    browser: str = "",
    provider_session: str | None = None,
    id_token: str | None = None,
) -> str:
    """Sign a person in; returns the identifier for the cookie, which is stored nowhere."""
    secret = secrets.token_urlsafe(32)
    at = now()
    idle = lifetimes.shared_phone if shared_phone else lifetimes.idle
    absolute = lifetimes.shared_phone if shared_phone else lifetimes.absolute
    await session.execute(
        sa.insert(SIGN_IN_SESSIONS).values(
            hash=digest(secret),
            person_id=person_id,
            provider_session=provider_session,
            id_token=id_token,
            browser=browser[:200],
            shared_phone=shared_phone,
            idle_until=at + idle,
            expires_at=at + absolute,
        )
    )
    return secret


_SIGNED_IN = (
    ACTOR_ROWS.join(SIGN_IN_SESSIONS, SIGN_IN_SESSIONS.c.person_id == PEOPLE.c.id)
    .add_columns(
        SIGN_IN_SESSIONS.c.id.label("session_id"),
        SIGN_IN_SESSIONS.c.hash,
        SIGN_IN_SESSIONS.c.shared_phone,
        SIGN_IN_SESSIONS.c.last_seen_at,
        PEOPLE.c.email,
        PEOPLE.c.theme,
    )
    .where(
        SIGN_IN_SESSIONS.c.hash.in_(sa.bindparam("hashes", expanding=True)),
        SIGN_IN_SESSIONS.c.revoked_at.is_(None),
        SIGN_IN_SESSIONS.c.idle_until > sa.bindparam("at"),
        SIGN_IN_SESSIONS.c.expires_at > sa.bindparam("at"),
    )
)


async def signed_in(session: Session, identifiers: Collection[str]) -> dict[str, SignedIn]:
    """The live sessions behind these cookies; one statement, however many they are."""
    at = now()
    by_hash = {digest(one): one for one in identifiers}
    rows: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in await session.execute(_SIGNED_IN, {"hashes": list(by_hash), "at": at}):
        rows[by_hash[row.hash]].append(row)
    return {secret: _reader(grants, at) for secret, grants in rows.items()}


def _reader(grants: Sequence[sa.Row[Any]], at: datetime) -> SignedIn:
    """What the rows of one session say, one for each role of its person."""
    row = grants[0]
    return SignedIn(
        session_id=row.session_id,
        actor=actor_from(grants),
        shared_phone=row.shared_phone,
        stale=not row.shared_phone and at - row.last_seen_at > TOUCH_EVERY,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        theme=row.theme,
    )


async def touch(session: Session, session_id: UUID, idle: timedelta) -> None:
    """The session was used: it stays open for `idle` more."""
    at = now()
    await session.execute(
        sa.update(SIGN_IN_SESSIONS)
        .where(SIGN_IN_SESSIONS.c.id == session_id)
        .values(last_seen_at=at, idle_until=at + idle)
    )


async def id_token_of(session: Session, session_id: UUID) -> str | None:
    """The ID token a session was opened with, which its provider wants to see at sign-out."""
    found = await session.execute(
        sa.select(SIGN_IN_SESSIONS.c.id_token).where(SIGN_IN_SESSIONS.c.id == session_id)
    )
    token: str | None = found.scalar_one_or_none()
    return token


async def close_session(session: Session, session_id: UUID) -> None:
    """Sign one browser out."""
    await _close(session, SIGN_IN_SESSIONS.c.id == session_id)


async def close_provider_sessions(session: Session, subject: str | None, provider_session: str | None) -> int:
    """Sign out the browsers of one of the provider's sessions, or all of a person's; returns how many.

    With both, the session must be that person's. The events name whose browsers, once each.
    Errors: ValueError, with neither.
    """
    if not subject and not provider_session:
        raise ValueError("neither a person nor a session to sign out")
    theirs = sa.select(PEOPLE.c.id).where(PEOPLE.c.subject == subject)
    which = sa.and_(
        SIGN_IN_SESSIONS.c.provider_session == provider_session if provider_session else sa.true(),
        SIGN_IN_SESSIONS.c.person_id.in_(theirs) if subject else sa.true(),
    )
    live = sa.and_(which, SIGN_IN_SESSIONS.c.revoked_at.is_(None))
    found = await session.execute(sa.select(SIGN_IN_SESSIONS.c.person_id).where(live).distinct())
    people = list(found.scalars())
    closed = await _close(session, which)
    await events.record_many(session, SYSTEM, "session.closed_by_provider", "person", people)
    return closed


async def close_all_sessions(session: Session, person_id: UUID) -> int:
    """Sign a person out everywhere; returns how many browsers."""
    return await _close(session, SIGN_IN_SESSIONS.c.person_id == person_id)


async def _close(session: Session, which: sa.ColumnElement[bool]) -> int:
    closed = await session.execute(
        sa.update(SIGN_IN_SESSIONS)
        .where(which, SIGN_IN_SESSIONS.c.revoked_at.is_(None))
        .values(revoked_at=now(), id_token=None)
    )
    return int(closed.rowcount)


async def open_sessions(session: Session, person_id: UUID) -> list[SignInSession]:
    """A person's live sessions, most recently used first."""
    at = now()
    found = await session.execute(
        sa.select(SignInSession)
        .where(
            SIGN_IN_SESSIONS.c.person_id == person_id,
            SIGN_IN_SESSIONS.c.revoked_at.is_(None),
            SIGN_IN_SESSIONS.c.idle_until > at,
            SIGN_IN_SESSIONS.c.expires_at > at,
        )
        .order_by(SIGN_IN_SESSIONS.c.last_seen_at.desc())
        .limit(50)
    )
    return list(found.scalars())


async def forget_ended_sessions(session: Session) -> int:
    """Drop sessions that ended a month ago; returns how many."""
    before = now() - ENDED_KEPT
    dropped = await session.execute(
        sa.delete(SIGN_IN_SESSIONS).where(
            sa.or_(SIGN_IN_SESSIONS.c.expires_at < before, SIGN_IN_SESSIONS.c.revoked_at < before)
        )
    )
    return int(dropped.rowcount)
