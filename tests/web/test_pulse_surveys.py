"""Composing a survey on its pages: what is previewed, opened, refused, and to whom it does not exist."""

import re
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa

from backend import pulse
from backend.core.db import Database
from backend.core.local_time import company_day
from backend.identity.models import SITES
from backend.pulse.models import PULSE_INVITATIONS, SURVEYS, WAVES, WaveStatus
from tests.cast import Cast
from tests.faces import Faces
from tests.pulse.scene import a_survey, an_open_wave, colleagues
from tests.pulse.waves import closed, opened


async def test_nadia_composes_previews_and_opens_a_survey(
    faces: Faces, cast: Cast, database: Database
) -> None:
    nadia = await faces.browser("nadia")
    form = {"title_fr": "Le pouls", "title_en": "The pulse", "rhythm": "monthly", "open_days": "7"}
    made = await nadia.post("/pulse/surveys", data=form)
    here = made.headers["location"]
    assert "Choisissez d’abord quelques questions" in (await nadia.get(here)).text
    taken = await nadia.post(f"{here}/library", data={"key": ["one_thing", "proud", "tools"]})
    assert taken.headers["location"] == here
    page = await nadia.get(here)
    assert (
        page.text.index("Mes outils") < page.text.index("Je suis fier") < page.text.index("nous dire de plus")
    )
    await nadia.post(f"{here}/questions/proud/move", data={"to": "up"})
    written = {"kind": "single", "theme": "means", "text_fr": "Où ?", "text_en": "Where?"}
    two = {"choice_key": ["", ""], "choice_fr": ["Ici", "Là-bas"], "choice_en": ["Here", "There"]}
    after = ["tools:1", "tools:2"]
    again = await nadia.post(
        f"{here}/questions", data={**written, "choice_key": [""], "choice_fr": ["Ici"], "choice_en": ["Here"]}
    )
    assert again.status_code == 422
    await nadia.post(
        f"{here}/questions",
        data={**written, **two, "choice_en": ["Here", ""], "after": after},
    )
    assert "Il manque une traduction" in (await nadia.get(here)).text
    refused = await nadia.post(f"{here}/open")
    assert refused.status_code == 409
    assert "Traductions manquantes\u00a0: 1." in refused.text
    changed = {**written, **two, "after": after}
    assert (await nadia.post(f"{here}/questions/q_ou", data=changed)).status_code == 303
    assert "Mes outils" in (await nadia.get(f"{here}/preview?question=2")).text
    assert (await nadia.get(f"{here}/preview?question=9")).status_code == 404
    assert (await nadia.post(f"{here}/start")).status_code == 303
    assert (await nadia.post(f"{here}/open")).status_code == 303
    async with database.reading() as session:
        [wave] = (await session.execute(sa.select(WAVES))).all()
    assert (wave.status, wave.number, wave.invited) == (WaveStatus.OPEN, 1, 8)
    assert "La participation sera connue demain" in (await nadia.get(here)).text
    form_again = await nadia.get(f"{here}/edit")
    assert "elle reste à sa partie de l’entreprise" in form_again.text
    region = {**form, "org_unit_id": str(cast.units["aquitaine"])}
    assert (await nadia.post(f"{here}/edit", data=region)).status_code == 409
    assert (await nadia.post(f"{here}/edit", data=form)).status_code == 303
    assert (await nadia.post(f"/pulse/{wave.id}/close")).status_code == 303
    assert "fermée" in (await (await faces.browser("ines")).get(f"/pulse/{wave.id}")).text


async def test_a_survey_asks_those_of_the_sites_that_are_ticked(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        added = sa.insert(SITES).values(code="R", name="Rennes").returning(SITES.c.id)
        rennes = (await session.execute(added)).scalar_one()
        await colleagues(session, cast, "bretagne", 6, site_id=rennes)
        await session.commit()
    nadia = await faces.browser("nadia")
    form = {"title_fr": "Le pouls", "title_en": "The pulse", "rhythm": "by_hand", "open_days": "7"}
    made = await nadia.post("/pulse/surveys", data=form | {"site": str(rennes)})
    here = made.headers["location"]
    await nadia.post(f"{here}/library", data={"key": ["proud", "tools"]})
    assert "Rennes" in (await nadia.get(here)).text
    assert re.search(rf'value="{rennes}"[^>]* checked', (await nadia.get(f"{here}/edit")).text)
    assert (await nadia.post(f"{here}/open")).status_code == 303
    async with database.reading() as session:
        assert (await session.execute(sa.select(WAVES.c.invited))).scalars().all() == [6]
    unknown = await nadia.post("/pulse/surveys", data=form | {"site": str(uuid4())})
    assert unknown.status_code == 422


async def test_a_rhythm_that_opens_once_people_rested_may_be_started_today(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, await a_survey(session, cast)))
        survey = await a_survey(session, cast, rhythm="monthly")
        opens_at = pulse.next_opening(session, survey)
        assert opens_at is not None
        opens_on = company_day(session, opens_at)
        await session.commit()
    nadia, here = await faces.browser("nadia"), f"/pulse/surveys/{survey.id}"
    offered = []
    for ago in (27, 28):
        async with database.writing() as session:
            days = {"invited_on": opens_on - timedelta(days=ago)}
            await session.execute(sa.update(PULSE_INVITATIONS).values(days))
            await session.commit()
        offered.append(f'action="{here}/start"' in (await nadia.get(here)).text)
    assert offered == [False, True]
    assert (await nadia.post(f"{here}/start")).status_code == 303
    assert f'action="{here}/start"' not in (await nadia.get(here)).text


async def test_a_survey_exists_for_those_who_run_it_alone(
    faces: Faces, cast: Cast, database: Database
) -> None:
    await an_open_wave(cast)
    async with database.reading() as session:
        survey_id = (await session.execute(sa.select(SURVEYS.c.id))).scalar_one()
    for name in ("ines", "karim", "maud", "helene", "solene"):
        client = await faces.browser(name)
        assert (await client.get("/pulse/surveys")).status_code == 404
        assert (await client.get(f"/pulse/surveys/{survey_id}")).status_code == 404
