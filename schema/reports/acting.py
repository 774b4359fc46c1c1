"""What mutations of a report share: find it by its number, act, answer with the report read again."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar
from uuid import UUID

from backend import reports
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from schema.context import Context, Info
from schema.errors import Refusal
from schema.reports.followed import followed
from schema.reports.types import Report, report_node
from schema.transaction import Keyed, transact
from schema.unsigned import unsigned

Success = TypeVar("Success")
Made = TypeVar("Made", covariant=True)
Verb = Callable[[Session, reports.Standing], Awaitable[object]]


BY_NUMBER_OR_CODE = """A report by its number; an anonymous one by the follow-up code of its author, sent
without a token or a cookie."""
CODE = "The follow-up code of an anonymous report, in place of `number`."


class Succeeding(Protocol[Made]):
    """A mutation's success, which holds the report."""

    def __call__(self, *, report: Report) -> Made: ...


class OnReport(Keyed, Protocol):
    """An input that names a report by its public number."""

    number: int


class OnOwnReport(Keyed, Protocol):
    """An input that names a report by its number, or by the code of its anonymous author."""

    number: int | None
    code: str | None


async def on_report(
    info: Info, given: OnReport, verb: Verb, success: Succeeding[Success]
) -> Success | Refusal:
    """Run `verb` on the report `given.number` in a unit of work; answer `success(report)` or a refusal."""

    async def act(session: Session, actor: Actor) -> UUID:
        report = await reports.get_report(session, actor, given.number)
        await verb(session, await reports.standing_of(session, actor, report))
        return report.id

    return await transact(info, "reports", given, act, showing(success))


async def on_own_report(
    info: Info, given: OnOwnReport, verb: Verb, success: Succeeding[Success]
) -> Success | Refusal:
    """As `on_report`; with a `code`, as the author of an anonymous report, whom nothing tells."""
    number, code = given.number, given.code
    if not code:

        async def sign(session: Session, actor: Actor) -> UUID:
            report = await reports.get_report(session, actor, number or 0)
            await verb(session, await reports.standing_of(session, actor, report))
            return report.id

        return await transact(info, "reports", given, sign, showing(success))

    async def act(session: Session) -> str:
        await verb(session, await reports.followed_up(session, code))
        return code

    async def show(context: Context, code: str) -> Success:
        return success(report=await followed(context, code))

    return await unsigned(info, act, show)


def showing(
    success: Succeeding[Success],
) -> Callable[[Context, Actor, UUID], Awaitable[Success]]:
    """Reads the report again as the success."""

    async def show(context: Context, actor: Actor, report_id: UUID) -> Success:
        rows = await reports.reports_by_ids(context.session, actor, [report_id])
        if report_id not in rows:
            raise NotFound
        return success(report=report_node(rows[report_id]))

    return show
