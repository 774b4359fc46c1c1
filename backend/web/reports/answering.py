"""What people do under a report: voices, comments, the official response, what follows."""

from collections.abc import Awaitable, Callable

from pydantic import BaseModel
from starlette.responses import Response

from backend import reports
from backend.web.forms import parse
from backend.web.page import Visit
from backend.web.reports.frame import frame_of


def on_report(
    verb: Callable[[Visit, reports.Standing], Awaitable[object]], said: str, anchor: str = ""
) -> Callable[[Visit], Awaitable[Response]]:
    """A handler that does something to the report of the URL, and shows it again."""

    async def handler(visit: Visit) -> Response:
        frame = await frame_of(visit)
        await verb(visit, frame.standing)
        return visit.redirect(frame.path + anchor, said=said)

    return handler


class Chosen(BaseModel):
    yes: bool = False


async def _vote(visit: Visit, standing: reports.Standing) -> object:
    verb = reports.vote if parse(Chosen, visit.form).yes else reports.withdraw
    return await verb(visit.session, standing)


async def _follow(visit: Visit, standing: reports.Standing) -> object:
    return await reports.follow(visit.session, standing, parse(Chosen, visit.form).yes)


async def _comment(visit: Visit, standing: reports.Standing) -> object:
    return await reports.comment(visit.session, standing, parse(reports.TextInput, visit.form))


async def _note(visit: Visit, standing: reports.Standing) -> object:
    return await reports.add_note(visit.session, standing, parse(reports.TextInput, visit.form))


async def _ask(visit: Visit, standing: reports.Standing) -> object:
    return await reports.ask_author(visit.session, standing, parse(reports.TextInput, visit.form))


async def _answer(visit: Visit, standing: reports.Standing) -> object:
    return await reports.answer_as_author(visit.session, standing, parse(reports.TextInput, visit.form))


async def _contest(visit: Visit, standing: reports.Standing) -> object:
    return await reports.contest(visit.session, standing, parse(reports.TextInput, visit.form))


async def _verify(visit: Visit, standing: reports.Standing) -> object:
    return await reports.verify_delivery(visit.session, standing, parse(Chosen, visit.form).yes)


async def _respond(visit: Visit, standing: reports.Standing) -> object:
    return await reports.respond(visit.session, standing, parse(reports.ResponseInput, visit.form))


async def _status(visit: Visit, standing: reports.Standing) -> object:
    return await reports.change_status(visit.session, standing, parse(reports.StatusInput, visit.form))


vote = on_report(_vote, "report.voted")
follow = on_report(_follow, "report.followed")
comment = on_report(_comment, "report.commented", "#posts")
note = on_report(_note, "report.noted", "#posts")
ask = on_report(_ask, "report.author_asked", "#posts")
answer = on_report(_answer, "report.author_answered", "#posts")
contest = on_report(_contest, "report.contested")
verify = on_report(_verify, "report.checked")
respond = on_report(_respond, "report.answered", "#decision")
change_status = on_report(_status, "report.moved", "#decision")
