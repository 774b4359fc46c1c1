"""Inviting, proposing, and what the invited person answers."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import circles
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.circles.acting import on_circle, showing
from schema.circles.types import Circle
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.transaction import transact


@strawberry.input(description="Whom to invite: people by their global ids, or by e-mail, or both.")
class InviteToCircleInput:
    slug: str
    person_ids: list[strawberry.ID] = strawberry.field(default_factory=list, description="The people.")
    emails: list[str] = strawberry.field(default_factory=list, description="Addresses at work.")
    note: str = strawberry.field(default="", description="A few words to whoever is invited.")
    idempotency_key: str | None = None


@strawberry.type(description="What became of one e-mail address; `line` counts from 1.")
class InvitationLine:
    line: int = strawberry.field(description="Which line of what was sent, from 1.")
    email: str = strawberry.field(description="The address given.")
    outcome: circles.LineOutcome = strawberry.field(description="What became of it.")


@strawberry.type
class InviteToCircleSuccess:
    circle: Circle
    lines: list[InvitationLine] = strawberry.field(
        description="One entry per e-mail address; none when a repeated key is answered again."
    )


InviteToCircleResult = Annotated[
    InviteToCircleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("InviteToCircleResult"),
]


@strawberry.input
class AcceptInvitationInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class AcceptInvitationSuccess:
    circle: Circle


AcceptInvitationResult = Annotated[
    AcceptInvitationSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AcceptInvitationResult"),
]


@strawberry.input
class DeclineInvitationInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class DeclineInvitationSuccess:
    circle: Circle


DeclineInvitationResult = Annotated[
    DeclineInvitationSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DeclineInvitationResult"),
]


@strawberry.input
class ProposeMemberInput:
    slug: str
    person_id: strawberry.ID
    note: str = strawberry.field(default="", description="A few words to whoever is proposed.")
    idempotency_key: str | None = None


@strawberry.type
class ProposeMemberSuccess:
    circle: Circle


ProposeMemberResult = Annotated[
    ProposeMemberSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ProposeMemberResult"),
]


@strawberry.type
class InvitationsMutation:
    @strawberry.mutation(description="Invite people (leads); each accepts or declines.")
    async def invite_to_circle(self, info: Info, input: InviteToCircleInput) -> InviteToCircleResult:
        lines: list[InvitationLine] = []

        async def act(session: Session, actor: Actor) -> UUID:
            circle = await circles.get_circle(session, actor, input.slug)
            people = [decode(one, "Person", "person_ids") for one in input.person_ids]
            text = "\n".join(input.emails)
            given = checked(circles.InvitationListInput, {"emails": text, "note": input.note})
            if len(people) == 1:
                # One person alone is told why not; among several, those already concerned are passed over.
                await circles.invite(session, actor, circle, people[0], note=given.note)
            elif people:
                await circles.invite_people(session, actor, circle, people, note=given.note)
            if input.emails or not people:
                report = await circles.invite_list(session, actor, circle, given.emails, note=given.note)
                lines.extend(
                    InvitationLine(line=one.line, email=one.email, outcome=one.outcome)
                    for one in report.lines
                )
            return circle.id

        show = showing(lambda circle: InviteToCircleSuccess(circle=circle, lines=lines))
        return await transact(info, "circles", input, act, show)

    @strawberry.mutation(description="Come in, or wait if the circle is full.")
    async def accept_invitation(self, info: Info, input: AcceptInvitationInput) -> AcceptInvitationResult:
        return await on_circle(
            info, input, circles.accept_invitation, lambda circle: AcceptInvitationSuccess(circle=circle)
        )

    @strawberry.mutation(description="Say no to an invitation.")
    async def decline_invitation(self, info: Info, input: DeclineInvitationInput) -> DeclineInvitationResult:
        return await on_circle(
            info, input, circles.decline_invitation, lambda circle: DeclineInvitationSuccess(circle=circle)
        )

    @strawberry.mutation(description="A member proposes somebody; a lead answers, then the person accepts.")
    async def propose_member(self, info: Info, input: ProposeMemberInput) -> ProposeMemberResult:
        async def act(session: Session, actor: Actor, circle: circles.Circle) -> None:
            person_id = decode(input.person_id, "Person", "person_id")
            given = checked(circles.InvitationInput, {"person_id": person_id, "note": input.note})
            await circles.propose(session, actor, circle, person_id, note=given.note)

        return await on_circle(info, input, act, lambda circle: ProposeMemberSuccess(circle=circle))
