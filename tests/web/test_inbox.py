"""The inbox of those who answer: what narrows it is in its address, on every page of it."""

import re

import pytest

from backend import reports
from backend.web.reports import triage
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import a_report, a_topic, stands


async def received(cast: Cast) -> dict[str, int]:
    """The numbers of what Nadia is asked; she sent one herself, and follows two."""
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        mine = await a_report(session, cast, by="nadia", title="La vitrine est trop haute")
        followed = await a_report(session, cast, title="Deux files pour un mobile réparé")
        other = await a_report(session, cast, title="Une file sans fin")
        await reports.follow(session, await stands(session, cast, "nadia", followed.number), True)
        numbers = {"mine": mine.number, "followed": followed.number, "other": other.number}
        await session.commit()
    return numbers


async def test_nadia_narrows_her_inbox_by_words_by_what_she_sent_and_by_what_she_follows(
    cast: Cast, faces: Faces
) -> None:
    numbers = await received(cast)
    nadia = await faces.browser("nadia")
    for query, found in (
        ("", {"mine", "followed", "other"}),
        ("?q=files", {"followed", "other"}),
        ("?mine=1", {"mine"}),
        ("?followed=1", {"mine", "followed"}),
        ("?q=files&followed=1", {"followed"}),
        ("?status=in_review", set()),
    ):
        page = (await nadia.get(f"/reports/inbox{query}")).text
        assert {name for name, number in numbers.items() if f'id="tick-{number}"' in page} == found, query
    page = (await nadia.get("/reports/inbox?q=files&mine=1&followed=1&status=received")).text
    assert re.search(r'name="q"[^>]* value="files"', page)
    assert 'name="status" value="received"' in page
    assert len(re.findall(r'name="(?:mine|followed)" value="1"[^>]* checked', page)) == 2


async def test_the_next_page_of_the_inbox_is_narrowed_as_the_first(
    cast: Cast, faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = await received(cast)
    monkeypatch.setattr(triage, "PAGE", 1)
    nadia = await faces.browser("nadia")
    first = (await nadia.get("/reports/inbox?followed=1")).text
    [more] = re.findall(r'href="(/reports/inbox\?[^"]+)"', first)
    assert "followed=1" in more
    second = (await nadia.get(more.replace("&amp;", "&"))).text
    assert [f'id="tick-{numbers["mine"]}"' in page for page in (first, second)] == [True, False]
    assert f'id="tick-{numbers["followed"]}"' in second


async def test_the_inbox_is_as_narrow_once_what_was_ticked_is_sorted(cast: Cast, faces: Faces) -> None:
    numbers = await received(cast)
    nadia = await faces.browser("nadia")
    page = (await nadia.get("/reports/inbox?followed=1")).text
    [form] = re.findall(r'<form[^>]* action="(/reports/inbox[^"]*)"[^>]* id="sort-form"', page)
    answer = await nadia.post(form, data={"number": numbers["mine"], "review": "true"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports/inbox?followed=1")


async def test_the_list_of_reports_keeps_the_topic_and_the_lateness_of_its_address(
    cast: Cast, faces: Faces
) -> None:
    numbers = await received(cast)
    async with cast.database.writing() as session:
        topic = await a_topic(session, cast, name="Réseau")
        await reports.assign(session, await stands(session, cast, "nadia", numbers["other"]), topic)
        await session.commit()
    ines = await faces.browser("ines")
    page = (await ines.get(f"/reports?topic={topic}")).text
    shown = {name for name, number in numbers.items() if f'href="/reports/{number}"' in page}
    assert shown == {"other"}
    assert re.search(rf'name="topic" value="{topic}"[^>]* checked', page)
    assert re.search(r'name="late" value="late"[^>]* checked', (await ines.get("/reports?late=late")).text)
