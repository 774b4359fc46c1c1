"""One's own page: the face reached, who sees it, the bravos received and sent."""

from dataclasses import dataclass

from pydantic import BaseModel
from starlette.responses import Response

from backend import recognition
from backend.core.listing import Listing, Page
from backend.web.forms import parse
from backend.web.page import Context, Visit

PAGE = 10
SENT = 5


@dataclass(frozen=True)
class RecognitionPage(Context):
    mine: recognition.FaceRow
    received: Listing[recognition.BravoRow]
    sent: Listing[recognition.BravoRow]


async def show(visit: Visit) -> Response:
    """The reader's face and bravos; nobody else opens this page."""
    session, actor = visit.session, visit.actor
    context = RecognitionPage(
        mine=await recognition.my_face(session, actor),
        received=await recognition.bravos_received(session, actor, Page(PAGE, visit.cursor())),
        sent=await recognition.bravos_sent(session, actor, Page(SENT)),
    )
    more = visit.puts_in("bravos")
    return await visit.render("recognition/_more_bravos.html" if more else "recognition/show.html", context)


class Chosen(BaseModel):
    yes: bool = False


async def show_face(visit: Visit) -> Response:
    given = parse(Chosen, visit.form)
    await recognition.show_face(visit.session, visit.actor, given.yes)
    return visit.redirect("/recognition", said="face.shown" if given.yes else "face.hidden")
