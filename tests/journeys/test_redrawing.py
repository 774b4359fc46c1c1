"""Drawing a journey anew: what is kept keeps its irritants, what holds some stays on the map."""

import pytest

from backend import journeys
from backend.core.db import Database
from backend.journeys import HandoffInput, JourneyInput, StepInput, errors
from tests.cast import Cast
from tests.faces import Faces
from tests.journeys.scene import Drawn, a_journey, an_irritant


async def redrawn(
    cast: Cast, drawn: Drawn, steps: list[StepInput], handoffs: list[tuple[str, str]], name: str = "karim"
) -> None:
    joins = [HandoffInput(from_step=start, to_step=end) for start, end in handoffs]
    given = JourneyInput(name="La fibre", steps=steps, handoffs=joins)
    async with cast.database.writing() as session:
        journey = await journeys.get_journey(session, drawn.id)
        await journeys.redraw_journey(session, await cast.actor(name), journey, given)
        await session.commit()


async def test_steps_change_places_and_names_and_keep_what_was_noted(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        drawn = await a_journey(session, cast)
        await an_irritant(session, cast, drawn)
        await session.commit()
    home = StepInput(id=drawn.home, name="Chez soi", position=1)
    shop = StepInput(id=drawn.shop, name="Boutique", position=2)
    web = StepInput(name="Site", position=2, lane=1)
    await redrawn(cast, drawn, [home, shop, web], [("Boutique", "Chez soi"), ("Chez soi", "Site")])
    async with database.reading() as session:
        steps = (await journeys.steps_of(session, [drawn.id]))[drawn.id]
        handoffs = (await journeys.handoffs_of(session, [drawn.id]))[drawn.id]
    assert [(one.name, one.position, one.lane) for one in steps] == [
        ("Chez soi", 1, 0),
        ("Boutique", 2, 0),
        ("Site", 2, 1),
    ]
    assert {one.id: one.irritant_count for one in handoffs}[drawn.handoff] == 1
    with pytest.raises(errors.PlaceInUse) as refused:
        await redrawn(cast, drawn, [home, shop], [])
    assert refused.value.parameters == {"place": "Boutique → Chez soi"}
    with pytest.raises(errors.JourneyEditorsOnly):
        await redrawn(cast, drawn, [home, shop], [("Boutique", "Chez soi")], "ines")
    with pytest.raises(errors.UnknownStep):
        await redrawn(cast, drawn, [home, shop], [("Boutique", "Nulle part")])
    await redrawn(cast, drawn, [home, shop], [("Boutique", "Chez soi")])
    async with database.reading() as session:
        assert len((await journeys.steps_of(session, [drawn.id]))[drawn.id]) == 2


async def test_karim_moves_a_step_by_its_button_and_saves_once(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        drawn = await a_journey(session, faces.cast)
        await session.commit()
    here = f"/journeys/{drawn.id}"
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    assert (await ines.get(f"{here}/edit")).status_code == 404
    assert f"{here}/edit" in (await karim.get(here)).text
    page = (await karim.get(f"{here}/edit")).text
    assert page.index('value="Boutique"') < page.index('value="Domicile"')
    form = {
        "name": "La fibre",
        "step_id": [str(drawn.shop), str(drawn.home)],
        "step_name": ["Boutique", "Domicile"],
        "step_place": ["", ""],
        "handoff_from": "Boutique",
        "handoff_to": "Domicile",
    }
    moved = await karim.post(f"{here}/edit", data={**form, "then": "down-0"})
    assert moved.status_code == 200
    assert moved.text.index('value="Domicile"') < moved.text.index('value="Boutique"')
    wrong = await karim.post(f"{here}/edit", data={**form, "handoff_giver": "personne@nulle.part"})
    assert wrong.status_code == 422
    assert "personne@nulle.part" in wrong.text
    form |= {"step_id": [str(drawn.home), str(drawn.shop)], "step_name": ["Domicile", "Boutique"]}
    assert (await karim.post(f"{here}/edit", data=form)).status_code == 303
    async with faces.cast.database.reading() as session:
        steps = (await journeys.steps_of(session, [drawn.id]))[drawn.id]
    assert [one.name for one in steps] == ["Domicile", "Boutique"]
