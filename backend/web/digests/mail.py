"""An issue's mail looked at before it leaves: on a phone and a desktop, light and dark, and as plain text."""

from base64 import b64encode
from dataclasses import dataclass

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from backend import digests
from backend.core.errors import NotFound
from backend.core.i18n import LOCALES
from backend.core.mail import Mail, Mailer
from backend.digests.chart import draw
from backend.digests.letters import bars_of
from backend.web.digests.frame import Frame, frame_of
from backend.web.page import Context, Visit

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
}
"""A mail has its styles in it; nothing else may run or load. Only our own page frames it."""
ASKED = {"light": "not all", "dark": "all"}
"""What the question of a device's theme becomes in a letter shown in one theme."""


@dataclass(frozen=True)
class LooksPage(Context):
    issue: digests.IssueRow
    language: str


async def looks(visit: Visit) -> Response:
    """The mail in frames as wide as a phone and a desktop, light and dark. Errors: NotFound, as `show`."""
    frame = await frame_of(visit)
    return await visit.render("digests/looks.html", LooksPage(frame.row, _language(visit, frame)))


async def show(visit: Visit) -> Response:
    """The mail itself, or its plain text; in one theme if asked, else in the device's.

    Errors: NotFound for those who do not make this issue, or in a language of nobody's.
    """
    frame = await frame_of(visit)
    mail = await _mail(visit, frame, _language(visit, frame))
    asked = visit.query("as")
    if asked == "text":
        return PlainTextResponse(mail.text)
    return HTMLResponse(_in_theme(mail.html, asked) if asked in ASKED else mail.html, headers=HEADERS)


def _language(visit: Visit, frame: Frame) -> str:
    locale = visit.path("locale")
    if not frame.standing.may_review or locale not in LOCALES:
        raise NotFound
    return locale


async def _mail(visit: Visit, frame: Frame, locale: str) -> Mail:
    mailer: Mailer | None = visit.session.info.get("mailer")
    if mailer is None:
        raise NotFound
    content = digests.content_of(frame.issue, await digests.items_of(visit.session, frame.issue.id))
    bars = bars_of(mailer.catalogues.translator(locale), content)
    picture = f"data:image/png;base64,{b64encode(draw(bars)).decode()}" if bars else ""
    return digests.worded(
        mailer, frame.row, content, locale, visit.time_zone, token="preview", picture=picture
    )


def _in_theme(html: str, theme: str) -> str:
    """The letter as a mail program of this theme shows it, whatever the device prefers."""
    fixed = html.replace("color-scheme: light dark", f"color-scheme: {theme}")
    return fixed.replace("(prefers-color-scheme: dark)", ASKED[theme])
