"""The charter: reading, signing and publishing it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from backend.core.listing import Page
from schema.arguments import CircleSlug
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.identity import Person
from schema.pages import Connection, connection
from schema.texts import LocalizedText, LocalizedTextInput, localized
from schema.transaction import transact


@strawberry.type(description="A version of what members of circles sign.")
class Charter(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    slug: str
    version: int
    title: LocalizedText
    mission: LocalizedText
    values: list[LocalizedText] = strawberry.field(description="The values it holds to.")
    rules: list[LocalizedText] = strawberry.field(description="The golden rules.")
    published_at: datetime
    viewer_signed_at: datetime | None = strawberry.field(
        description="When the caller signed it, in UTC; null if they have not."
    )


@strawberry.type(description="Somebody who signed a version of the charter.")
class Signer:
    person: Person
    signed_at: datetime = strawberry.field(description="When they signed, in UTC.")


@strawberry.type(description="How many of a circle's members have signed the charter in force.")
class CharterCount:
    signed: int = strawberry.field(description="How many have signed.")
    members: int = strawberry.field(description="How many active members there are.")


async def charter_node(session: Session, actor: Actor, charter: circles.Charter) -> Charter:
    """The node of a version, with the caller's signature; one statement."""
    return Charter(
        id=charter.id,
        slug=charter.slug,
        version=charter.version,
        title=localized(charter.title),
        mission=localized(charter.mission),
        values=[localized(text) for text in charter.values],
        rules=[localized(text) for text in charter.rules],
        published_at=charter.published_at,
        viewer_signed_at=await circles.signed_at(session, actor, charter.id),
    )


def signer_node(row: circles.SignerRow) -> Signer:
    return Signer(person=Person(id=row.person_id, display_name=row.name), signed_at=row.signed_at)


@strawberry.input(description="By default the version in force of the company's charter.")
class SignCharterInput:
    slug: str | None = None
    version: int | None = None
    idempotency_key: str | None = None


@strawberry.input(description="By default a new version of the charter in force.")
class PublishCharterInput:
    title: LocalizedTextInput
    mission: LocalizedTextInput
    values: list[LocalizedTextInput] = strawberry.field(
        default_factory=list, description="The values it holds to."
    )
    rules: list[LocalizedTextInput] = strawberry.field(default_factory=list, description="The golden rules.")
    slug: str | None = None
    idempotency_key: str | None = None


@strawberry.type
class SignCharterSuccess:
    charter: Charter


@strawberry.type
class PublishCharterSuccess:
    charter: Charter


SignCharterResult = Annotated[
    SignCharterSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SignCharterResult"),
]
PublishCharterResult = Annotated[
    PublishCharterSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PublishCharterResult"),
]


@strawberry.type
class CharterQuery:
    @strawberry.field(description="The charter in force; null before any is published.")
    async def charter(self, info: Info, slug: str | None = None) -> Charter | None:
        actor, session = info.context.caller("circles"), info.context.session
        found = await circles.charter_in_force(session, slug)
        return await charter_node(session, actor, found) if found else None

    @strawberry.field(description="How far the charter in force is signed in a circle.")
    async def charter_count(self, info: Info, slug: CircleSlug) -> CharterCount | None:
        actor, session = info.context.caller("circles"), info.context.session
        circle = await circles.get_circle(session, actor, slug)
        found = await circles.charter_in_force(session)
        if found is None:
            return None
        count = (await circles.signature_counts(session, found.id, [circle.id]))[circle.id]
        return CharterCount(signed=count.signed, members=count.members)

    @strawberry.field(description="The members of a circle who have signed, for members.")
    async def charter_signers(
        self, info: Info, slug: CircleSlug, first: int = 20, after: str | None = None
    ) -> Connection[Signer]:
        actor, session = info.context.caller("circles"), info.context.session
        circle = await circles.get_circle(session, actor, slug)
        found = await circles.get_charter(session)
        page = Page(first, after)
        return connection(await circles.circle_signers(session, actor, circle, found.id, page), signer_node)


@strawberry.type
class CharterMutation:
    @strawberry.mutation(description="Sign the charter in force, as an active member of a circle.")
    async def sign_charter(self, info: Info, input: SignCharterInput) -> SignCharterResult:
        async def act(session: Session, actor: Actor) -> UUID:
            charter = await circles.get_charter(session, input.slug, input.version)
            await circles.sign_charter(session, actor, charter)
            return charter.id

        async def show(context: Context, actor: Actor, id: UUID) -> SignCharterSuccess:
            return SignCharterSuccess(charter=await _shown(context, actor, id))

        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Publish a version: in force at once, to be signed anew.")
    async def publish_charter(self, info: Info, input: PublishCharterInput) -> PublishCharterResult:
        async def act(session: Session, actor: Actor) -> UUID:
            given = checked(circles.CharterInput, strawberry.asdict(input))
            return (await circles.publish_charter(session, actor, given, input.slug)).id

        async def show(context: Context, actor: Actor, id: UUID) -> PublishCharterSuccess:
            return PublishCharterSuccess(charter=await _shown(context, actor, id))

        return await transact(info, "circles", input, act, show)


async def _shown(context: Context, actor: Actor, charter_id: UUID) -> Charter:
    found = await circles.get_charter_by_id(context.session, charter_id)
    return await charter_node(context.session, actor, found)
