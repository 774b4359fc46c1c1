"""The charter, its perks and what circles keep, as pages."""

import sqlalchemy as sa

from backend.circles.models import CHARTER_SIGNATURES, CHARTERS, PERKS, PRACTICES
from seeds.charter import seed_charter
from seeds.perks import seed_perks
from tests.circles.scenes import a_circle
from tests.faces import Faces
from tests.web.circles.test_gatherings import count

VERSION = {
    "title_fr": "La charte",
    "title_en": "The charter",
    "mission_fr": "Attentifs.",
    "mission_en": "Attentive.",
    "values_fr": "Attention\nClarté : un nom, une date",
    "values_en": "Attention\nClarity: a name, a date",
}


async def apache(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await seed_charter(session)
        await seed_perks(session)
        await a_circle(session, faces.cast)
        await session.commit()


async def test_ines_reads_signs_and_finds_her_perks(faces: Faces) -> None:
    await apache(faces)
    ines, yann = await faces.browser("ines"), await faces.browser("yann")
    page = (await ines.get("/charter")).text
    assert "Toujours attentifs les uns aux autres" in page
    assert "Je signe cette charte" in page
    assert "Box Prisme" not in page
    assert "Je signe cette charte" not in (await yann.get("/charter")).text
    signature = {"slug": "apache", "version": "1"}
    assert (await yann.post("/charter/sign", data=signature)).status_code == 403
    assert (await ines.post("/charter/sign", data=signature)).status_code == 303
    assert await count(faces, CHARTER_SIGNATURES) == 1
    page = (await ines.get("/charter")).text
    assert "Vous avez signé la version 1" in page
    assert "Box Prisme" in page
    circle = (await ines.get("/circles/coeur/charter")).text
    assert "1 sur 2" in circle
    assert "Inès Marchetti" in circle
    assert "Inès Marchetti" not in (await yann.get("/circles/coeur/charter")).text


async def test_nadia_publishes_and_an_old_reading_cannot_be_signed(faces: Faces) -> None:
    await apache(faces)
    nadia, ines = await faces.browser("nadia"), await faces.browser("ines")
    assert "La charte APACHE" in (await nadia.get("/charter/new")).text
    assert (await nadia.post("/charter", data=VERSION)).status_code == 303
    refused = await ines.post("/charter/sign", data={"slug": "apache", "version": "1"})
    assert refused.status_code == 409
    assert "la 2" in refused.text
    assert (await ines.get("/charter/new")).status_code == 403
    assert (await ines.post("/charter", data=VERSION)).status_code == 403
    assert (await count(faces, CHARTERS), await count(faces, CHARTER_SIGNATURES)) == (2, 0)


async def test_a_value_without_its_translation_comes_back_with_what_was_typed(faces: Faces) -> None:
    await apache(faces)
    nadia = await faces.browser("nadia")
    answer = await nadia.post("/charter", data={**VERSION, "values_en": "Attention"})
    assert answer.status_code == 422
    assert "Chaque valeur a sa traduction" in answer.text
    assert 'href="#f-values_fr"' in answer.text
    assert "Clarté : un nom, une date" in answer.text
    assert await count(faces, CHARTERS) == 1


async def test_nadia_adds_and_removes_a_perk(faces: Faces) -> None:
    nadia, ines = await faces.browser("nadia"), await faces.browser("ines")
    await apache(faces)
    perk = {"product": "Lampe Écoute", "offer_fr": "Offerte", "offer_en": "Free", "ends_on": "2027-12-31"}
    assert (await ines.post("/perks", data=perk)).status_code == 403
    assert (await nadia.post("/perks", data={**perk, "offer_en": ""})).status_code == 422
    assert (await nadia.post("/perks", data=perk)).status_code == 303
    assert "Lampe Écoute" in (await nadia.get("/charter")).text
    async with faces.cast.database.reading() as session:
        perk_id = await session.scalar(sa.select(PERKS.c.id).where(PERKS.c.product == "Lampe Écoute"))
    assert (await ines.post(f"/perks/{perk_id}/remove")).status_code == 403
    assert (await nadia.post(f"/perks/{perk_id}/remove")).status_code == 303
    assert await count(faces, PERKS) == 4


async def test_ines_keeps_a_practice_and_karim_takes_it_off(faces: Faces) -> None:
    await apache(faces)
    ines, karim, yann = [await faces.browser(name) for name in ("ines", "karim", "yann")]
    here = "/circles/coeur/practices"
    practice = {"title": "Le brief de 9 h", "credit": "à Mériadeck"}
    assert (await yann.post(here, data=practice)).status_code == 403
    assert (await ines.post(here, data={"title": ""})).status_code == 422
    assert (await ines.post(here, data=practice)).status_code == 303
    assert "à Mériadeck" in (await yann.get(here)).text
    async with faces.cast.database.reading() as session:
        practice_id = await session.scalar(sa.select(PRACTICES.c.id))
    assert (await ines.post(f"{here}/{practice_id}/remove")).status_code == 403
    assert (await karim.post(f"{here}/{practice_id}/remove")).status_code == 303
    assert await count(faces, PRACTICES) == 0


async def test_a_value_that_says_nothing_after_its_colon_is_shown_all_the_same(faces: Faces) -> None:
    nadia = await faces.browser("nadia")
    blank = VERSION | {"values_fr": "Attention : \x1c", "values_en": "Attention: \x1c"}
    assert (await nadia.post("/charter", data=blank)).status_code == 303
    page = await nadia.get("/charter")
    assert page.status_code == 200
    assert "Attention" in page.text
