"""The whole chain by GraphQL: what hurts, its report, the answer, the promise, the delivery, the line of the
letter that told it, the measure."""

from typing import Any

from backend import digests, pulse, reports
from backend.core.clock import now
from backend.digests.past import PastIssue
from backend.worker import Worker
from schema.ids import decode, encode
from tests.cast import Cast
from tests.digests.scenes import BOTH, WORD, this_month
from tests.faces import Faces
from tests.journeys.scene import a_journey, an_irritant
from tests.pulse.scene import answered_by, closed, colleagues
from tests.reports.scenes import a_topic

CHAIN = """query($id: ID!) { node(id: $id) { ... on Irritant { report {
  number
  irritant { id }
  lineage { kind url }
  responses(first: 1) { nodes { doing } }
  commitments {
    id fate report { number }
    measuredIn { question url wave { trend { question measures { report { number irritant { id } } } } } }
  }
  evidence
  toldIn { number sections { items { report { number } } } }
} } } }"""
"""The whole chain, and back from each of its ends, in one document."""
PROMISED = "query($n: Int!) { report(number: $n) { commitments { id } } }"
BACK = """query($id: ID!) { surveyQuestions(surveyId: $id) {
  key measures { fate report { number irritant { id } } } } }"""


async def test_an_irritant_is_walked_to_what_was_measured_again_and_back(cast: Cast, faces: Faces) -> None:
    irritant, number, promise = await delivered_from_an_irritant(cast, faces)
    letter = await told_in_the_letter(cast)
    survey = await measured_again(cast, faces, promise)

    shown = (await faces.graphql("nadia", CHAIN, id=irritant))["data"]["node"]["report"]
    assert [one["kind"] for one in shown["lineage"]] == [
        "irritant",
        "report",
        "decision",
        "commitment",
        "delivery",
        "digest",
        "measure",
    ]
    assert (shown["number"], shown["irritant"]) == (number, {"id": irritant})
    assert shown["responses"]["nodes"] == [{"doing": "Une seule file"}]
    assert shown["evidence"] == "La photo"
    [kept] = shown["commitments"]
    assert (kept["id"], kept["fate"], kept["report"]) == (promise, "KEPT", {"number": number})
    [measure] = kept["measuredIn"]
    assert measure["url"] == shown["lineage"][-1]["url"]
    [trend] = measure["wave"]["trend"]
    assert trend["question"] == measure["question"]
    assert trend["measures"]["report"] == {"number": number, "irritant": {"id": irritant}}
    [told] = shown["toldIn"]
    assert told["number"] == letter
    assert [one["items"] for one in told["sections"]] == [[{"report": {"number": number}}]]

    ines = await faces.browser("ines")
    for link in shown["lineage"]:
        page = await ines.get(link["url"])
        assert page.status_code == 200, link
        _, _, place = link["url"].partition("#")
        assert f'id="{place}"' in page.text or not place, link

    back = (await faces.graphql("nadia", BACK, id=survey))["data"]["surveyQuestions"]
    [measures] = [one["measures"] for one in back if one["measures"]]
    assert measures == {"fate": "KEPT", "report": {"number": number, "irritant": {"id": irritant}}}
    results = await ines.get(shown["lineage"][-1]["url"])
    assert f'href="/reports/{number}"' in results.text


async def test_what_nobody_kept_is_not_measured_again(cast: Cast, faces: Faces) -> None:
    _, _, promise = await answered_from_an_irritant(cast, faces)
    refused = await act(
        faces,
        "nadia",
        "createSurvey",
        title={"fr": "Le pouls", "en": "The pulse"},
        questions=[question_about(promise)],
    )
    assert (refused["code"], refused["field"]) == ("unknown_target", "measuresId")


