"""Photos of reports: sent in base64, kept as we encode them."""

import binascii
from base64 import b64decode
from typing import Annotated

import strawberry

from backend import reports
from backend.core.db import Session
from backend.core.errors import DomainError
from schema.context import Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, as_refusal, named
from schema.reports.acting import BY_NUMBER_OR_CODE, CODE, on_own_report
from schema.reports.types import Report


@strawberry.input(description=BY_NUMBER_OR_CODE)
class AddReportPhotoInput:
    data: str = strawberry.field(
        description="A JPEG, PNG, WebP or GIF in base64; a body holds some 700 KB of it."
    )
    number: int | None = strawberry.field(default=None, description="The report's public number.")
    code: str | None = strawberry.field(default=None, description=CODE)
    idempotency_key: str | None = None


@strawberry.type
class AddReportPhotoSuccess:
    report: Report


AddReportPhotoResult = Annotated[
    AddReportPhotoSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("AddReportPhotoResult"),
]


@strawberry.type
class PhotosMutation:
    @strawberry.mutation(
        description="Add a photo to one's report: only its pixels are kept, without where or when."
    )
    async def add_report_photo(self, info: Info, input: AddReportPhotoInput) -> AddReportPhotoResult:
        try:
            picture = await _picture(info, input)
        except DomainError as error:
            return as_refusal(info.context.translator, error)

        async def act(session: Session, standing: reports.Standing) -> object:
            return await reports.add_photos(session, standing, [picture])

        return await on_own_report(info, input, act, AddReportPhotoSuccess)


async def _picture(info: Info, given: AddReportPhotoInput) -> reports.Picture:
    """The photo encoded anew, outside any unit of work, for whoever has a report to put it under."""
    session = info.context.session
    if given.code:
        standing = await reports.followed_up(session, given.code)
    else:
        actor = info.context.caller("reports", "write")
        report = await reports.get_report(session, actor, given.number or 0)
        standing = await reports.standing_of(session, actor, report)
    reports.require_author(standing)
    with named(photo="data"):
        try:
            sent = b64decode(given.data, validate=True)
        except (binascii.Error, ValueError) as error:
            raise reports.errors.NotAPhoto from error
        reports.require_turn()
        info.context.charge(reports.PHOTO_TRIES)
        return await reports.picture_of(sent)
