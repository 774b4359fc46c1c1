"""Links of an issue, followed as any colleague would, by asking the slice each leads to."""

import re
from collections.abc import Awaitable, Callable, Collection
from uuid import UUID

from backend import circles, forum, immersions, journeys, knowledge, pulse, reports
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import DomainError


def colleague(org_unit_id: UUID | None) -> Actor:
    """Somebody of an audience, with no right but everybody's."""
    return Actor(person_id=UUID(int=0), org_unit_id=org_unit_id)


_ID = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"


async def _report(session: Session, reader: Actor, number: str) -> object:
    return await reports.report_row(session, reader, int(number))


async def _circle(session: Session, reader: Actor, slug: str) -> object:
    return await circles.get_circle(session, reader, slug)


async def _edition(session: Session, reader: Actor, slug: str) -> object:
    return await immersions.get_edition(session, reader, slug)


async def _results(session: Session, reader: Actor, wave_id: str) -> object:
    return await pulse.is_told_to_all(session, UUID(wave_id), reader.org_unit_id)


async def _journey(session: Session, reader: Actor, journey_id: str) -> object:
    return await journeys.journeys_by_ids(session, [UUID(journey_id)])


async def _article(session: Session, reader: Actor, slug: str) -> object:
    return await knowledge.standing_of(session, reader, slug)


async def _thread(session: Session, reader: Actor, thread_id: str) -> object:
    return await forum.standing_of(session, reader, UUID(thread_id))


async def _list(session: Session, reader: Actor, name: str) -> object:
    return True


PLACES: tuple[tuple[re.Pattern[str], Callable[[Session, Actor, str], Awaitable[object]]], ...] = (
    (re.compile(r"/reports/(\d{1,9})"), _report),
    (re.compile(r"/circles/([a-z0-9-]+)"), _circle),
    (re.compile(r"/immersions/([a-z0-9-]+)(?:/stories)?"), _edition),
    (re.compile(rf"/pulse/{_ID}/results"), _results),
    (re.compile(rf"/journeys/{_ID}"), _journey),
    (re.compile(r"/knowledge/([a-z0-9-]+)"), _article),
    (re.compile(rf"/forum/{_ID}"), _thread),
    (
        re.compile(
            r"/(reports|circles|commitments|pulse|immersions|journeys|coverage|recognition|knowledge|forum)"
        ),
        _list,
    ),
)
"""Pages that an issue may lead to; what stands after `?` or `#` is a place on the page."""


async def dead_links(session: Session, org_unit_id: UUID | None, urls: Collection[str]) -> frozenset[str]:
    """Those of these paths that lead to no page, or to one that not everybody of the audience may see."""
    reader = colleague(org_unit_id)
    pages = {url: re.split(r"[?#]", url, maxsplit=1)[0] for url in urls}
    living = {page for page in set(pages.values()) if await _leads_somewhere(session, reader, page)}
    return frozenset(url for url, page in pages.items() if page not in living)


async def _leads_somewhere(session: Session, reader: Actor, page: str) -> bool:
    for place, find in PLACES:
        if found := place.fullmatch(page):
            try:
                return bool(await find(session, reader, found.group(1)))
            except DomainError:
                return False
    return False
