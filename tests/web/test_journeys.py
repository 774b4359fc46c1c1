"""Journeys as pages."""

from tests.faces import Faces
from tests.journeys.scene import a_journey, an_irritant


async def test_ines_reads_the_map_and_karim_sends_on_what_hurts(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        drawn = await a_journey(session, faces.cast)
        irritant = await an_irritant(session, faces.cast, drawn)
        await session.commit()
    here = f"/journeys/{drawn.id}"
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    page = (await ines.get(here)).text
    assert f'href="{here}"' in (await ines.get("/journeys")).text
    assert "Boutique → Domicile" in page
    assert '<svg class="journey" role="img"' in page
    assert "send-on" not in page
    assert "Personne n’a prévenu." not in (await ines.get(f"{here}?place={drawn.shop}")).text
    assert "Personne n’a prévenu." in (await ines.get(f"{here}?place={drawn.handoff}")).text
    assert "send-on" in (await karim.get(here)).text
    answer = await karim.post(f"{here}/irritants/{irritant.id}/send-on")
    assert answer.status_code == 303
    assert "Transmis" in (await ines.get(here)).text
