"""Journeys as pages."""

from backend.web.journeys.journeys import PAGE
from tests.faces import Faces
from tests.journeys.scene import a_journey, an_irritant
from tests.reports.scenes import a_topic


async def test_ines_reads_the_map_and_karim_sends_on_what_hurts(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        drawn = await a_journey(session, faces.cast)
        irritant = await an_irritant(session, faces.cast, drawn)
        await a_topic(session, faces.cast)
        await session.commit()
    here = f"/journeys/{drawn.id}"
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    page = (await ines.get(here)).text
    assert f'href="{here}"' in (await ines.get("/journeys")).text
    assert "Boutique → Domicile" in page
    assert '<svg class="journey" role="img"' in page
    button = f'action="/irritants/{irritant.id}/promote"'
    assert button not in page
    assert "Personne n’a prévenu." not in (await ines.get(f"{here}?place={drawn.shop}")).text
    assert "Personne n’a prévenu." in (await ines.get(f"{here}?place={drawn.handoff}")).text
    assert button in (await karim.get(here)).text
    answer = await karim.post(f"/irritants/{irritant.id}/promote")
    assert answer.status_code == 303
    report = answer.headers["location"]
    page = (await ines.get(here)).text
    assert "Transmis" in page
    assert f'href="{report}"' in page
    assert f'href="{here}?place={drawn.handoff}&amp;irritant=' in (await ines.get(report)).text


async def test_a_link_to_an_irritant_of_long_ago_shows_it(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        drawn = await a_journey(session, faces.cast)
        noted = [await an_irritant(session, faces.cast, drawn) for _ in range(PAGE + 1)]
        first = min(noted, key=lambda one: one.id)
        await session.commit()
    place = f"/journeys/{drawn.id}?place={drawn.handoff}"
    ines = await faces.browser("ines")
    shown = f'id="irritant-{first.id}"'
    assert shown not in (await ines.get(place)).text
    assert shown in (await ines.get(f"{place}&irritant={first.id}")).text
