"""Editions, offers and wishes as pages."""

import re
from datetime import timedelta

import sqlalchemy as sa

from backend import immersions
from backend.core.clock import now
from backend.immersions import OfferStatus, Phase
from backend.immersions.models import EDITIONS, OFFERS, SLOTS, WISHES
from tests.faces import Faces
from tests.immersions.scene import an_activity, an_edition, an_offer

SOON = (now() + timedelta(days=30)).date()


async def ready(faces: Faces, phase: Phase, *statuses: OfferStatus) -> tuple[str, list[str]]:
    """An edition's address, with offers of Thomas in these states."""
    cast = faces.cast
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=phase)
        offers = [await an_offer(session, cast, edition, status=status) for status in statuses]
        await session.commit()
    return f"/immersions/{edition.slug}", [str(offer.id) for offer in offers]


async def ranks(faces: Faces) -> dict[str, int]:
    async with faces.cast.database.reading() as session:
        rows = await session.execute(sa.select(WISHES.c.offer_id, WISHES.c.rank))
    return {str(offer_id): rank for offer_id, rank in rows}


async def test_ines_ranks_her_wishes_with_buttons(faces: Faces) -> None:
    here, [first, second] = await ready(faces, Phase.WISHES, OfferStatus.OPEN, OfferStatus.OPEN)
    ines = await faces.browser("ines")
    assert f'id="wish-{first}-button"' in (await ines.get(here)).text
    for offer, move in ((first, "add"), (second, "add"), (second, "add"), (second, "up")):
        answer = await ines.post(f"{here}/wishes/move", data={"offer_id": offer, "move": move})
        assert answer.status_code == 303
    assert await ranks(faces) == {second: 1, first: 2}
    for rank in (1, 2):
        await ines.post(f"{here}/wishes/move", data={"offer_id": first, "move": "to", "rank": rank})
        assert (await ranks(faces))[first] == rank
    page = (await ines.get(f"{here}/wishes")).text
    assert f'id="down-{second}"' in page
    assert f'id="up-{second}"' not in page
    assert "Attend votre responsable" in page
    answer = await ines.post(
        f"{here}/wishes/move",
        data={"offer_id": first, "move": "remove"},
        headers={"hx-request": "true", "hx-target": "section#my-wishes"},
    )
    assert answer.text.count('id="my-wishes"') == 1
    assert f'hx-target="#foot-{first}"' in answer.text
    assert await ranks(faces) == {second: 1}


async def test_ines_says_what_suits_her_and_finds_it_again(faces: Faces) -> None:
    here, _ = await ready(faces, Phase.WISHES, OfferStatus.OPEN)
    ines = await faces.browser("ines")
    page = (await ines.get(f"{here}/wishes")).text
    [day] = re.findall(r'name="days" value="([\d-]+)"', page)
    form = {"days": day, "furthest_km": "60", "needs": "Un siège"}
    assert (await ines.post(f"{here}/wishes", data=form)).status_code == 303
    page = (await ines.get(f"{here}/wishes")).text
    assert re.search(rf'value="{day}"[^>]* checked', page)
    assert "Un siège" in page
    wrong = await ines.post(f"{here}/wishes", data={**form, "needs": "x" * 600})
    assert wrong.status_code == 422
    assert "x" * 600 in wrong.text


