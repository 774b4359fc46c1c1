"""Reports through their pages: sent in a sentence, found, answered, sorted; anonymous by the door."""

import re

import sqlalchemy as sa

from backend import reports
from backend.core.db import Database, metadata
from backend.core.ids import new_id
from backend.identity.models import IDEMPOTENCY_KEYS, SIGN_IN_SESSIONS
from backend.reports.models import REPORTS
from tests.cast import Cast
from tests.faces import Faces
from tests.journeys.scene import a_journey
from tests.reports.photos import a_photo
from tests.reports.scenes import a_report, a_topic


async def sent(cast: Cast, title: str = "Deux files pour un mobile réparé", **more: object) -> int:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, title=title, **more)).number
        await session.commit()
    return number


async def test_ines_sends_a_sentence_and_a_photo_then_completes_it(
    cast: Cast, database: Database, faces: Faces
) -> None:
    ines = await faces.browser("ines")
    assert (await ines.get("/reports/new")).status_code == 200
    form = {"kind": "bug", "title": "L’écran du comptoir reste noir", "signature": "name"}
    answer = await ines.post("/reports", data=form, files={"photo": ("a.jpg", a_photo(), "image/jpeg")})
    assert answer.status_code == 303
    here = answer.headers["location"]
    page = (await ines.get(here)).text
    [photo] = re.findall(r'<img src="([^"]+)"', page)
    shown = await ines.get(photo)
    assert shown.headers["content-type"] == "image/webp"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-disposition"] == 'inline; filename="photo.webp"'
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "Complétez votre remontée" in (await ines.get("/")).text
    done = await ines.post(
        f"{here}/edit", data={"title": form["title"], "body": "Depuis **lundi**.", "tags": "écran, comptoir"}
    )
    assert done.status_code == 303
    page = (await ines.get(here)).text
    assert "<strong>lundi</strong>" in page
    assert "Complétez votre remontée" not in (await ines.get("/")).text
    karim = await faces.browser("karim")
    assert (await karim.get(f"{here}/edit")).status_code == 404


