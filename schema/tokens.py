"""Application tokens: made, shown once, listed, ended."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.context import Context, Info
from schema.directory import Person
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.transaction import transact


@strawberry.type(description="What an internal tool signs in with: it acts as a person, within scopes.")
class Token(Node):
    id: NodeID[UUID]
    name: str = strawberry.field(description="What it is for.")
    hint: str = strawberry.field(description="The last four characters of its secret.")
    person: Person = strawberry.field(description="Whom the tool acts as.")
    scopes: list[str] = strawberry.field(description="What the tool may do of what the person may.")
    created_at: datetime = strawberry.field(description="When it was made, in UTC.")
    expires_at: datetime = strawberry.field(description="When it ends by itself, in UTC.")
    last_used_at: datetime | None = strawberry.field(description="When it was last used, to the minute.")
    revoked_at: datetime | None = strawberry.field(description="When it was ended; null while it lives.")


@strawberry.type
class TokensQuery:
    @strawberry.field(
        description="The tokens the caller may manage, newest first: theirs, or all for administrators."
    )
    async def tokens(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Token]:
        actor = info.context.caller("identity")
        listing = await identity.visible_tokens(info.context.session, actor, Page(first, after))
        return connection(listing, _token_node)


@strawberry.input
class CreateTokenInput:
    name: str = strawberry.field(description="What it is for.")
    scopes: list[str] = strawberry.field(description="`read`, `write`, or `<slice>:read|write`.")
    days: int = strawberry.field(default=90, description="How long it lives, at most 366 days.")
    person_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="Whom the tool acts as; left out, the caller. Made for somebody else, it reads no "
        "results of surveys.",
    )
    idempotency_key: str | None = None


@strawberry.type
class CreateTokenSuccess:
    token: Token = strawberry.field(description="The token.")
    secret: str | None = strawberry.field(
        description="What to send as `Authorization: Bearer …`. Told this once; null when a key is repeated."
    )


@strawberry.input
class RevokeTokenInput:
    id: strawberry.ID = strawberry.field(description="The token.")
    idempotency_key: str | None = None


@strawberry.type
class RevokeTokenSuccess:
    token: Token = strawberry.field(description="The token, ended.")


CreateTokenResult = Annotated[
    CreateTokenSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("CreateTokenResult"),
]
RevokeTokenResult = Annotated[
    RevokeTokenSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RevokeTokenResult"),
]


@strawberry.type
class TokensMutation:
    @strawberry.mutation(description="Make a token, signed in and not with one; its secret is told once.")
    async def create_token(self, info: Info, input: CreateTokenInput) -> CreateTokenResult:
        told: list[str] = []

        async def act(session: Session, actor: Actor) -> UUID:
            assert actor.person_id is not None
            whom = decode(input.person_id, "Person", "person_id") if input.person_id else actor.person_id
            values = {"name": input.name, "scopes": input.scopes, "days": input.days}
            given = checked(identity.NewToken, values)
            person = await identity.get_person(session, whom)
            token_id, secret = await identity.create_token(session, actor, person, given)
            told.append(secret)
            return token_id

        async def show(context: Context, actor: Actor, token_id: UUID) -> CreateTokenSuccess:
            row = await identity.token_row(context.session, actor, token_id)
            return CreateTokenSuccess(token=_token_node(row), secret=told[0] if told else None)

        return await transact(info, "identity", input, act, show)

    @strawberry.mutation(description="End a token at once.")
    async def revoke_token(self, info: Info, input: RevokeTokenInput) -> RevokeTokenResult:
        async def act(session: Session, actor: Actor) -> UUID:
            token_id = decode(input.id, "Token")
            await identity.revoke_token(session, actor, token_id)
            return token_id

        async def show(context: Context, actor: Actor, token_id: UUID) -> RevokeTokenSuccess:
            return RevokeTokenSuccess(
                token=_token_node(await identity.token_row(context.session, actor, token_id))
            )

        return await transact(info, "identity", input, act, show)


@finds("Token", "identity")
async def _token_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await identity.tokens_by_ids(context.session, actor, ids)
    return {key: _token_node(row) for key, row in rows.items()}


def _token_node(row: identity.TokenRow) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        hint=row.hint,
        person=Person(id=row.person_id, display_name=row.person_name),
        scopes=list(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )
