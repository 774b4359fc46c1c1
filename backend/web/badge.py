"""The badge of unread notifications on pages that are looked at: its number, each time that it changes."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from backend import notifications
from backend.core.actor import Actor
from backend.core.errors import NotFound
from backend.web.live import News, Press, Watch
from backend.web.page import Visit


@dataclass(frozen=True, slots=True)
class BadgeLook:
    """What a reader is owed: how much is unread, once it is no longer the number they saw."""

    person_id: UUID
    seen: str


MOST = 99
"""What a badge has room for."""


async def watch(visit: Visit) -> Watch[BadgeLook]:
    """Watch what the reader has not read, from the number that `seen` names.

    Errors: NotFound, on a shared phone, whose pages listen to nothing.
    """
    if visit.actor.person_id is None or visit.signed_in is None or visit.signed_in.shared_phone:
        raise NotFound

    def look(actor: Actor, seen: str) -> BadgeLook:
        assert actor.person_id is not None
        return BadgeLook(actor.person_id, seen)

    return Watch(notifications.topic_of(visit.actor.person_id), visit.query("seen"), look)


async def news(press: Press, looks: Collection[BadgeLook]) -> dict[BadgeLook, News]:
    """The number of each reader whose number changed, in one statement."""
    unread = await notifications.unread_counts(press.session, {look.person_id for look in looks})
    counts = {look: unread[look.person_id] for look in looks}
    return {
        look: News(str(count), str(count) if count <= MOST else f"{MOST}+")
        for look, count in counts.items()
        if look.seen != str(count)
    }
