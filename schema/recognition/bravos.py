"""Bravos: a word to a colleague, seen by the two of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import recognition
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


@strawberry.type(description="A word from a colleague to another.")
class Bravo(Node):
    id: NodeID[UUID]
    sender: Person = strawberry.field(description="Who sent it.")
    receiver: Person | None = strawberry.field(
        description="Whom it thanks; null for a sender who thanked a pseudonym."
    )
    word: str = strawberry.field(description="What was said.")
    about: str = strawberry.field(description="The title of what it is about; empty for a person.")
    url: str = strawberry.field(description="Where that is in this product; empty for a person.")
    may_be_quoted: bool = strawberry.field(description="Whether both agreed to be quoted in the letter.")
    sent_at: datetime = strawberry.field(description="When, in UTC.")


def bravo_node(row: recognition.BravoRow) -> Bravo:
    receiver = None
    if row.receiver_id is not None:
        receiver = Person(id=row.receiver_id, display_name=row.receiver_name or "")
    return Bravo(
        id=row.id,
        sender=Person(id=row.sender_id, display_name=row.sender_name),
        receiver=receiver,
        word=row.word,
        about=row.about,
        url=row.href,
        may_be_quoted=row.sender_agrees and row.receiver_agrees,
        sent_at=row.sent_at,
    )


@strawberry.input(
    description="To a person, to whoever sent a report, or to the author of a post of the forum."
)
class SendBravoInput:
    word: str = strawberry.field(description="What helped, in 280 characters at most.")
    person_id: strawberry.ID | None = None
    report: int | None = strawberry.field(default=None, description="The public number of a report.")
    post_id: strawberry.ID | None = None
    agrees: bool = strawberry.field(default=False, description="Whether its sender agrees to be quoted.")
    idempotency_key: str | None = None


@strawberry.input
class AgreeToQuoteBravoInput:
    bravo_id: strawberry.ID = strawberry.field(description="The bravo.")
    agrees: bool = strawberry.field(default=True, description="Whether its receiver agrees to be quoted.")
    idempotency_key: str | None = None


@strawberry.type
class SendBravoSuccess:
    bravo: Bravo = strawberry.field(description="What was sent.")


@strawberry.type
class AgreeToQuoteBravoSuccess:
    bravo: Bravo = strawberry.field(description="As it is now.")


SendBravoResult = Annotated[
    SendBravoSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SendBravoResult"),
]
AgreeToQuoteBravoResult = Annotated[
    AgreeToQuoteBravoSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AgreeToQuoteBravoResult"),
]


@strawberry.type
class BravosQuery:
    @strawberry.field(description="The bravos that colleagues sent to the caller, newest first.")
    async def bravos(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Bravo]:
        actor = info.context.caller("recognition")
        rows = await recognition.bravos_received(info.context.session, actor, Page(first, after))
        return connection(rows, bravo_node)


@strawberry.type
class BravosMutation:
    @strawberry.mutation(description="Thank a colleague with a word that they alone read.")
    async def send_bravo(self, info: Info, input: SendBravoInput) -> SendBravoResult:
        async def act(session: Session, actor: Actor) -> UUID:
            values = strawberry.asdict(input)
            for name, kind in (("person_id", "Person"), ("post_id", "ForumPost")):
                if isinstance(given := values[name], str):
                    values[name] = decode(given, kind, name)
            return (await recognition.send_bravo(session, actor, checked(recognition.BravoInput, values))).id

        async def show(context: Context, actor: Actor, id: UUID) -> SendBravoSuccess:
            return SendBravoSuccess(bravo=await _bravo(context, actor, id))

        return await transact(info, "recognition", input, act, show)

    @strawberry.mutation(description="Say whether a bravo may be quoted in the letter; for its receiver.")
    async def agree_to_quote_bravo(
        self, info: Info, input: AgreeToQuoteBravoInput
    ) -> AgreeToQuoteBravoResult:
        async def act(session: Session, actor: Actor) -> UUID:
            bravo_id = decode(input.bravo_id, "Bravo", "bravo_id")
            return (await recognition.agree_to_quote(session, actor, bravo_id, input.agrees)).id

        async def show(context: Context, actor: Actor, id: UUID) -> AgreeToQuoteBravoSuccess:
            return AgreeToQuoteBravoSuccess(bravo=await _bravo(context, actor, id))

        return await transact(info, "recognition", input, act, show)


async def _bravo(context: Context, actor: Actor, bravo_id: UUID) -> Bravo:
    rows = await recognition.bravos_by_ids(context.session, actor, [bravo_id])
    return bravo_node(rows[bravo_id])


@finds("Bravo", "recognition")
async def _bravos(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await recognition.bravos_by_ids(context.session, actor, ids)
    return {key: bravo_node(row) for key, row in rows.items()}
