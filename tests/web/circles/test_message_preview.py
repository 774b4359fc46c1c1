"""The preview beside a message's form: what readers will see, before anything is kept."""

import sqlalchemy as sa

from backend.circles.models import MESSAGES
from tests.faces import Faces
from tests.web.test_messages import FORM, a_circle

HTMX = {"hx-request": "true", "hx-target": "section#preview"}


async def test_karim_sees_beside_the_form_what_he_types_and_nothing_is_kept(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    assert "Le titre reste à écrire" in (await karim.get(f"{messages}/new")).text
    page = await karim.post(f"{messages}/preview", data={**FORM, "why": "Pour **une seule** histoire."})
    assert page.status_code == 200
    assert "Tel qu’on le lira" in page.text
    assert f'action="{messages}"' in page.text
    assert "bonne réponse" in page.text
    alone = await karim.post(f"{messages}/preview", data={**FORM, "what_stays": "**Tout**"}, headers=HTMX)
    assert "<strong>Tout</strong>" in alone.text
    assert "<form" not in alone.text
    async with faces.cast.database.reading() as session:
        assert (await session.execute(sa.select(MESSAGES))).all() == []


async def test_the_preview_of_a_draft_keeps_its_address_and_a_published_one_has_none(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    karim = await faces.browser("karim")
    here = (await karim.post(messages, data=FORM)).headers["location"]
    page = await karim.post(f"{here}/preview", data={**FORM, "title": "Autrement dit"})
    assert f'action="{here}/edit"' in page.text
    assert "Autrement dit" in page.text
    assert "Une seule histoire" in (await karim.get(here)).text
    await karim.post(f"{here}/publish")
    assert (await karim.post(f"{here}/preview", data=FORM)).status_code == 409


async def test_ines_gets_no_preview_nor_does_another_site(faces: Faces) -> None:
    messages = await a_circle(faces.cast)
    assert (await (await faces.browser("ines")).post(f"{messages}/preview", data=FORM)).status_code == 403
    karim = await faces.browser("karim")
    foreign = {"sec-fetch-site": "cross-site"}
    assert (await karim.post(f"{messages}/preview", data=FORM, headers=foreign)).status_code == 403
    assert (await karim.get(f"{messages}/preview")).status_code == 404
    stranger = await (await faces.browser(None)).post(f"{messages}/preview", data=FORM)
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/sign-in")
