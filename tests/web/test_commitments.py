"""Answering back on screen: the form on the results, the team's page, one's own."""

from datetime import timedelta
from uuid import UUID

import pytest

from backend.core.local_time import today_in
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave

WHAT = "Chaque lundi, une réponse à chaque signalement"


def form(**values: str) -> dict[str, str]:
    due_on = (today_in("Europe/Paris") + timedelta(days=20)).isoformat()
    return {"what": WHAT, "theme": "listening", "due_on": due_on, **values}


@pytest.fixture
async def there(faces: Faces) -> str:
    """Where Karim answers the results of his unit."""
    wave_id = await a_sealed_wave(faces.cast, boutique=12, bretagne=11)
    return f"/pulse/{wave_id}/commitments?unit={faces.cast.units['boutique']}"


async def test_karim_answers_from_the_results_and_his_team_reads_it(faces: Faces, there: str) -> None:
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    results = there.replace("commitments", "results")
    assert "Votre réponse est attendue" in (await karim.get(results)).text
    published = await karim.post(there, data=form())
    assert published.status_code == 303, published.text
    shown = (await karim.get(results)).text
    assert WHAT in shown
    assert "Votre réponse est attendue" not in shown
    assert "Publier mon engagement" not in (await ines.get(results)).text
    for address in (results, "/commitments", "/"):
        assert WHAT in (await ines.get(address)).text, address
    assert WHAT in (await karim.get("/commitments/mine")).text


async def test_an_incomplete_commitment_comes_back_filled(faces: Faces, there: str) -> None:
    karim = await faces.browser("karim")
    page = await karim.post(there, data=form(what="", owner_email="personne@telenova.example"))
    assert page.status_code == 422
    unknown = await karim.post(there, data=form(owner_email="personne@telenova.example"))
    assert unknown.status_code == 422
    assert "Personne n’a cette adresse ici." in unknown.text
    assert WHAT in unknown.text
    elsewhere = await karim.post(there, data=form(owner_email="solene.arrighi@telenova.example"))
    assert elsewhere.status_code == 422
    assert "n’est pas de cette unité" in elsewhere.text
    assert WHAT in elsewhere.text
    assert 'href="#f-owner_email"' in elsewhere.text


async def test_somebody_of_the_unit_may_take_it_on_and_says_what_became_of_it(
    faces: Faces, there: str
) -> None:
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    await karim.post(there, data=form(owner_email="ines.marchetti@telenova.example"))
    mine = (await ines.get("/commitments/mine")).text
    commitment = mine.split('id="commitment-')[1].split('"')[0]
    assert UUID(commitment)
    here = f"/commitments/{commitment}"
    assert (await ines.post(f"{here}/drop", data={})).status_code == 422
    moved = form(reason="Le logiciel arrive plus tard")
    assert (await ines.post(f"{here}/move", data=moved)).status_code == 303
    assert (await ines.post(f"{here}/keep", data={})).status_code == 303
    assert "Tenu" in (await ines.get("/commitments")).text
    assert (await ines.post(f"{here}/drop", data={"reason": "Trop tard"})).status_code == 409