async def test_what_is_completed_stays_on_its_handoff_or_goes_to_another_place(
    cast: Cast, database: Database, faces: Faces
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        drawn = await a_journey(session, cast)
        number = (await a_report(session, cast, handoff_id=drawn.handoff)).number
        await session.commit()
    here, ines = f"/reports/{number}", await faces.browser("ines")
    assert f'value="{drawn.handoff}" selected' in (await ines.get(f"{here}/edit")).text

    async def placed(**place: object) -> tuple[object, object]:
        form = {"title": "Deux files", **place}
        assert (await ines.post(f"{here}/edit", data=form)).status_code == 303
        async with database.reading() as session:
            row = await reports.report_row(session, await cast.actor("ines"), number)
        return row.step_id, row.handoff_id

    assert await placed(place=drawn.handoff) == (None, drawn.handoff)
    assert await placed(place=drawn.shop) == (drawn.shop, None)
    assert await placed(place="") == (None, None)
    unknown = await ines.post(f"{here}/edit", data={"title": "Deux files", "place": new_id()})
    assert unknown.status_code == 422


async def test_a_sentence_too_short_comes_back_with_its_form(cast: Cast, faces: Faces) -> None:
    ines = await faces.browser("ines")
    answer = await ines.post("/reports", data={"kind": "idea", "title": "x"})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text


async def test_what_looks_alike_shows_while_typing_and_in_the_search(cast: Cast, faces: Faces) -> None:
    number = await sent(cast)
    karim = await faces.browser("karim")
    alike = await karim.get("/reports/similar", params={"title": "une file pour les mobiles reparés"})
    assert f"/reports/{number}" in alike.text
    assert f"/reports/{number}" in (await karim.get("/search?q=mobile")).text
    assert f"/reports/{number}" in (await karim.get("/reports?q=files&kind=irritant")).text
    assert f"/reports/{number}" not in (await karim.get("/reports?kind=bug")).text


async def test_nadia_sorts_asks_answers_and_delivers(cast: Cast, faces: Faces) -> None:
    number = await sent(cast)
    here = f"/reports/{number}"
    nadia, ines, karim = [await faces.browser(name) for name in ("nadia", "ines", "karim")]
    assert f"tick-{number}" in (await nadia.get("/reports/inbox")).text
    assert "attendent votre réponse" in (await nadia.get("/")).text
    assert f"tick-{number}" not in (await karim.get("/reports/inbox")).text
    assert (await nadia.post("/reports/inbox", data={"number": number, "review": "true"})).status_code == 303
    assert "En examen" in (await ines.get(here)).text
    assert (await karim.post(f"{here}/vote", data={"yes": "true"})).status_code == 303
    assert (await nadia.post(f"{here}/ask", data={"text": "Où ?"})).status_code == 303
    assert "On vous demande une précision" in (await ines.get("/")).text
    assert (await ines.post(f"{here}/answer", data={"text": "À Mériadeck"})).status_code == 303
    part = await nadia.post(f"{here}/respond", data={"doing": "Une seule file"})
    assert part.status_code == 422
    assert all(f'href="#f-{name}"' in part.text for name in ("not_doing", "by_when"))
    yes = {"doing": "Une seule file", "not_doing": "Pas de casiers", "by_when": "En mars", "accept": "true"}
    yes |= {"promise": "La file unique dans 14 boutiques", "due_on": "2099-03-01"}
    assert (await nadia.post(f"{here}/respond", data=yes)).status_code == 303
    page = (await ines.get(here)).text
    assert "Réponse officielle\u00a0: oui" in page
    assert "La file unique dans 14 boutiques" in page
    assert "Une seule file" in (await ines.get("/")).text
    late = await nadia.post(f"{here}/status", data={"status": "delivered"})
    assert (late.status_code, "Dites ce qui montre" in late.text) == (422, True)
    done = {"status": "delivered", "evidence": "La photo de la file"}
    assert "Attendu" in (await ines.get(here)).text
    assert (await nadia.post(f"{here}/status", data=done)).status_code == 303
    assert "Engagement · Tenu<" in (await ines.get(here)).text
    assert "Est-ce que ça tient" in (await karim.get("/")).text
    assert (await karim.post(f"{here}/verify", data={"yes": "true"})).status_code == 303
    assert "Boutiques" in (await ines.get("/reports/times")).text
    refused = await ines.post(f"{here}/respond", data=yes)
    assert refused.status_code == 403


async def test_an_anonymous_report_goes_through_a_door_that_knows_nobody(
    cast: Cast, database: Database, faces: Faces
) -> None:
    await sent(cast)
    ines, nadia, stranger = [await faces.browser(name) for name in ("ines", "nadia", None)]
    page = (await ines.get("/reports/anonymous")).text
    fields = dict(re.findall(r'name="(pass|code)" value="([^"]+)"', page))
    before = await rows_of(database, SIGN_IN_SESSIONS)
    form = {**fields, "kind": "working_conditions", "title": "On manque de chaises en réserve"}
    answer = await ines.post("/reports/anonymous", data=form)
    assert answer.status_code == 200
    assert fields["code"] in answer.text
    assert await rows_of(database, SIGN_IN_SESSIONS) == before
    assert await rows_of(database, IDEMPOTENCY_KEYS) == []
    async with database.reading() as session:
        [made] = (
            await session.execute(sa.select(REPORTS.c.number).where(REPORTS.c.signature == "anonymous"))
        ).scalars()
        dump = [
            repr(row)
            for table in metadata.sorted_tables
            if table.name.startswith(("report", "event", "job"))
            for row in (await session.execute(sa.select(table))).all()
            if str(made) in repr(row) or "chaises" in repr(row)
        ]
    assert dump
    assert not [row for row in dump if str(cast.people["ines"]) in row]
    await nadia.post(f"/reports/{made}/ask", data={"text": "Dans quelle réserve ?"})
    assert "Dans quelle réserve" in (await stranger.post("/reports/follow-up", data=fields)).text
    told = {**fields, "change": "answer", "text": "Celle de Mériadeck"}
    assert (await stranger.post("/reports/follow-up", data=told)).status_code == 200
    assert "Celle de Mériadeck" in (await nadia.get(f"/reports/{made}")).text
    assert (await stranger.post("/reports/follow-up", data={"code": "nothing"})).status_code == 404
    forged = await stranger.post(
        "/reports/anonymous", data={**form, "pass": "2026-01-01.x", "code": "a" * 30}
    )
    assert forged.status_code == 422


async def rows_of(database: Database, table: sa.Table) -> list[object]:
    async with database.reading() as session:
        return list((await session.execute(sa.select(table).order_by(*table.primary_key))).all())


async def test_two_reports_that_say_the_same_become_one(cast: Cast, faces: Faces) -> None:
    first = await sent(cast)
    async with cast.database.writing() as session:
        second = (await a_report(session, cast, by="thomas", title="Double file au comptoir")).number
        await session.commit()
    nadia = await faces.browser("nadia")
    assert (await nadia.post(f"/reports/{second}/merge", data={"into": first})).status_code == 303
    assert f"n°\u00a0{first}" in (await nadia.get(f"/reports/{second}")).text
    assert "Double file au comptoir" in (await nadia.get(f"/reports/{first}")).text
    assert (await nadia.post(f"/reports/{second}/unmerge")).status_code == 303
    assert (await nadia.post(f"/reports/{second}/merge", data={"into": second})).status_code == 422


async def test_who_was_completing_what_is_merged_meanwhile_is_led_to_where_things_stand(
    cast: Cast, faces: Faces
) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        into = (await a_report(session, cast, by="thomas")).number
        await session.commit()
    ines, nadia = await faces.browser("ines"), await faces.browser("nadia")
    form = f"/reports/{number}/edit"
    assert (await ines.get(form)).status_code == 200
    assert (await nadia.post(f"/reports/{number}/merge", data={"into": into})).status_code == 303
    page = str(ines.base_url.join(form))
    refused = await ines.post(form, data={"title": "Deux files"}, headers={"referer": page})
    assert refused.status_code == 409
    assert f'href="{form}"' in refused.text
    assert (await ines.get(form)).headers["location"] == f"/reports/{number}"


async def test_ticked_reports_are_merged_together(cast: Cast, faces: Faces) -> None:
    first = await sent(cast)
    async with cast.database.writing() as session:
        others = [(await a_report(session, cast, by=name)).number for name in ("thomas", "yann")]
        await session.commit()
    nadia = await faces.browser("nadia")
    assert (await nadia.post("/reports/inbox", data={"number": others, "into": first})).status_code == 303
    for number in others:
        assert f"n°\u00a0{first}" in (await nadia.get(f"/reports/{number}")).text
    # What is wrong for one of them changes none.
    assert (await nadia.post("/reports/inbox", data={"number": [first], "into": first})).status_code == 422
