"""Searching a hundred thousand reports, on both databases: the hundredth slowest of many searches."""

import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from backend import reports
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import ReportFilter
from tests.proof.reports.mass import Words
from tests.proof.reports.telenova import hundred_thousand
from tests.reports.test_search import JUDGED

SEARCHES = 300
MOST = {"sqlite": 150, "postgresql": 50}
"""Milliseconds."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_searching_a_hundred_thousand_reports_stays_quick(kind: str, tmp_path: Path) -> None:
    async with hundred_thousand(kind, tmp_path) as (cast, words, _topic):
        actor, texts = await cast.actor("karim"), searches(words)

        async def listed(database: Database, text: str) -> object:
            async with database.reading() as session:
                wanted = ReportFilter(words=text)
                return await reports.visible_reports(session, actor, Page(20), wanted)

        async def alike(database: Database, text: str) -> object:
            async with database.reading() as session:
                ids = await reports.similar_ids(session, text, 5)
                return await reports.reports_by_ids(session, actor, ids)

        for name, ask in (("list", listed), ("similar", alike)):
            took = sorted([await milliseconds(cast.database, ask, text) for text in texts])
            median, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
            print(f"{kind}: {name:8} median {median:5.1f} ms, p99 {p99:5.1f} ms of {len(took)} searches")
            assert p99 < MOST[kind], name


def searches(words: Words) -> list[str]:
    """The judged searches, and two to eight words as people say them."""
    dice = random.Random(14)
    drawn = [" ".join(words.some(dice.choice((2, 2, 3, 4, 6, 8)))) for _ in range(SEARCHES - len(JUDGED))]
    return [*JUDGED, *drawn]


async def milliseconds(
    database: Database, ask: Callable[[Database, str], Awaitable[object]], text: str
) -> float:
    started = time.perf_counter()
    await ask(database, text)
    return (time.perf_counter() - started) * 1000
