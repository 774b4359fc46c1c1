"""« Aujourd’hui », the first page."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import reports, today
from backend.circles.models import MEMBERSHIPS
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.i18n import format_day
from backend.core.listing import Page
from backend.core.today import Ask
from tests.cast import Cast
from tests.circles.scenes import a_circle, a_gathering
from tests.faces import Faces
from tests.reports.scenes import a_report, a_topic


async def test_ines_is_greeted_and_told_that_nothing_is_asked(faces: Faces) -> None:
    ines = await faces.browser("ines")
    answer = await ines.get("/")
    assert answer.status_code == 200
    assert "Bonjour Inès" in answer.text
    assert "Rien ne vous est demandé" in answer.text


@pytest.mark.parametrize(("minutes", "words"), [(3, "3\u00a0min, aujourd’hui"), (None, "aujourd’hui")])
async def test_what_is_due_today_says_so(
    faces: Faces, monkeypatch: pytest.MonkeyPatch, minutes: int | None, words: str
) -> None:
    async def asked(session: Session, actor: Actor) -> list[Ask]:
        return [Ask("charter", {"title": "APACHE", "version": 1}, "/charter", minutes=minutes, due=now())]

    monkeypatch.setattr(today, "asks_for", asked)
    ines = await faces.browser("ines")
    page = (await ines.get("/")).text
    assert words in page
    assert "avant aujourd’hui" not in page


@pytest.mark.parametrize(
    ("locale", "days", "minutes", "words"),
    [
        ("fr", 1, 3, "3\u00a0min, attendu hier"),
        ("fr", 1, None, "attendu hier"),
        ("fr", 4, 3, "3\u00a0min, attendu {date}"),
        ("en", 1, 3, "3 min, was due yesterday"),
        ("en", 4, None, "was due {date}"),
    ],
)
async def test_what_is_late_says_when_it_was_due(
    faces: Faces, monkeypatch: pytest.MonkeyPatch, locale: str, days: int, minutes: int | None, words: str
) -> None:
    due = now() - timedelta(days=days)

    async def asked(session: Session, actor: Actor) -> list[Ask]:
        return [Ask("charter", {"title": "APACHE", "version": 1}, "/charter", minutes=minutes, due=due)]

    monkeypatch.setattr(today, "asks_for", asked)
    ines = await faces.browser("ines")
    await ines.post("/language", data={"locale": locale})
    page = (await ines.get("/")).text
    said = words.format(date=format_day(due, locale, ZoneInfo("Europe/Paris"), now=now()))
    assert said in page
    assert f"avant {said.removeprefix('3 min, ')}" not in page


async def test_what_awaits_an_answer_comes_before_a_gathering_weeks_away(cast: Cast) -> None:
    async with cast.database.writing() as session:
        circle_id = await a_circle(session, cast)
        for days in (21, 2):
            await a_gathering(session, circle_id, starts_in=timedelta(days=days), title=f"dans {days} jours")
        invited = await a_circle(session, cast, slug="invite", members=())
        await session.execute(
            sa.insert(MEMBERSHIPS).values(circle_id=invited, person_id=cast.people["ines"], status="invited")
        )
        await session.commit()
    async with cast.database.reading() as session:
        asks = await today.asks_for(session, await cast.actor("ines"))
    assert [ask.params.get("title", ask.code) for ask in asks] == [
        "dans 2 jours",
        "invitation",
        "dans 21 jours",
    ]


async def test_beyond_seven_the_others_stand_under_one_line(
    faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked(session: Session, actor: Actor) -> list[Ask]:
        return [Ask("charter", {"title": "APACHE", "version": one}, f"/charter?{one}") for one in range(9)]

    monkeypatch.setattr(today, "asks_for", asked)
    ines = await faces.browser("ines")
    page = (await ines.get("/")).text
    in_sight, _, others = page.partition("Voir 2 de plus")
    assert [f"/charter?{one}" in in_sight for one in range(9)] == [True] * 7 + [False] * 2
    assert "/charter?8" in others


async def test_a_sentence_is_reported_from_the_first_page(faces: Faces) -> None:
    ines = await faces.browser("ines")
    form = (await ines.get("/")).text.partition('id="quick-report"')[2].partition("</form>")[0]
    sent = ("idempotency_key", "kind", "signature")
    given = {name: re.findall(f'name="{name}" value="([^"]*)"', form)[0] for name in sent}
    answer = await ines.post("/reports", data={**given, "title": "Deux files pour un retrait"})
    assert answer.status_code == 303
    assert "Deux files pour un retrait" in (await ines.get(answer.headers["location"])).text


async def test_a_defect_is_one_of_the_kinds_of_the_first_page(cast: Cast, faces: Faces) -> None:
    ines = await faces.browser("ines")
    form = (await ines.get("/")).text.partition('id="quick-report"')[2].partition("</form>")[0]
    kinds = re.findall(r'name="kind" value="(\w+)"', form)
    assert kinds == ["irritant", "bug", "idea", "good_practice"]
    assert "Un défaut" in form
    answer = await ines.post("/reports", data={"kind": "bug", "signature": "name", "title": "La caisse fige"})
    assert answer.status_code == 303
    async with cast.database.reading() as session:
        [sent] = (await reports.visible_reports(session, await cast.actor("ines"), Page())).items
    assert (sent.kind, sent.title) == (reports.Kind.BUG, "La caisse fige")


async def test_a_sentence_begun_on_the_first_page_goes_on_where_a_photo_can_be_added(
    cast: Cast, faces: Faces
) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, title="Deux files pour un mobile réparé")).number
        await session.commit()
    ines = await faces.browser("ines")
    form = (await ines.get("/")).text.partition('id="quick-report"')[2].partition("</form>")[0]
    assert 'hx-get="/reports/similar"' in form
    assert 'id="similar"' in form
    [further] = re.findall(r'formaction="([^"]+)"', form)
    typed = {"kind": "idea", "signature": "name", "title": "Une seule file\r\npour les mobiles réparés"}
    answer = await ines.post(further, data=typed)
    page = answer.text
    assert answer.status_code == 200
    assert 'value="Une seule file pour les mobiles réparés"' in page
    assert re.search(r'value="idea"[^>]* checked', page)
    assert 'type="file"' in page
    assert f'href="/reports/{number}"' in page.partition('id="similar"')[2]
    assert "Une seule file" not in (await ines.get("/reports")).text


async def test_a_signed_out_reader_is_sent_to_sign_in_and_back(faces: Faces) -> None:
    nobody = await faces.browser(None)
    answer = await nobody.get("/circles?q=coeur")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/circles%3Fq%3Dcoeur"
