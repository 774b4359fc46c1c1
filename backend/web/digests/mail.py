"""An issue's mail looked at before it leaves, in both languages, as HTML and as plain text."""

from base64 import b64encode

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from backend import digests
from backend.core.errors import NotFound
from backend.core.mail import Mailer
from backend.digests.chart import draw
from backend.digests.letters import bars_of
from backend.web.digests.frame import frame_of
from backend.web.page import Visit

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""A mail has its styles in it; nothing else may run or load."""


async def show(visit: Visit) -> Response:
    """Errors: NotFound for those who do not make this issue, or in a language of nobody's."""
    frame = await frame_of(visit)
    locale = visit.path("locale")
    mailer: Mailer | None = visit.session.info.get("mailer")
    if not frame.standing.may_review or locale not in {"fr", "en"} or mailer is None:
        raise NotFound
    content = digests.content_of(frame.issue, await digests.items_of(visit.session, frame.issue.id))
    bars = bars_of(mailer.catalogues.translator(locale), content)
    picture = f"data:image/png;base64,{b64encode(draw(bars)).decode()}" if bars else ""
    mail = digests.worded(
        mailer, frame.row, content, locale, visit.time_zone, token="preview", picture=picture
    )
    if visit.query("as") == "text":
        return PlainTextResponse(mail.text)
    return HTMLResponse(mail.html, headers={"content-security-policy": POLICY})