async def test_thomas_offers_from_his_phone_and_solene_opens_it(faces: Faces) -> None:
    here, _ = await ready(faces, Phase.OFFERS)
    async with faces.cast.database.writing() as session:
        activity = await an_activity(session)
        await session.commit()
    thomas, solene = await faces.browser("thomas"), await faces.browser("solene")
    form = {
        "activity_id": str(activity.id),
        "title": "La nuit d’avant",
        "slot_day": [str(SOON), "", ""],
        "slot_from": ["21:00", "", ""],
        "slot_to": ["05:00", "", ""],
        "slot_capacity": ["2", "", ""],
        "slot_minimum": ["", "", ""],
        "publish": "1",
    }
    missing = await thomas.post(f"{here}/offers", data={**form, "title": "", "slot_from": ["", "", ""]})
    assert missing.status_code == 422
    assert "Dites en une phrase" in missing.text
    assert str(SOON) in missing.text
    answer = await thomas.post(f"{here}/offers", data=form)
    assert answer.status_code == 303
    async with faces.cast.database.reading() as session:
        slot = (await session.execute(sa.select(SLOTS))).one()
        assert await session.scalar(sa.select(OFFERS.c.status)) == OfferStatus.PROPOSED
    assert slot.ends_at - slot.starts_at == timedelta(hours=8)
    assert (await thomas.get(f"{here}/setup")).status_code == 404
    assert "La nuit d’avant" in (await solene.get(f"{here}/setup")).text
    offer = answer.headers["location"]
    assert "Ouvrir aux vœux" in (await solene.get(offer)).text
    assert (await solene.post(f"{offer}/decide", data={"accept": "1"})).status_code == 303
    ines = await faces.browser("ines")
    assert "La nuit d’avant" in (await ines.get(here)).text


async def test_karim_gives_his_word_on_one_page(faces: Faces) -> None:
    here, [offer] = await ready(faces, Phase.WISHES, OfferStatus.OPEN)
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    await ines.post(f"{here}/wishes/move", data={"offer_id": offer, "move": "add"})
    assert f"{here}/approvals" in (await karim.get("/")).text
    form = {"person_id": str(faces.cast.people["ines"]), "accept": "1"}
    assert (await karim.post(f"{here}/approvals", data=form)).status_code == 303
    assert "Accordé" in (await karim.get(f"{here}/approvals")).text
    assert "Absence accordée" in (await ines.get(f"{here}/wishes")).text


async def test_solene_clones_sets_and_advances(faces: Faces) -> None:
    here, _ = await ready(faces, Phase.OFFERS)
    solene = await faces.browser("solene")
    unit = str(faces.cast.units["aquitaine"])
    form = {"name": "La suivante", "org_unit_id": unit, "starts_at_day": str(SOON)}
    answer = await solene.post(f"{here}/clone", data=form)
    assert answer.headers["location"] == "/immersions/la-suivante/setup"
    assert (await solene.post(f"{here}/clone", data={**form, "name": ""})).status_code == 422
    assert (await solene.post(f"{here}/clone", data={**form, "org_unit_id": ""})).status_code == 403
    assert (await solene.post(f"{here}/clone", data={"name": "Sans unité"})).status_code == 303
    edit = {"name": "La suivante", "org_unit_id": unit, "approval": "below_hours"}
    wrong = await solene.post("/immersions/la-suivante/edit", data=edit)
    assert wrong.status_code == 422
    assert "Donnez le nombre d’heures" in wrong.text
    edit |= {"approval_hours": "4", "opens_wishes_day": str(SOON), "opens_wishes_hour": "20:00"}
    assert (await solene.post("/immersions/la-suivante/edit", data=edit)).status_code == 303
    assert f'value="{SOON}"' in (await solene.get("/immersions/la-suivante/edit")).text
    assert (await solene.post("/immersions/la-suivante/advance")).status_code == 303
    async with faces.cast.database.reading() as session:
        phase = await session.scalar(sa.select(EDITIONS.c.phase).where(EDITIONS.c.slug == "la-suivante"))
    assert phase is immersions.Phase.WISHES


async def test_every_phase_says_what_may_be_done(faces: Faces) -> None:
    ines, yann = await faces.browser("ines"), await faces.browser("yann")
    for phase, may_wish in ((Phase.OFFERS, False), (Phase.WISHES, True), (Phase.CLOSED, False)):
        here, [offer] = await ready(faces, phase, OfferStatus.OPEN)
        assert (f'id="wish-{offer}"' in (await ines.get(here)).text) is may_wish
        assert ("Les vœux ne se changent plus" in (await ines.get(f"{here}/wishes")).text) is not may_wish
        assert (await yann.get(here)).status_code == 404
    assert here not in (await yann.get("/immersions")).text
