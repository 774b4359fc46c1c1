"""Receiving the digest by mail, or not: from a message's own link, without signing in, or from the list."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import digests
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class UnsubscribePage(Context):
    token: str
    done: bool


async def ask(visit: Visit) -> Response:
    """What a click on the link shows: one button, since programs that check links click on them too.

    Errors: LinkExpired.
    """
    token = visit.path("token")
    digests.read_token(visit.services.settings, token)
    return await visit.render("digests/unsubscribe.html", UnsubscribePage(token, done=False))


async def unsubscribe(visit: Visit) -> Response:
    """The button, or the one click of a mail program (RFC 8058). Errors: LinkExpired."""
    token = visit.path("token")
    issue_id, person_id = digests.read_token(visit.services.settings, token)
    await digests.unsubscribe(visit.session, person_id, issue_id)
    return await visit.render("digests/unsubscribe.html", UnsubscribePage(token, done=True))


async def choose(visit: Visit) -> Response:
    """The button of the list of issues, and that of one's account."""
    assert visit.actor.person_id is not None
    back = "/me" if visit.form.get("back") == "/me" else "/digests"
    if visit.form.get("wanted") == "1":
        await digests.subscribe(visit.session, visit.actor)
        return visit.redirect(back, said="digest.subscribed")
    await digests.unsubscribe(visit.session, visit.actor.person_id)
    return visit.redirect(back, said="digest.unsubscribed")
