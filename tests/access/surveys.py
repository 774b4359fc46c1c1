"""Surveys: Nadia runs them; everybody asked answers, in person; nobody else knows of them."""

from typing import Any

import sqlalchemy as sa

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.pulse import SurveyInput
from backend.pulse.models import PULSE_INVITATIONS
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.pulse.scene import a_survey

TITLE = {"fr": "Le pouls", "en": "The pulse"}


async def nothing(cast: Cast, session: Session) -> Scene:
    return {}


async def a_draft(cast: Cast, session: Session) -> Scene:
    survey = await a_survey(session, cast, rhythm="monthly")
    return {"survey": survey.id}


async def a_draft_to_open(cast: Cast, session: Session) -> Scene:
    """Nobody has been asked too often yet."""
    await session.execute(sa.delete(PULSE_INVITATIONS))
    return await a_draft(cast, session)


async def a_wave(cast: Cast, session: Session) -> Scene:
    """An open wave; those who were asked by the scenes before may be asked again."""
    survey = await a_survey(session, cast)
    await session.execute(sa.delete(PULSE_INVITATIONS))
    wave = await pulse.open_wave(session, await cast.actor("nadia"), survey)
    return {"survey": survey.id, "wave": wave.id}


async def create(session: Session, actor: Actor, scene: Scene) -> object:
    return await pulse.create_survey(session, actor, SurveyInput.model_validate({"title": TITLE}))


async def edit(session: Session, actor: Actor, scene: Scene) -> object:
    survey = await pulse.get_survey(session, actor, scene["survey"])
    return await pulse.edit_survey(session, actor, survey, SurveyInput.model_validate({"title": TITLE}))


async def start(session: Session, actor: Actor, scene: Scene) -> object:
    return await pulse.start_survey(session, actor, await pulse.get_survey(session, actor, scene["survey"]))


async def stop(session: Session, actor: Actor, scene: Scene) -> object:
    return await pulse.stop_survey(session, actor, await pulse.get_survey(session, actor, scene["survey"]))


async def open_one(session: Session, actor: Actor, scene: Scene) -> object:
    return await pulse.open_wave(session, actor, await pulse.get_survey(session, actor, scene["survey"]))


async def close(session: Session, actor: Actor, scene: Scene) -> object:
    return await pulse.close_wave(session, actor, await pulse.get_wave(session, actor, scene["wave"]))


async def answer(session: Session, actor: Actor, scene: Scene) -> object:
    """The verb commits by itself: on SQLite it needs the turn that this unit of work would hold."""
    return await pulse.invited_to(session, actor, scene["wave"])


def page(scene: Scene, rest: str) -> tuple[str, dict[str, Any]]:
    return f"/pulse/surveys/{scene['survey']}{rest}", {}


def survey_id(scene: Scene) -> str:
    return encode("Survey", scene["survey"])


SURVEYS_ACTIONS = (
    Action(
        "pulse.create_survey",
        arrange=nothing,
        verb=create,
        page=lambda scene: ("/pulse/surveys", {"title_fr": "Le pouls"}),
        mutation=lambda scene: ("createSurvey", {"title": TITLE}),
    ),
    Action(
        "pulse.edit_survey",
        arrange=a_draft,
        verb=edit,
        page=lambda scene: (page(scene, "/edit")[0], {"title_fr": "Le pouls"}),
        mutation=lambda scene: ("editSurvey", {"id": survey_id(scene), "title": TITLE}),
    ),
    Action(
        "pulse.start_survey",
        arrange=a_draft,
        verb=start,
        page=lambda scene: page(scene, "/start"),
        mutation=lambda scene: ("startSurvey", {"surveyId": survey_id(scene)}),
    ),
    Action(
        "pulse.stop_survey",
        arrange=a_draft,
        verb=stop,
        page=lambda scene: page(scene, "/stop"),
        mutation=lambda scene: ("stopSurvey", {"id": survey_id(scene)}),
    ),
    Action(
        "pulse.open_wave",
        arrange=a_draft_to_open,
        verb=open_one,
        page=lambda scene: page(scene, "/open"),
        mutation=lambda scene: ("openWave", {"surveyId": survey_id(scene)}),
    ),
    Action(
        "pulse.close_wave",
        arrange=a_wave,
        verb=close,
        page=lambda scene: (f"/pulse/{scene['wave']}/close", {}),
        mutation=lambda scene: ("closeWave", {"id": encode("Wave", scene["wave"])}),
    ),
    Action(
        "pulse.submit_answers",
        arrange=a_wave,
        verb=answer,
        page=lambda scene: (f"/pulse/{scene['wave']}/send", {"comment": "Merci."}),
        mutation=lambda scene: ("submitAnswers", {"waveId": encode("Wave", scene["wave"]), "answers": []}),
    ),
)
