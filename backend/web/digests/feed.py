"""The archive as an Atom feed (RFC 4287), with the rights of its reader."""

from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from backend import digests
from backend.core.clock import now
from backend.core.listing import Page
from backend.web.page import Visit

ENTRIES = 20


async def atom(visit: Visit) -> Response:
    """The last issues, newest first."""
    page = Page(ENTRIES)
    issues = await digests.visible_issues(visit.session, visit.actor, page, digests.Shelf.ARCHIVE)
    base = visit.services.settings.base_url
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": visit.locale})
    latest = issues.items[0].finished_at if issues.items else None
    _text(feed, "id", f"{base}/digests")
    _text(feed, "title", "Le La")
    _text(feed, "updated", (latest or now()).isoformat())
    SubElement(feed, "link", {"rel": "self", "href": f"{base}/digests/feed.atom"})
    for issue in issues.items:
        entry = SubElement(feed, "entry")
        here = f"{base}/digests/{issue.number}"
        _text(entry, "id", here)
        number = visit.translator.gettext("Le La no. %(number)s", number=issue.number)
        _text(entry, "title", f"{number} · {digests.said_in(issue.headline, visit.locale)}")
        _text(entry, "updated", (issue.finished_at or now()).isoformat())
        _text(SubElement(entry, "author"), "name", issue.signed_by or "Diapason")
        SubElement(entry, "link", {"href": here})
        _text(entry, "summary", digests.said_in(issue.word, visit.locale))
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value
