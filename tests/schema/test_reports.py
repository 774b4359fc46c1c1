"""Reports through GraphQL: lists, a life, irritants that become reports."""

from datetime import timedelta
from typing import Any

from backend import immersions
from backend.core.db import Database
from backend.immersions import DebriefInput
from schema.ids import encode
from tests.cast import Cast
from tests.counting import counting
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.immersions.scene import acting
from tests.journeys.scene import a_journey, an_irritant
from tests.reports.scenes import PSEUDONYM, a_report, a_topic
from tests.schema.tools import a_token, send

LIST = """query($first: Int!) { reports(first: $first) { nodes {
  number kind status title signature voteCount viewerHasVoted author { displayName personId }
  clock { dueAt state workingDaysLeft } lineage { kind title url }
  responses(first: 3) { nodes { doing notDoing when } }
  commitments { fate report { number } } journeyStep { id } } pageInfo { hasNextPage } } }"""


async def several(cast: Cast, many: int) -> list[int]:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        made = [await a_report(session, cast, title=f"Remontée numéro {n}") for n in range(many)]
        numbers = [one.number for one in made]
        await session.commit()
    return numbers


async def act(faces: Faces, who: str, name: str, **given: Any) -> dict[str, Any]:
    kind = name[0].upper() + name[1:]
    document = (
        f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ __typename "
        f"... on {kind}Success {{ report {{ number status voteCount duplicateOf clock {{ state }} }} }} "
        "... on UserError { code field } } }"
    )
    answer = await faces.graphql(who, document, input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][name]
    return result


async def test_a_list_costs_the_same_whatever_its_length(
    cast: Cast, database: Database, faces: Faces
) -> None:
    await several(cast, 6)
    await faces.browser("karim")
    counts = []
    for first in (2, 6):
        with counting(database) as counted:
            answer = await faces.graphql("karim", LIST, first=first)
        assert len(answer["data"]["reports"]["nodes"]) == first
        counts.append(counted.count)
    assert counts[0] == counts[1]


async def test_a_report_lives_through_mutations(cast: Cast, faces: Faces) -> None:
    await several(cast, 0)
    sent = await act(faces, "ines", "submitReport", kind="IDEA", title="Une tablette par conseiller")
    number = sent["report"]["number"]
    assert sent["report"]["clock"]["state"] == "RUNNING"
    assert (await act(faces, "karim", "voteForReport", number=number))["report"]["voteCount"] == 1
    asked = await act(faces, "nadia", "askAuthor", number=number, text="Combien ?")
    assert asked["report"]["clock"]["state"] == "STOPPED"
    told = await act(faces, "ines", "answerAsAuthor", number=number, text="Une par personne")
    assert told["report"]["clock"]["state"] == "RUNNING"
    late = await act(faces, "nadia", "changeReportStatus", number=number, status="ACCEPTED")
    assert late["code"] == "response_missing"
    yes = await act(
        faces,
        "nadia",
        "respondToReport",
        number=number,
        doing="Quatorze boutiques",
        notDoing="Les kiosques",
        when="En juin",
        accept=True,
        promise="Quatorze tablettes",
        dueOn="2099-06-01",
    )
    assert (yes["report"]["status"], yes["report"]["clock"]["state"]) == ("ACCEPTED", "MET")
    bare = await act(faces, "nadia", "changeReportStatus", number=number, status="DELIVERED")
    assert (bare["code"], bare["field"]) == ("evidence_missing", "evidence")
    query = "query($n: Int!) { report(number: $n) { lineage { kind } responses { nodes { doing } } } }"
    shown = (await faces.graphql("yann", query, n=number))["data"]["report"]
    assert [one["kind"] for one in shown["lineage"]] == ["report", "decision", "commitment"]
    assert shown["responses"]["nodes"] == [{"doing": "Quatorze boutiques"}]
    await act(faces, "nadia", "changeReportStatus", number=number, status="DELIVERED", evidence="La photo")
    query = """query($n: Int!) { report(number: $n) {
      lineage { kind fate } commitments { id what fate owner { displayName } report { number } } } }"""
    shown = (await faces.graphql("yann", query, n=number))["data"]["report"]
    assert [one["fate"] for one in shown["lineage"]] == [None, None, "KEPT", None]
    [promise] = shown["commitments"]
    assert (promise["what"], promise["fate"]) == ("Quatorze tablettes", "KEPT")
    assert (promise["owner"]["displayName"], promise["report"]["number"]) == ("Nadia Kessler", number)
    query = "query($id: ID!) { node(id: $id) { ... on Commitment { fate report { number } } } }"
    back = (await faces.graphql("yann", query, id=promise["id"]))["data"]["node"]
    assert back == {"fate": "KEPT", "report": {"number": number}}


