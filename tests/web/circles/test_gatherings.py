"""Gatherings as pages."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from backend.circles.models import ATTENDANCE, GATHERINGS
from tests.circles.scenes import THURSDAY_UTC, a_circle, a_gathering
from tests.faces import Faces

FORM = {
    "title": "Le point du jeudi",
    "starts_at_day": f"{THURSDAY_UTC:%Y-%m-%d}",
    "starts_at_hour": "13:30",
    "ends_at": "14:00",
    "place": "Boutique Sainte-Catherine",
    "link": "https://visio.telenova.example/coeur",
}


async def planned(faces: Faces, starts_in: timedelta = timedelta(hours=2)) -> UUID:
    async with faces.cast.database.writing() as session:
        circle_id = await a_circle(session, faces.cast)
        gathering_id = await a_gathering(session, circle_id, starts_in=starts_in)
        await session.commit()
    return gathering_id


async def count(faces: Faces, table: sa.Table) -> int:
    async with faces.cast.database.reading() as session:
        found: int = await session.scalar(sa.select(sa.func.count()).select_from(table))
    return found


async def test_karim_plans_a_gathering_and_ines_reads_it_at_her_hour(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await a_circle(session, faces.cast)
        await session.commit()
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    assert (await karim.get("/circles/coeur/gatherings/new")).status_code == 200
    answer = await karim.post("/circles/coeur/gatherings", data=FORM)
    assert answer.status_code == 303
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(GATHERINGS.c.starts_at)) == THURSDAY_UTC
    page = (await ines.get(answer.headers["location"])).text
    assert f"Jeudi {THURSDAY_UTC.day} novembre {THURSDAY_UTC.year}" in page
    assert "13\xa0h\xa030" in page
    assert "Le point du jeudi" in (await ines.get("/circles/coeur/gatherings")).text


@pytest.mark.parametrize(("starts_in", "shown"), [(timedelta(hours=2), True), (timedelta(hours=-2), False)])
async def test_the_link_to_join_goes_once_the_gathering_is_over(
    faces: Faces, starts_in: timedelta, shown: bool
) -> None:
    gathering_id = await planned(faces, starts_in)
    karim = await faces.browser("karim")
    page = (await karim.get(f"/circles/coeur/gatherings/{gathering_id}")).text
    assert ("https://visio.telenova.example/coeur" in page) is shown


async def test_a_wrong_form_comes_back_filled_and_plans_nothing(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await a_circle(session, faces.cast)
        await session.commit()
    karim = await faces.browser("karim")
    wrong = {**FORM, "title": "", "ends_at": "13:00", "link": "javascript:alert(1)"}
    answer = await karim.post("/circles/coeur/gatherings", data=wrong)
    assert answer.status_code == 422
    assert "Donnez un titre à la rencontre" in answer.text
    assert "Le lien commence par https://" in answer.text
    assert 'value="13:00"' in answer.text
    answer = await karim.post("/circles/coeur/gatherings", data={**FORM, "ends_at": "13:00"})
    assert answer.status_code == 422
    assert "corrigez l’heure de fin" in answer.text
    assert await count(faces, GATHERINGS) == 0


async def test_karim_changes_then_cancels(faces: Faces) -> None:
    gathering_id = await planned(faces)
    karim = await faces.browser("karim")
    here = f"/circles/coeur/gatherings/{gathering_id}"
    assert 'value="Le point du jeudi"' in (await karim.get(f"{here}/edit")).text
    assert (await karim.post(here, data={**FORM, "title": "Le point"})).status_code == 303
    assert (await karim.post(f"{here}/cancel")).status_code == 303
    assert "Cette rencontre est annulée" in (await karim.get(here)).text
    async with faces.cast.database.reading() as session:
        found = (await session.execute(sa.select(GATHERINGS))).one()
    assert (found.title, found.sequence, found.starts_at) == ("Le point", 2, THURSDAY_UTC)


async def test_ines_replies_with_and_without_scripts(faces: Faces) -> None:
    gathering_id = await planned(faces)
    ines = await faces.browser("ines")
    here = f"/circles/coeur/gatherings/{gathering_id}"
    plain = await ines.post(f"{here}/reply", data={"reply": "yes"})
    assert (plain.status_code, plain.headers["location"]) == (303, here)
    fragment = await ines.post(f"{here}/reply", data={"reply": "no"}, headers={"hx-request": "true"})
    assert fragment.status_code == 200
    assert fragment.text.lstrip().startswith("<section")
    assert 'id="reply-no" aria-pressed="true"' in fragment.text
    assert "0 oui · 0 peut-être · 1 non".replace(" ·", "\xa0·") in fragment.text
    assert (await ines.post(f"{here}/reply", data={"reply": "perhaps"})).status_code == 422


async def test_yann_sees_the_date_and_place_without_the_link_or_the_people(faces: Faces) -> None:
    gathering_id = await planned(faces)
    yann = await faces.browser("yann")
    here = f"/circles/coeur/gatherings/{gathering_id}"
    page = (await yann.get(here)).text
    assert "Boutique Sainte-Catherine" in page
    assert "visio.telenova" not in page
    assert "Inès" not in page
    assert (await yann.post(f"{here}/reply", data={"reply": "yes"})).status_code == 403
    assert (await yann.get(f"{here}/edit")).status_code == 403
    assert "visio.telenova" not in (await yann.get(f"{here}.ics")).text
    assert await count(faces, ATTENDANCE) == 0


async def test_karim_ticks_who_came(faces: Faces) -> None:
    gathering_id = await planned(faces, timedelta(days=-1))
    karim, people = await faces.browser("karim"), faces.cast.people
    here = f"/circles/coeur/gatherings/{gathering_id}"
    assert "Noter les présents" in (await karim.get(here)).text
    sheet = {"person": [str(people["ines"]), str(people["karim"])], "came": [str(people["ines"])]}
    assert (await karim.post(f"{here}/attendance", data=sheet)).status_code == 303
    async with faces.cast.database.reading() as session:
        rows = await session.execute(sa.select(ATTENDANCE.c.person_id, ATTENDANCE.c.attended))
    assert {row.person_id: row.attended for row in rows} == {people["ines"]: True, people["karim"]: False}


async def test_the_calendar_file_is_named_after_the_gathering(faces: Faces) -> None:
    gathering_id = await planned(faces)
    ines = await faces.browser("ines")
    answer = await ines.get(f"/circles/coeur/gatherings/{gathering_id}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["UID"] == f"{gathering_id}@diapason.test"
    signed_out = await faces.browser(None)
    assert (await signed_out.get(f"/circles/coeur/gatherings/{gathering_id}.ics")).status_code == 303


async def test_a_gathering_lives_under_its_own_circle_only(faces: Faces) -> None:
    gathering_id = await planned(faces)
    async with faces.cast.database.writing() as session:
        await a_circle(session, faces.cast, slug="autre")
        await session.commit()
    ines = await faces.browser("ines")
    assert (await ines.get(f"/circles/autre/gatherings/{gathering_id}")).status_code == 404
    assert (await ines.get("/circles/coeur/gatherings/not-an-id")).status_code == 404


async def test_more_gatherings_come_as_items_for_htmx_and_as_a_page_otherwise(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        circle_id = await a_circle(session, faces.cast)
        for days in range(1, 23):
            await a_gathering(session, circle_id, starts_in=timedelta(days=days), title=f"Jour {days}")
        await session.commit()
    ines = await faces.browser("ines")
    page = (await ines.get("/circles/coeur/gatherings")).text
    assert "Jour 20" in page
    assert "Jour 21" not in page
    more = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert "Jour 21" in (await ines.get(more)).text
    fragment = (await ines.get(more, headers={"hx-request": "true"})).text
    assert "<main" not in fragment
    assert "2 rencontres de plus" in fragment


async def test_a_day_already_gone_brings_the_form_back_with_its_error_at_the_start(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await a_circle(session, faces.cast)
        await session.commit()
    karim = await faces.browser("karim")
    page = await karim.post("/circles/coeur/gatherings", data={**FORM, "starts_at_day": "2025-11-25"})
    assert page.status_code == 422
    assert "choisissez un moment à venir" in page.text
    assert await count(faces, GATHERINGS) == 0
