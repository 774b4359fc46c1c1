"""Tokens as lists show them, never with their secret."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity.models import PEOPLE, TOKENS
from backend.identity.names import display_name
from backend.identity.permissions import Permission


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


def may_manage(actor: Actor, person_id: UUID) -> bool:
    """Their own tokens, or anybody's for an administrator."""
    return actor.person_id == person_id or actor.may(Permission.TOKENS_MANAGE)


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


def _tokens(actor: Actor) -> sa.Select[Any]:
    statement = sa.select(TOKENS, display_name(PEOPLE).label("person_name"), PEOPLE.c.email).join(
        PEOPLE, PEOPLE.c.id == TOKENS.c.person_id
    )
    if actor.may(Permission.TOKENS_MANAGE):
        return statement
    return statement.where(TOKENS.c.person_id == actor.person_id)


def _row(row: sa.Row[Any]) -> TokenRow:
    fields = {name: row._mapping[name] for name in TokenRow.__slots__}
    return TokenRow(**{**fields, "scopes": tuple(fields["scopes"])})
