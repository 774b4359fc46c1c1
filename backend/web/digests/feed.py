"""The archive as an Atom feed (RFC 4287), with the rights of its reader."""

from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from backend import digests
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.listing import Page
from backend.web.page import Visit

ENTRIES = 20


async def atom(visit: Visit) -> Response:
    """The last issues, newest first, for whoever is signed in."""
    return await _feed(visit, visit.actor)


async def own(visit: Visit) -> Response:
    """The same for a feed reader, which knows somebody's own address. Errors: NotFound."""
    reader = await digests.feed_reader(visit.session, visit.services.settings, visit.path("key"))
    return await _feed(visit, reader)


async def renew(visit: Visit) -> Response:
    """A new address of one's own: the one before stops."""
    await digests.renew_feed(visit.session, visit.actor)
    return visit.redirect("/digests", said="digest.feed_renewed")


async def _feed(visit: Visit, actor: Actor) -> Response:
    issues = await digests.visible_issues(visit.session, actor, Page(ENTRIES), digests.Shelf.ARCHIVE)
    translator = visit.services.catalogues.translator(actor.locale)
    base = visit.services.settings.base_url
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": actor.locale})
    latest = issues.items[0].finished_at if issues.items else None
    _text(feed, "id", f"{base}/digests")
    _text(feed, "title", "Le La")
    _text(feed, "updated", (latest or now()).isoformat())
    SubElement(feed, "link", {"rel": "self", "href": f"{base}{visit.request.url.path}"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/digests"})
    for issue in issues.items:
        entry = SubElement(feed, "entry")
        here = f"{base}/digests/{issue.number}"
        _text(entry, "id", here)
        number = translator.gettext("Le La no. %(number)s", number=issue.number)
        _text(entry, "title", f"{number} · {digests.said_in(issue.headline, actor.locale)}")
        _text(entry, "updated", (issue.finished_at or now()).isoformat())
        _text(SubElement(entry, "author"), "name", issue.signed_by or "Diapason")
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": here})
        _text(entry, "summary", digests.said_in(issue.word, actor.locale))
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value
