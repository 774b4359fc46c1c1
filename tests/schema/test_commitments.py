"""Commitments by GraphQL: published after results, listed by unit, told what became of them."""

from datetime import timedelta

from backend.core.local_time import today_in
from schema.ids import encode
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, an_open_wave

PUBLISH = """mutation($input: PublishCommitmentInput!) { publishCommitment(input: $input) { __typename
  ... on PublishCommitmentSuccess { commitment {
    id what theme dueOn fate orgUnit { name } owner { displayName } } }
  ... on UserError { code } } }"""
UPDATE = """mutation($input: UpdateCommitmentInput!) { updateCommitment(input: $input) { __typename
  ... on UpdateCommitmentSuccess { commitment { fate reason } } ... on UserError { code }
  ... on InvalidInputError { problems { field message } } } }"""
LIST = """query($unit: ID) { commitments(orgUnitId: $unit, first: 5) {
  nodes { id what fate reason } pageInfo { hasNextPage } } }"""


async def test_karim_publishes_his_team_lists_and_karim_drops_it_with_a_reason(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, bretagne=11)
    unit = encode("OrgUnit", faces.cast.units["boutique"])
    due_on = (today_in("Europe/Paris") + timedelta(days=20)).isoformat()
    given = {
        "waveId": encode("Wave", wave_id),
        "orgUnitId": unit,
        "theme": "LISTENING",
        "what": "Une réponse à chaque signalement",
        "dueOn": due_on,
    }
    refused = await faces.graphql("ines", PUBLISH, input=given)
    assert refused["data"]["publishCommitment"] == {
        "__typename": "ForbiddenError",
        "code": "unit_leaders_only",
    }
    made = (await faces.graphql("karim", PUBLISH, input=given))["data"]["publishCommitment"]["commitment"]
    assert made["fate"] == "OPEN"
    assert (made["orgUnit"]["name"], made["theme"]) == ("Boutique Sainte-Catherine", "LISTENING")
    listed = await faces.graphql("yann", LIST, unit=unit)
    assert [one["id"] for one in listed["data"]["commitments"]["nodes"]] == [made["id"]]
    early = (await faces.graphql("karim", UPDATE, input={"id": made["id"], "fate": "LATE"}))["data"]
    assert early["updateCommitment"] == {"__typename": "ConflictError", "code": "not_late_yet"}
    dropped = {"id": made["id"], "fate": "DROPPED", "reason": "Le logiciel change"}
    told = (await faces.graphql("karim", UPDATE, input=dropped))["data"]["updateCommitment"]
    assert told["commitment"] == {"fate": "DROPPED", "reason": "Le logiciel change"}
    again = (await faces.graphql("karim", UPDATE, input={"id": made["id"], "fate": "KEPT"}))["data"]
    assert again["updateCommitment"]["code"] == "commitment_closed"
    empty = (await faces.graphql("karim", UPDATE, input={"id": made["id"]}))["data"]["updateCommitment"]
    assert empty["__typename"] == "InvalidInputError"
    assert [(one["field"], one["message"]) for one in empty["problems"]] == [
        ("dueOn", "Remplissez ce champ."),
        ("reason", "Remplissez ce champ."),
    ]


async def test_whoever_runs_a_wave_is_told_that_it_is_not_counted_yet(faces: Faces) -> None:
    given = {
        "waveId": encode("Wave", await an_open_wave(faces.cast)),
        "theme": "LISTENING",
        "what": "Une réponse à chaque signalement",
        "dueOn": (today_in("Europe/Paris") + timedelta(days=20)).isoformat(),
    }
    for name, code in (("nadia", "results_not_ready"), ("ines", "not_found")):
        answer = await faces.graphql(name, PUBLISH, input=given)
        assert answer["data"]["publishCommitment"] == {"__typename": "NotFoundError", "code": code}
