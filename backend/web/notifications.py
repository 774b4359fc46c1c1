"""What I was told, what I want to be told, and out of it in one click from a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from backend import notifications
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.notifications import NotificationKind
from backend.web.forms import parse
from backend.web.page import Context, Visit

HERE = "/me/notifications"
ICONS = {
    NotificationKind.INVITATION: "mail",
    NotificationKind.MEMBERSHIP: "target",
    NotificationKind.GATHERING: "calendar",
    NotificationKind.ANSWER: "message-circle",
    NotificationKind.IMMERSION: "heart",
    NotificationKind.PULSE: "activity",
    NotificationKind.ALERT: "triangle-alert",
    NotificationKind.REPORT: "message-square",
    NotificationKind.FORUM: "messages-square",
    NotificationKind.BRAVO: "hand-heart",
    NotificationKind.KNOWLEDGE: "book-check",
    NotificationKind.DIGEST: "newspaper",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told, in its reader's words."""

    row: notifications.NotificationRow
    title: str
    detail: str
    icon: str


@dataclass(frozen=True)
class InboxPage(Context):
    listing: Listing[notifications.NotificationRow]
    lines: Sequence[Line]
    unread: int
    unread_only: bool


@dataclass(frozen=True)
class StopPage(Context):
    letter: notifications.Letterhead
    token: str
    stopped: bool


async def index(visit: Visit) -> Response:
    """The inbox, newest first; htmx takes the next ones alone."""
    unread_only = visit.query("unread") == "1"
    page = Page(after=visit.cursor())
    listing = await notifications.visible_notifications(visit.session, visit.actor, page, unread=unread_only)
    lines = [_line(visit, row) for row in listing.items]
    unread = await notifications.unread_count(visit.session, _me(visit))
    template = "notifications/_more.html" if visit.puts_in("notifications") else "notifications/index.html"
    return await visit.render(template, InboxPage(listing, lines, unread, unread_only))


async def read(visit: Visit) -> Response:
    """Mark one as read, or all of them."""
    await notifications.mark_read(visit.session, visit.actor, _one(visit))
    return visit.redirect(HERE, said="notifications.read")


async def prefer(visit: Visit) -> Response:
    """Save what to be told, where, and when no mail may come; what the page does not offer stays as it is."""
    given = parse(notifications.PreferencesInput, visit.form)
    before = await notifications.preferences_of(visit.session, _me(visit))
    apart = {kind for kind, rule in notifications.KINDS.items() if not rule.is_for(visit.actor)}
    kept = {
        channel.value: [*ticked, *apart.intersection(wanted)]
        for channel, wanted in before.wanted.items()
        if (ticked := getattr(given, channel.value)) is not None
    }
    given = given.model_copy(update=kept)
    await notifications.update_preferences(visit.session, visit.actor, given)
    return visit.redirect("/me", said="profile.preferences_kept")


async def stopping(visit: Visit) -> Response:
    """What a letter's address lets its reader stop, before anything is."""
    token = visit.path("token")
    page = StopPage(notifications.letterhead(visit.session, token), token, stopped=False)
    return await visit.render("notifications/stop.html", page)


async def stop(visit: Visit) -> Response:
    """Stop the mail: all that the letter told when a mail program asks, or the kind that a button names."""
    token = visit.path("token")
    letter = await notifications.unsubscribe(visit.session, token, str(visit.form.get("kind", "")))
    return await visit.render("notifications/stop.html", StopPage(letter, token, stopped=True))


def _line(visit: Visit, row: notifications.NotificationRow) -> Line:
    words = (visit.translator, visit.zone, row.code, row.params)
    return Line(row, notifications.headline(*words), notifications.detail(*words), ICONS[row.kind])


def _one(visit: Visit) -> list[UUID] | None:
    """The notification that the form names, if it names one. Errors: NotFound."""
    named = visit.form.get("id")
    try:
        return [UUID(str(named))] if named else None
    except ValueError as error:
        raise NotFound from error


def _me(visit: Visit) -> UUID:
    if visit.actor.person_id is None:
        raise NotFound
    return visit.actor.person_id
