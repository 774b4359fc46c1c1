"""Composing by GraphQL all that the pages compose, and finding again the waves whose results one reads."""

from typing import Any

import pytest
import sqlalchemy as sa

from backend import commitments
from backend.commitments import PromiseInput
from backend.core.db import Database
from backend.core.ids import new_id
from backend.identity import JOB_FAMILIES
from backend.pulse.models import SURVEYS, WAVE_AUDIENCES
from schema.ids import encode
from tests.access.commitments import due
from tests.cast import Cast
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, a_survey, an_open_wave, colleagues

AUDIENCE = """query($id: ID!) { surveyAudience(surveyId: $id) {
  wouldAsk threshold restsUntil parts { kind targetId name } } }"""
OFFERED = """query($kind: AudienceKind!, $after: String) {
  audienceOffered(kind: $kind, first: 1, after: $after) {
    nodes { kind targetId name } pageInfo { hasNextPage endCursor } } }"""
KEPT = "query($id: ID!) { questionsAboutKept(surveyId: $id) { key kind missing measures { what } } }"
EDIT = """mutation($input: EditSurveyInput!) { editSurvey(input: $input) { __typename
  ... on EditSurveySuccess { survey { orgUnit { name } promise { fr } currentWave { status } } }
  ... on UserError { code field } } }"""
MINE = "query($first: Int!) { myResults(first: $first) { nodes { id status } pageInfo { hasNextPage } } }"


async def a_draft(cast: Cast, **values: Any) -> str:
    async with cast.database.writing() as session:
        survey = await a_survey(session, cast, **values)
        await session.commit()
    return encode("Survey", survey.id)


async def test_nadia_sees_whom_her_survey_would_ask_and_nobody_else_does(faces: Faces) -> None:
    target = str(faces.cast.units["aquitaine"])
    survey_id = await a_draft(faces.cast, audience=[{"kind": "unit", "target_id": target}])
    seen = (await faces.graphql("nadia", AUDIENCE, id=survey_id))["data"]["surveyAudience"]
    assert seen["parts"] == [
        {
            "kind": "UNIT",
            "targetId": encode("OrgUnit", faces.cast.units["aquitaine"]),
            "name": "Nouvelle-Aquitaine",
        }
    ]
    assert (seen["wouldAsk"], seen["threshold"], seen["restsUntil"]) == (4, 5, None)
    for name in ("karim", "maud"):
        assert (await faces.graphql(name, AUDIENCE, id=survey_id))["data"]["surveyAudience"] is None


