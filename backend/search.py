"""One search over what exists and the reader may see, grouped by kind; a few hits of each."""

from dataclasses import dataclass

from backend import circles, forum, identity, knowledge, reports
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Page

EACH = 6


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits of a search in each kind; `more_*` says that a list has others."""

    circles: list[circles.CircleRow]
    more_circles: bool
    reports: list[reports.ReportRow]
    more_reports: bool
    threads: list[forum.ThreadRow]
    more_threads: bool
    articles: list[knowledge.ArticleRow]
    more_articles: bool
    people: list[identity.PersonRow]
    more_people: bool
    units: list[identity.OrgUnitRow]

    @property
    def is_empty(self) -> bool:
        return not (
            self.circles or self.reports or self.threads or self.articles or self.people or self.units
        )


async def search(session: Session, actor: Actor, words: str) -> Hits:
    """What matches every one of `words`; nothing for fewer than two letters."""
    if len(words.strip()) < 2:
        return Hits([], False, [], False, [], False, [], False, [], False, [])
    page = Page(first=EACH)
    found = await circles.visible_circles(session, actor, page, circles.CircleFilter(words=words))
    said = await reports.visible_reports(session, actor, page, reports.ReportFilter(words=words))
    asked = await forum.visible_threads(session, actor, page, forum.ThreadFilter(words=words))
    kept = await knowledge.visible_articles(session, actor, page, knowledge.ArticleFilter(words=words))
    people = await identity.visible_people(session, actor, page, words)
    units = await identity.search_units(session, words, EACH)
    return Hits(
        list(found.items),
        found.has_more,
        list(said.items),
        said.has_more,
        list(asked.items),
        asked.has_more,
        list(kept.items),
        kept.has_more,
        list(people.items),
        people.has_more,
        units,
    )
