"""Whoever leaves the company: signed out everywhere, their tokens and roles ended, the other slices told."""

from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.identity.models import PEOPLE, ROLE_GRANTS, SIGN_IN_SESSIONS, TOKENS, PersonStatus


async def close_account(session: Session, subject: str, email: str = "") -> None:
    """The provider says that whoever has this subject left; nobody has it, or they left before: nothing.

    `email` is an address it vouches for: nobody has the subject, and whoever has the address never signed in.
    """
    known = alias_of(PEOPLE, "known")
    theirs = sa.and_(
        PEOPLE.c.email == email,
        PEOPLE.c.subject.is_(None),
        ~sa.exists().where(known.c.subject == subject).correlate_except(known),
    )
    left = await session.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.status == PersonStatus.ACTIVE, sa.or_(PEOPLE.c.subject == subject, theirs))
        .values(status=PersonStatus.INACTIVE)
        .returning(PEOPLE.c.id)
    )
    leavers = list(left.scalars())
    if leavers:
        await end_what_they_hold(session, SYSTEM, sa.select(PEOPLE.c.id).where(PEOPLE.c.id.in_(leavers)))


async def whose_session(session: Session, provider_session: str) -> str | None:
    """The subject of whoever signed in in this session of the provider, ended or not; None of several."""
    found = await session.execute(
        sa.select(PEOPLE.c.subject)
        .join(SIGN_IN_SESSIONS, SIGN_IN_SESSIONS.c.person_id == PEOPLE.c.id)
        .where(SIGN_IN_SESSIONS.c.provider_session == provider_session, PEOPLE.c.subject.is_not(None))
        .distinct()
        .limit(2)
    )
    subjects: list[str] = list(found.scalars())
    return subjects[0] if len(subjects) == 1 else None


async def end_what_they_hold(session: Session, actor: Actor, gone: sa.Select[tuple[UUID]]) -> None:
    """End what leavers are signed in by and what they may do, in statements over `gone`, their ids in order.

    Whoever comes back comes back as an employee: what they may do is granted again.
    """
    leavers = list((await session.execute(gone)).scalars())
    for table, forgotten in ((SIGN_IN_SESSIONS, {"id_token": None}), (TOKENS, {})):
        await session.execute(
            sa.update(table)
            .where(table.c.person_id.in_(gone), table.c.revoked_at.is_(None))
            .values(revoked_at=now(), **forgotten)
        )
    await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.person_id.in_(gone)))
    await events.record_many(session, actor, "person.deactivated", "person", leavers)