async def test_sites_and_job_families_are_offered_page_by_page_to_those_who_run_surveys(
    faces: Faces, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(sa.insert(JOB_FAMILIES), [{"name": "Vente"}, {"name": "Conseil"}])
        await session.commit()
    names, after, more = [], None, True
    while more:
        answer = await faces.graphql("nadia", OFFERED, kind="JOB_FAMILY", after=after)
        page = answer["data"]["audienceOffered"]
        names += [one["name"] for one in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert [name for name in names if name in ("Conseil", "Vente")] == ["Conseil", "Vente"]
    sites = (await faces.graphql("nadia", OFFERED, kind="SITE"))["data"]["audienceOffered"]["nodes"]
    assert [one["name"] for one in sites] == ["Bordeaux"]
    assert (await faces.graphql("nadia", OFFERED, kind="UNIT"))["data"]["audienceOffered"] is None
    assert (await faces.graphql("karim", OFFERED, kind="SITE"))["data"]["audienceOffered"] is None


async def test_nadia_finds_the_question_that_measures_again_what_was_kept(
    faces: Faces, database: Database
) -> None:
    survey_id = await a_draft(faces.cast)
    async with database.writing() as session:
        karim = await faces.cast.actor("karim")
        given = PromiseInput.model_validate({"what": "Une seconde caisse", "due_on": due()})
        made = await commitments.make(session, karim, given, source_kind="report", source_id=new_id())
        await commitments.keep(session, karim, made)
        await session.commit()
    [found] = (await faces.graphql("nadia", KEPT, id=survey_id))["data"]["questionsAboutKept"]
    assert (found["kind"], found["missing"], found["measures"]) == (
        "AGREEMENT",
        0,
        {"what": "Une seconde caisse"},
    )
    assert (await faces.graphql("karim", KEPT, id=survey_id))["data"]["questionsAboutKept"] is None


async def test_a_draft_moves_to_another_part_of_the_company_and_a_started_survey_does_not(
    faces: Faces, database: Database
) -> None:
    unit = encode("OrgUnit", faces.cast.units["aquitaine"])
    draft = {"id": await a_draft(faces.cast, promise={"fr": "Pour mieux servir"}), "orgUnitId": unit}
    moved = (await faces.graphql("nadia", EDIT, input=draft))["data"]["editSurvey"]
    assert moved["survey"] == {
        "orgUnit": {"name": "Nouvelle-Aquitaine"},
        "promise": {"fr": "Pour mieux servir"},
        "currentWave": None,
    }
    back = (await faces.graphql("nadia", EDIT, input={"id": draft["id"], "orgUnitId": None}))["data"]
    assert back["editSurvey"]["survey"]["orgUnit"] is None
    await an_open_wave(faces.cast)
    async with database.reading() as session:
        newest = await session.scalar(sa.select(SURVEYS.c.id).order_by(SURVEYS.c.id.desc()).limit(1))
    given = {"id": encode("Survey", newest), "orgUnitId": unit}
    refused = (await faces.graphql("nadia", EDIT, input=given))["data"]["editSurvey"]
    assert (refused["__typename"], refused["code"]) == ("ConflictError", "survey_started")


@pytest.mark.parametrize("name", ["karim", "ines", "yann"])
async def test_a_sealed_wave_is_found_again_once_nobody_knows_whom_it_asked(
    faces: Faces, database: Database, name: str
) -> None:
    wave_id = encode("Wave", await a_sealed_wave(faces.cast, boutique=12, bretagne=11))
    async with database.writing() as session:
        await session.execute(sa.delete(WAVE_AUDIENCES))
        await session.commit()
    found = (await faces.graphql(name, MINE, first=1))["data"]["myResults"]
    assert found == {"nodes": [{"id": wave_id, "status": "SEALED"}], "pageInfo": {"hasNextPage": False}}
    read = await faces.graphql(
        name, "query($id: ID!) { wave(id: $id) { viewerIsInvited release { whole { shown } } } }", id=wave_id
    )
    assert read["data"]["wave"] == {"viewerIsInvited": False, "release": {"whole": {"shown": True}}}


async def test_an_open_wave_that_did_not_ask_yann_is_none_for_him(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await colleagues(session, faces.cast, "boutique", 5)
        await session.commit()
    wave_id = await an_open_wave(faces.cast, org_unit_id=faces.cast.units["aquitaine"])
    document = "query($id: ID!) { wave(id: $id) { number } myResults(first: 5) { nodes { id } } }"
    answer = await faces.graphql("yann", document, id=encode("Wave", wave_id))
    assert answer["data"] == {"wave": None, "myResults": {"nodes": []}}


async def test_nadia_previews_what_would_be_asked_and_nobody_else_does(faces: Faces) -> None:
    survey_id = await a_draft(faces.cast)
    document = """query($id: ID!) { surveyPreview(surveyId: $id) { title { fr } promise { fr } threshold
      commentThreshold invited minutes closesAt questions { key text { fr en } choices { key } } } }"""
    seen = (await faces.graphql("nadia", document, id=survey_id))["data"]["surveyPreview"]
    assert (seen["title"]["fr"], seen["promise"]) == ("Le pouls de novembre", None)
    assert (seen["threshold"], seen["commentThreshold"], seen["invited"], seen["minutes"]) == (5, 10, 8, 1)
    assert [one["key"] for one in seen["questions"]] == [
        "recommend_employer",
        "answered_on_customers",
        "what_slows",
        "one_thing",
    ]
    for name in ("karim", "maud"):
        assert (await faces.graphql(name, document, id=survey_id))["data"]["surveyPreview"] is None
