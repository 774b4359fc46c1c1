"""The sponsor's word, the signature, or the reason why not."""

from typing import Annotated

import strawberry

from backend import digests
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Info
from schema.digests.acting import on_issue
from schema.digests.types import DigestIssue
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError


@strawberry.input(description="What is left out stays.")
class WriteSponsorWordInput:
    number: int = strawberry.field(description="The issue's number.")
    fr: str | None = strawberry.field(default=None, description="In French.")
    en: str | None = strawberry.field(default=None, description="In English.")
    idempotency_key: str | None = None


@strawberry.input
class DelegateSignatureInput:
    number: int = strawberry.field(description="The issue's number.")
    email: str = strawberry.field(default="", description="Their address; nobody when empty.")
    idempotency_key: str | None = None


@strawberry.input
class SignDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    idempotency_key: str | None = None


@strawberry.input
class RejectDigestInput:
    number: int = strawberry.field(description="The issue's number.")
    text: str = strawberry.field(description="Why.")
    idempotency_key: str | None = None


@strawberry.type
class WriteSponsorWordSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class DelegateSignatureSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class SignDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


@strawberry.type
class RejectDigestSuccess:
    issue: DigestIssue = strawberry.field(description="The issue.")


WriteSponsorWordResult = Annotated[
    WriteSponsorWordSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("WriteSponsorWordResult"),
]
DelegateSignatureResult = Annotated[
    DelegateSignatureSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("DelegateSignatureResult"),
]
SignDigestResult = Annotated[
    SignDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("SignDigestResult"),
]
RejectDigestResult = Annotated[
    RejectDigestSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RejectDigestResult"),
]


@strawberry.type
class SigningMutation:
    @strawberry.mutation(description="Write the sponsor's word. Any signature goes.")
    async def write_sponsor_word(self, info: Info, input: WriteSponsorWordInput) -> WriteSponsorWordResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            given = checked(digests.TextsInput, vars(input))
            return await digests.write_word(session, actor, issue, given)

        return await on_issue(info, input, act, WriteSponsorWordSuccess)

    @strawberry.mutation(description="Name who may sign this issue for the sponsor, or nobody.")
    async def delegate_signature(self, info: Info, input: DelegateSignatureInput) -> DelegateSignatureResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            return await digests.name_delegate(
                session, actor, issue, checked(digests.DelegateInput, vars(input))
            )

        return await on_issue(info, input, act, DelegateSignatureSuccess)

    @strawberry.mutation(description="Sign what the issue says now, once nothing stands in the way.")
    async def sign_digest(self, info: Info, input: SignDigestInput) -> SignDigestResult:
        return await on_issue(info, input, digests.sign, SignDigestSuccess)

    @strawberry.mutation(description="Send an issue in review back to its editor, saying why.")
    async def reject_digest(self, info: Info, input: RejectDigestInput) -> RejectDigestResult:
        async def act(session: Session, actor: Actor, issue: digests.Issue) -> object:
            given = checked(digests.RemarkInput, vars(input))
            return await digests.reject(session, actor, issue, given)

        return await on_issue(info, input, act, RejectDigestSuccess)
