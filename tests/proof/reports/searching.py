"""Searching a hundred thousand reports: the hundredth slowest of many searches."""

import random
import time
from collections.abc import Awaitable, Callable

from backend import reports
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import ReportFilter
from tests.cast import Cast
from tests.proof.reports.mass import Words
from tests.reports.test_search import JUDGED

SEARCHES = 300


async def slowest(cast: Cast, words: Words) -> dict[str, tuple[float, float]]:
    """The median and the hundredth slowest of the searches of a list, and of those for what looks alike,
    each asked three times."""
    actor, texts = await cast.actor("karim"), searches(words)

    async def listed(database: Database, text: str) -> object:
        async with database.reading() as session:
            return await reports.visible_reports(session, actor, Page(20), ReportFilter(words=text))

    async def alike(database: Database, text: str) -> object:
        async with database.reading() as session:
            ids = await reports.similar_ids(session, text, 5)
            return await reports.reports_by_ids(session, actor, ids)

    found = {}
    for name, ask in (("search", listed), ("similar", alike)):
        took = sorted([await quickest(cast.database, ask, text) for text in texts])
        found[name] = took[len(took) // 2], took[int(len(took) * 0.99)]
    return found


def searches(words: Words) -> list[str]:
    """The judged searches, and two to eight words as people say them."""
    dice = random.Random(14)
    drawn = [" ".join(words.some(dice.choice((2, 2, 3, 4, 6, 8)))) for _ in range(SEARCHES - len(JUDGED))]
    return [*JUDGED, *drawn]


async def quickest(database: Database, ask: Callable[[Database, str], Awaitable[object]], text: str) -> float:
    """Milliseconds of the quickest of three, so that others on the machine count for less."""
    took = []
    for _ in range(3):
        started = time.perf_counter()
        await ask(database, text)
        took.append((time.perf_counter() - started) * 1000)
    return min(took)