async def test_nobody_reads_through_a_pseudonym(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, **PSEUDONYM)).number
        await session.commit()
    query = "query($n: Int!) { report(number: $n) { author { displayName personId } } }"
    for who, known in (("karim", None), ("nadia", encode("Person", cast.people["ines"]))):
        author = (await faces.graphql(who, query, n=number))["data"]["report"]["author"]
        assert author == {"displayName": "Le Merle", "personId": known}


async def test_an_anonymous_report_has_a_door_of_its_own(cast: Cast, faces: Faces) -> None:
    refused = await act(faces, "ines", "submitReport", kind="IDEA", title="Sans nom", signature="ANONYMOUS")
    assert (refused["code"], refused["field"]) == ("anonymous_apart", "signature")


async def test_an_irritant_becomes_a_report_that_says_where_it_comes_from(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        irritant = await an_irritant(session, cast, await a_journey(session, cast))
        wanted = encode("Irritant", irritant.id)
        await session.commit()
    made = await act(faces, "karim", "promoteIrritant", irritantId=wanted)
    query = "query($n: Int!) { report(number: $n) { lineage { kind url } } }"
    links = (await faces.graphql("ines", query, n=made["report"]["number"]))["data"]["report"]["lineage"]
    assert [one["kind"] for one in links] == ["irritant", "report"]
    assert links[0]["url"].startswith("/journeys/")
    there = "query($n: Int!) { report(number: $n) { irritant { id report { number } } } }"
    walked = (await faces.graphql("ines", there, n=made["report"]["number"]))["data"]["report"]
    assert walked["irritant"] == {"id": wanted, "report": {"number": made["report"]["number"]}}
    again = await act(faces, "karim", "promoteIrritant", irritantId=wanted)
    assert again["code"] == "already_sent_on"


async def test_a_token_reads_no_link_and_promotes_nothing_of_a_slice_it_does_not_cover(
    cast: Cast, faces: Faces
) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        drawn = await a_journey(session, cast)
        sent, wanted = [await an_irritant(session, cast, drawn) for _ in range(2)]
        await session.commit()
    made = await act(faces, "karim", "promoteIrritant", irritantId=encode("Irritant", sent.id))
    query = "query($n: Int!) { report(number: $n) { lineage { kind } } }"
    promote = """mutation($id: ID!) { promoteIrritant(input: {irritantId: $id}) {
        ... on PromoteIrritantSuccess { report { lineage { kind } } } ... on UserError { code } } }"""
    read = {}
    for scope in ("journeys:read", "journeys:write"):
        for scopes in (["reports:write"], ["reports:write", scope]):
            token = f"Bearer {await a_token(faces, 'karim', scopes)}"
            answer = await send(faces, token, query, n=made["report"]["number"])
            links = [one["kind"] for one in answer.json()["data"]["report"]["lineage"]]
            done = await send(faces, token, promote, id=encode("Irritant", wanted.id))
            read[" ".join(scopes)] = links, done.json()["data"]["promoteIrritant"].get("code")
    assert read == {
        "reports:write": (["report"], "scope_missing"),
        "reports:write journeys:read": (["irritant", "report"], "scope_missing"),
        "reports:write journeys:write": (["irritant", "report"], None),
    }


async def test_a_token_that_covers_no_immersion_sends_no_idea_on(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        edition, _ = await a_day(session, cast, starts_in=-timedelta(hours=1))
        told = DebriefInput(ideas="Prêter un casque à chaque visiteur.")
        debrief = await immersions.submit_debrief(session, await acting(session, cast, "ines"), edition, told)
        await session.commit()
    promote = """mutation($id: ID!) { promoteIdea(input: {debriefId: $id}) {
        ... on PromoteIdeaSuccess { report { lineage { kind } } } ... on UserError { code } } }"""
    answers = []
    for more in ([], ["immersions:read"]):
        token = f"Bearer {await a_token(faces, 'ines', ['reports:write', *more])}"
        answer = await send(faces, token, promote, id=encode("Debrief", debrief.id))
        answers.append(answer.json()["data"]["promoteIdea"])
    assert answers == [
        {"code": "scope_missing"},
        {"report": {"lineage": [{"kind": "debrief"}, {"kind": "report"}]}},
    ]


async def test_a_refusal_names_a_field_of_the_input(cast: Cast, faces: Faces) -> None:
    [number] = await several(cast, 1)
    response = {"number": number, "doing": "Une seule file", "notDoing": "Pas de casiers"}
    for when in ("", "x" * 401):
        refused = await act(faces, "nadia", "respondToReport", **response, when=when)
        assert (refused["code"], refused["field"]) == ("invalid_input", "when")


async def test_similar_reports_come_closest_first(cast: Cast, faces: Faces) -> None:
    await several(cast, 2)
    await act(faces, "ines", "submitReport", kind="IRRITANT", title="Deux files pour un mobile réparé")
    query = "query($t: String!) { similarReports(text: $t) { title } }"
    found = (await faces.graphql("karim", query, t="file mobile repare"))["data"]["similarReports"]
    assert found[0]["title"] == "Deux files pour un mobile réparé"