async def test_the_library_offers_what_was_kept_lately(cast: Cast, faces: Faces) -> None:
    _, number, promise = await delivered_from_an_irritant(cast, faces)
    made = await act(faces, "nadia", "createSurvey", title={"fr": "Le pouls", "en": "The pulse"})
    survey = decode(made["survey"]["id"], "Survey")
    nadia = await faces.browser("nadia")
    library = await nadia.get(f"/pulse/surveys/{survey}/library")
    key = pulse.key_of(decode(promise, "Commitment"))
    assert f'value="{key}"' in library.text
    added = await nadia.post(f"/pulse/surveys/{survey}/library", data={"key": key})
    assert added.status_code == 303
    back = (await faces.graphql("nadia", BACK, id=made["survey"]["id"]))["data"]["surveyQuestions"]
    assert [(one["key"], one["measures"]["report"]["number"]) for one in back] == [(key, number)]
    assert f'value="{key}"' not in (await nadia.get(f"/pulse/surveys/{survey}/library")).text


async def act(faces: Faces, who: str, name: str, **given: Any) -> dict[str, Any]:
    """Send a mutation; what it made, by the number or the id that others ask for, or its refusal."""
    kind = name[0].upper() + name[1:]
    made = {"createSurvey": "survey { id }", "openWave": "wave { id }"}.get(name, "report { number }")
    document = (
        f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ "
        f"... on {kind}Success {{ {made} }} ... on UserError {{ code field }} }} }}"
    )
    answer = await faces.graphql(who, document, input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][name]
    return result


async def answered_from_an_irritant(cast: Cast, faces: Faces) -> tuple[str, int, str]:
    """The irritant's id, the number of its report, the id of the promise made about it."""
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        irritant = encode("Irritant", (await an_irritant(session, cast, await a_journey(session, cast))).id)
        await session.commit()
    number = (await act(faces, "karim", "promoteIrritant", irritantId=irritant))["report"]["number"]
    promised: dict[str, Any] = {
        "notDoing": "Pas de casiers",
        "when": "En juin",
        "accept": True,
        "promise": "Une seule file",
        "dueOn": "2099-06-01",
    }
    await act(faces, "nadia", "respondToReport", number=number, doing="Une seule file", **promised)
    shown = (await faces.graphql("nadia", PROMISED, n=number))["data"]["report"]
    return irritant, number, shown["commitments"][0]["id"]


async def delivered_from_an_irritant(cast: Cast, faces: Faces) -> tuple[str, int, str]:
    irritant, number, promise = await answered_from_an_irritant(cast, faces)
    await act(faces, "nadia", "changeReportStatus", number=number, status="DELIVERED", evidence="La photo")
    return irritant, number, promise


async def told_in_the_letter(cast: Cast) -> int:
    """The number of the month's letter, sent to everybody with what was delivered in it."""
    async with cast.database.writing() as session:
        items = await reports.digest_candidates(session, org_unit_id=None, month=this_month())
        past = PastIssue(
            month=this_month(),
            headline=BOTH.given,
            word=WORD.given,
            word_by_id=cast.people["helene"],
            signed_at=now(),
            items=items,
            sent_at=now(),
        )
        number = (await digests.past.bring_in(session, past)).number
        await session.commit()
    return number


async def measured_again(cast: Cast, faces: Faces, promise: str) -> str:
    """The id of a survey whose sealed wave asked a dozen colleagues about the promise."""
    async with cast.database.writing() as session:
        staff = await colleagues(session, cast, "boutique", 12)
        await session.commit()
    made = await act(
        faces,
        "nadia",
        "createSurvey",
        title={"fr": "Le pouls", "en": "The pulse"},
        questions=[question_about(promise)],
    )
    survey: str = made["survey"]["id"]
    wave = decode((await act(faces, "nadia", "openWave", surveyId=survey))["wave"]["id"], "Wave")
    for place, person in enumerate(staff):
        await answered_by(cast, person, wave, answers={"better": 2 + place % 4})
    await closed(cast, wave)
    await Worker(cast.database).drain()
    return survey


def question_about(promise: str) -> dict[str, Any]:
    text = {"fr": "C’est mieux qu’avant.", "en": "It is better than before."}
    return {
        "key": "better",
        "kind": "AGREEMENT",
        "theme": "LISTENING",
        "text": text,
        "measuresId": promise,
    }
