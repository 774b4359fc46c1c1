"""A mutation field is one unit of work: rights, idempotency, the verb, commit, then the noun read again."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import DomainError
from schema.context import Context, Info
from schema.errors import Refusal, as_refusal

Success = TypeVar("Success")
Act = Callable[[Session, Actor], Awaitable[UUID]]
"""Does it, and returns the id of the noun changed."""
Show = Callable[[Context, Actor, UUID], Awaitable[Success]]
"""Reads the noun again after the commit, as the success."""


class Keyed(Protocol):
    """A mutation's input: every one takes an idempotency key."""

    idempotency_key: str | None


async def transact(
    info: Info,
    slice_name: str,
    given: Keyed,
    act: Act,
    show: Show[Success],
    told: dict[str, Any] | None = None,
) -> Success | Refusal:
    """Run `act` in a unit of work and answer with `show`; a repeated key answers without acting again.

    `told` is what `show` needs and no table holds: JSON that `act` fills, or a repeated key.
    """
    context = info.context
    try:
        actor = context.caller(slice_name, "write")
        async with context.services.database.writing() as session:
            changed = await _once(
                session, actor, info.field_name, given, act, told if told is not None else {}
            )
            with context.committing():
                await session.commit()
        # What this operation read before the commit is forgotten, so that `show` reads what is now.
        await context.session.rollback()
        context.loaders.clear()
        return await show(context, actor, changed)
    except DomainError as error:
        return as_refusal(context.translator, error)


async def _once(
    session: Session, actor: Actor, name: str, given: Keyed, act: Act, told: dict[str, Any]
) -> UUID:
    key, person_id = given.idempotency_key, actor.person_id
    if not key or person_id is None:
        return await act(session, actor)
    before = await identity.recall(session, person_id, key, _fingerprint(name, given))
    if before is not None:
        told.update(before.values["told"])
        return UUID(before.values["id"])
    changed = await act(session, actor)
    await identity.keep(session, person_id, key, identity.Answer(200, {"id": str(changed), "told": told}))
    return changed


def _fingerprint(name: str, given: Any) -> str:
    return hashlib.sha256(f"{name} {given!r}".encode()).hexdigest()
