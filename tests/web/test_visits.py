"""The day on pages: Inès prepares, arrives by the host's code, notes and tells; Thomas and Solene see it."""

import re
from datetime import timedelta

from backend import immersions
from backend.core.clock import now
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.journeys.scene import a_journey
from tests.reports.scenes import a_topic


async def test_ines_lives_her_day_from_the_kit_to_the_debrief(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, slot_id = await a_day(session, cast, rules=True)
        drawn = await a_journey(session, cast)
        await a_topic(session, cast)
        await session.commit()
    path, code = f"/immersions/{edition.slug}", immersions.code_of(slot_id)
    ines, thomas, solene = [await faces.browser(one) for one in ("ines", "thomas", "solene")]
    assert "Votre journée avec Thomas" in (await ines.get(f"{path}/day")).text
    assert "Aucun enregistrement." in (await ines.get(f"{path}/day/kit")).text
    assert (await ines.post(f"{path}/day/hearts", data={"heart": "kit"})).status_code == 303
    assert (await ines.post(f"{path}/arrive")).status_code == 409
    scanned = (await ines.get(f"{path}/arrive?code={code}")).text
    assert scanned.count('type="submit"') == 1
    wrong = await ines.post(f"{path}/arrive", data={"code": "ZZZZZ", "rules": "1"})
    assert wrong.status_code == 422
    assert "pas le code de votre hôte" in wrong.text
    assert (await ines.post(f"{path}/arrive", data={"code": code, "rules": "1"})).status_code == 303
    sheet = (await thomas.get(f"{path}/visitors/{slot_id}")).text
    assert "Une pause à 13 h." in sheet.replace("\xa0", " ")
    assert "Sur place à" in sheet
    assert "pour noter qui est arrivé" in sheet
    assert (await thomas.post(f"{path}/visitors/{slot_id}/rules")).status_code == 303
    assert "pour noter qui est arrivé" not in (await thomas.get(f"{path}/visitors/{slot_id}")).text
    assert '<svg class="qr"' in sheet or 'class="qr"' in sheet
    assert code in sheet
    arrivals = (await solene.get(f"{path}/arrivals")).text
    assert "Sur place à" in arrivals
    assert "Une pause" not in arrivals
    assert (await ines.get(f"{path}/visitors/{slot_id}")).status_code == 404
    noted = {"text": "Une file", "place": str(drawn.shop)}
    assert (await ines.post(f"{path}/day/notes", data=noted)).status_code == 303
    assert "Une file" in (await ines.get(f"{path}/day/debrief")).text
    told = {
        "surprised": "Mme Dupont attend",
        "irritant_text": ["Une file", ""],
        "irritant_place": [str(drawn.shop), ""],
        "irritant_frequency": ["often", ""],
        "quote": "On court.",
        "quote_shared": "1",
    }
    doubtful = await ines.post(f"{path}/day/debrief", data=told)
    assert doubtful.status_code == 422
    assert 'name="sure"' in doubtful.text
    sent = await ines.post(f"{path}/day/debrief", data=told | {"sure": "1"})
    assert sent.status_code == 303
    debrief = sent.headers["location"]
    assert (await thomas.get(debrief)).status_code == 404
    assert "Mme Dupont attend" in (await solene.get(debrief)).text.replace("\xa0", " ")
    assert "On court." in (await thomas.get(f"{path}/stories")).text
    journey = (await solene.get(f"/journeys/{drawn.id}")).text
    assert debrief in journey
    promote = re.search(r'action="(/irritants/[0-9a-f-]{36}/promote)"', journey)
    assert promote
    assert (await solene.post(promote.group(1))).status_code == 303
    assert "/reports/" in (await solene.get(debrief)).text
    assert debrief not in (await thomas.get(f"/journeys/{drawn.id}")).text


async def test_a_host_says_who_came_and_who_could_not(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, slot_id = await a_day(
            session, cast, starts_in=timedelta(hours=-1), visitors=("ines", "karim")
        )
        await session.commit()
    path = f"/immersions/{edition.slug}"
    thomas = await faces.browser("thomas")
    for name, said in (("ines", "arrived"), ("karim", "missed")):
        person = {"person_id": str(cast.people[name]), "slot_id": str(slot_id)}
        assert (await thomas.post(f"{path}/visitors/{said}", data=person)).status_code == 303
    sheet = (await thomas.get(f"{path}/visitors/{slot_id}")).text
    assert "Arrivées : 1 sur 2" in sheet.replace("\xa0", " ")
    assert "N’a pas pu venir" in sheet.replace("\xa0", " ")
    assert (await thomas.post(f"{path}/visitors/{slot_id}/rules")).status_code == 303
    assert (await thomas.get(f"{path}/visitors")).status_code == 200
    karim = await faces.browser("karim")
    assert "Pas cette fois" in (await karim.get(f"{path}/day")).text.replace("\xa0", " ")


async def test_the_arrivals_ask_for_themselves_again_and_the_calendar_is_a_file(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, _ = await a_day(session, cast)
        await session.commit()
    path = f"/immersions/{edition.slug}"
    solene, ines = await faces.browser("solene"), await faces.browser("ines")
    part = await solene.get(f"{path}/arrivals", headers={"HX-Request": "true", "HX-Target": "div#arrivals"})
    assert "<html" not in part.text
    assert 'hx-trigger="every 30s"' in part.text
    assert (await ines.get(f"{path}/arrivals")).status_code == 404
    other = await solene.get(f"{path}/arrivals?day={(now() + timedelta(days=40)).date()}")
    assert "Personne n’est attendu" in other.text.replace("\xa0", " ")
    file = await ines.get(f"{path}/day/calendar.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    karim = await faces.browser("karim")
    assert (await karim.get(f"{path}/day")).status_code == 404
