"""Surveys by GraphQL: composed, opened, answered in person, closed; and who may do none of it."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from backend import identity
from backend.core.clock import now
from backend.core.db import Database
from backend.identity.models import IDEMPOTENCY_KEYS, SIGN_IN_SESSIONS
from backend.pulse import library
from backend.pulse.models import BALLOTS
from schema.ids import encode
from tests.cast import Cast
from tests.faces import BASE, Faces
from tests.pulse.scene import an_open_wave, payloads

SUBMIT = """mutation($input: SubmitAnswersInput!) { submitAnswers(input: $input) {
  __typename ... on SubmitAnswersSuccess { wave { viewerHasAnswered status } }
  ... on UserError { code } } }"""


async def run(faces: Faces, name: str, mutation: str, given: dict[str, Any], shown: str) -> dict[str, Any]:
    title = mutation[0].upper() + mutation[1:]
    document = f"""mutation($input: {title}Input!) {{ {mutation}(input: $input) {{
      __typename ... on {title}Success {{ {shown} }} ... on UserError {{ code message }} }} }}"""
    answer = await faces.graphql(name, document, input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][mutation]
    return result


def question(key: str) -> dict[str, Any]:
    """A question of the library, as the mutation takes it."""
    found = library.BY_KEY[key]
    return {
        "key": key,
        "kind": found.kind.name,
        "theme": found.theme.name,
        "text": found.text.model_dump(),
        "choices": [{"key": one.key, "text": {"fr": one.fr, "en": one.en}} for one in found.choices],
    }


async def test_nadia_composes_ines_answers_nadia_closes(faces: Faces, cast: Cast) -> None:
    asked = [question(key) for key in ("recommend_employer", "commitment_kept", "what_slows")]
    asked[1]["shownIf"] = {"question": "recommend_employer", "values": ["9", "10"]}
    given = {
        "title": {"fr": "Le pouls", "en": "The pulse"},
        "rhythm": "MONTHLY",
        "audience": [{"kind": "UNIT", "targetId": encode("OrgUnit", cast.units["telenova"])}],
        "questions": asked,
        "idempotencyKey": "une-fois",
    }
    made = await run(faces, "nadia", "createSurvey", given, "survey { id status questionCount }")
    assert made == await run(faces, "nadia", "createSurvey", given, "survey { id status questionCount }")
    survey_id = made["survey"]["id"]
    assert (made["survey"]["status"], made["survey"]["questionCount"]) == ("DRAFT", 3)
    edited = await run(
        faces,
        "nadia",
        "editSurvey",
        {"id": survey_id, "openDays": 5, "remindAfterDays": None},
        "survey { openDays remindAfterDays rhythm title { en } }",
    )
    assert edited["survey"] == {
        "openDays": 5,
        "remindAfterDays": None,
        "rhythm": "MONTHLY",
        "title": {"en": "The pulse"},
    }
    planned = await run(faces, "nadia", "startSurvey", {"surveyId": survey_id}, "wave { status }")
    assert planned["wave"]["status"] == "PLANNED"
    opened = await run(
        faces, "nadia", "openWave", {"surveyId": survey_id}, "wave { id status threshold invited }"
    )
    wave_id = opened["wave"]["id"]
    assert opened["wave"] | {"id": ""} == {"id": "", "status": "OPEN", "threshold": 5, "invited": 8}
    mine = await faces.graphql(
        "ines",
        "query($id: ID!) { myInvitations { nodes { id viewerHasAnswered } }"
        " waveQuestions(waveId: $id) { key shownIf { values } } }",
        id=wave_id,
    )
    assert mine["data"]["myInvitations"]["nodes"] == [{"id": wave_id, "viewerHasAnswered": False}]
    assert mine["data"]["waveQuestions"][1] == {"key": "commitment_kept", "shownIf": {"values": ["9", "10"]}}
    answers = {
        "waveId": wave_id,
        "answers": [
            {"question": "recommend_employer", "number": 10},
            {"question": "commitment_kept", "choices": ["partly"]},
            {"question": "what_slows", "choices": ["time", "tools"]},
        ],
    }
    sent = await faces.graphql("ines", SUBMIT, input=answers)
    assert sent["data"]["submitAnswers"]["wave"] == {"viewerHasAnswered": True, "status": "OPEN"}
    again = await faces.graphql("ines", SUBMIT, input=answers)
    assert again["data"]["submitAnswers"] == {"__typename": "ConflictError", "code": "already_counted"}
    closed = await run(faces, "nadia", "closeWave", {"id": wave_id}, "wave { status participation { rate } }")
    assert closed["wave"] == {"status": "CLOSED", "participation": {"rate": None}}
    late = await faces.graphql("karim", SUBMIT, input=answers)
    assert late["data"]["submitAnswers"]["code"] == "wave_not_open"
    waves = await faces.graphql(
        "nadia",
        "query($id: ID!) { surveys { nodes { status } } waves(surveyId: $id) { nodes { number status } } }",
        id=survey_id,
    )
    assert waves["data"]["waves"]["nodes"] == [
        {"number": 2, "status": "PLANNED"},
        {"number": 1, "status": "CLOSED"},
    ]


async def test_an_application_token_may_not_answer_and_a_key_is_not_kept(
    faces: Faces, cast: Cast, database: Database
) -> None:
    wave_id = await an_open_wave(cast)
    given = {"waveId": encode("Wave", wave_id), "answers": [], "idempotencyKey": "une-cle"}
    async with database.writing() as session:
        person = await identity.get_person(session, cast.people["ines"])
        token = identity.NewToken(name="Outil", scopes=["pulse:write"], days=2)
        actor = await cast.actor("maud")
        _, secret = await identity.create_token(session, actor, person, token)
        await session.commit()
    client = await faces.browser(None)
    refused = await client.post(
        f"{BASE}/graphql",
        json={"query": SUBMIT, "variables": {"input": given}},
        headers={"authorization": f"Bearer {secret}"},
    )
    assert refused.json()["data"]["submitAnswers"] == {"__typename": "ForbiddenError", "code": "person_only"}
    await faces.browser("ines")
    async with database.writing() as session:
        await session.execute(sa.update(SIGN_IN_SESSIONS).values(last_seen_at=now() - timedelta(hours=1)))
        await session.commit()
        before = (await session.execute(sa.select(SIGN_IN_SESSIONS))).all()
    sent = await faces.graphql("ines", SUBMIT, input=given)
    assert sent["data"]["submitAnswers"]["__typename"] == "SubmitAnswersSuccess"
    async with database.reading() as session:
        assert (await session.execute(sa.select(IDEMPOTENCY_KEYS))).all() == []
        assert (await session.execute(sa.select(SIGN_IN_SESSIONS))).all() == before
        assert len((await session.execute(sa.select(BALLOTS))).all()) == 1
    [payload] = await payloads(cast, wave_id)
    assert payload["answers"] == {}


async def test_surveys_and_waves_exist_for_those_concerned_alone(faces: Faces, cast: Cast) -> None:
    wave_id = await an_open_wave(cast, org_unit_id=cast.units["telenova"])
    document = "query($id: ID!) { wave(id: $id) { participation { rate } } surveys { nodes { id } } }"
    for name, sees in (("nadia", 1), ("ines", 0), ("maud", 0)):
        answer = await faces.graphql(name, document, id=encode("Wave", wave_id))
        assert answer["data"]["wave"] == {"participation": {"rate": None}}
        assert len(answer["data"]["surveys"]["nodes"]) == sees
