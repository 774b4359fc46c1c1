"""Pages and lists at 97,000 people beside 2,400, on both databases."""

import os
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2
import pytest
import sqlalchemy as sa

from backend import circles
from backend.worker import Worker
from tests.circles.message_scenes import a_message
from tests.counting import counting
from tests.faces import Faces
from tests.postgres import running_postgres
from tests.proof import memory
from tests.proof.circles.company import telenova

SIZES = (2_400, 97_000)
ROUNDS = 15
PUBLISHED = "publish to all"
MOST_TO_PUBLISH = 1000
"""Milliseconds in which somebody who publishes to the whole company has their answer."""
MOST_TO_SEED, MOST_MEMORY = 300, 400
"""Seconds that Télénova may take to write at its largest, and megabytes beside those held before."""
PAGES = {
    "today": "/",
    "circles": "/circles",
    "circles searched": "/circles?q=coeur",
    "a circle": "/circles/coeur-de-boutique",
    "its members": "/circles/coeur-de-boutique/members",
    "its messages": "/circles/coeur-de-boutique/messages",
    "coverage": "/coverage",
    "coverage table": "/coverage?view=table",
    "search": "/search?q=marchetti",
}
LIST = """{ circles(first: 50) { nodes { slug name memberCount lead { displayName }
  viewerMembership { status } members(first: 3) { nodes { person { displayName } } } } } }"""
Ask = Callable[[], Awaitable[httpx2.Response]]
Figures = dict[str, tuple[float, int]]
"""What was asked -> median milliseconds, statements."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_pages_and_lists_do_the_same_number_of_statements_at_97000_people(
    kind: str, tmp_path: Path
) -> None:
    found: list[Figures] = []
    for people in SIZES:
        if kind == "sqlite":
            url = sa.make_url(f"sqlite+aiosqlite:///{tmp_path / f'{people}.db'}")
            found.append(await measured(url, people))
        else:
            with running_postgres(f"proof{people}") as url:
                found.append(await measured(url, people))
    small, large = found
    load = os.getloadavg()[0]
    print(f"\n{kind}: median of {ROUNDS}, milliseconds at {SIZES[0]} and {SIZES[1]} people, statements")
    print(f"  (others kept the machine busy with {load:.1f} processes)")
    for name in small:
        print(f"  {name:22} {small[name][0]:7.1f} {large[name][0]:7.1f} {large[name][1]:4}")
    # In a large company the last steps of a publication are left to the worker.
    assert large[PUBLISHED][1] <= small.pop(PUBLISHED)[1]
    assert large.pop(PUBLISHED)[0] < MOST_TO_PUBLISH
    assert {n: small[n][1] for n in small} == {n: large[n][1] for n in large}


async def measured(url: sa.URL, people: int) -> Figures:
    started, before = time.perf_counter(), memory.held()
    memory.forget_peak()
    async with telenova(url, people) as faces:
        took, needed = time.perf_counter() - started, memory.peak() - before
        print(f"\nseeded {people} people in {took:.0f} s, {needed} MB more at most")
        assert took < MOST_TO_SEED
        assert needed < MOST_MEMORY
        browser = await faces.browser("ines")
        figures = {name: await page(faces, browser, path) for name, path in PAGES.items()}
        figures["GraphQL, 50 circles"] = await graphql(faces)
        figures[PUBLISHED] = await publish(faces)
        started = time.perf_counter()
        await Worker(faces.cast.database).drain()
        print(f"everybody has the message {time.perf_counter() - started:.1f} s later")
        return figures


async def publish(faces: Faces) -> tuple[float, int]:
    """A message to the whole company: one unit of work that counts whom it is addressed to."""
    database = faces.cast.database
    helene = await faces.cast.actor("helene")
    async with database.writing() as session:
        circle = await circles.get_circle(session, helene, "premier-cercle")
        draft = await circles.draft_message(session, helene, circle, a_message())
        await session.commit()
    started = time.perf_counter()
    with counting(database) as sent:
        async with database.writing() as session:
            message = await circles.get_message(session, helene, draft.id)
            await circles.publish_message(session, helene, message)
            await session.commit()
    return (time.perf_counter() - started) * 1000, sent.count


async def page(faces: Faces, browser: httpx2.AsyncClient, path: str) -> tuple[float, int]:
    return await timed(faces, lambda: browser.get(path))


async def graphql(faces: Faces) -> tuple[float, int]:
    browser = await faces.browser("ines")
    return await timed(faces, lambda: browser.post("/graphql", json={"query": LIST}))


async def timed(faces: Faces, ask: Ask) -> tuple[float, int]:
    with counting(faces.cast.database) as sent:
        response = await ask()
    assert response.status_code == 200, response.text[:300]
    assert "errors" not in response.text[:20]
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took), sent.count
