"""Circles through GraphQL: reading them in a constant number of statements, and everything one may do."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from schema.ids import encode
from tests.circles.scene import a_circle, as_, counters, row
from tests.faces import Faces

LIST = """
query($first: Int!) { circles(first: $first, filter: {query: "cercle"}) { nodes {
  slug joinPolicy waitingCount orgUnit { name } parent { slug } lead { displayName }
  viewerMembership { status isLead position }
  members(first: 2) { nodes { isLead person { displayName } } pageInfo { hasNextPage } }
  messages(first: 2) { nodes { title } } gatherings(first: 2) { nodes { title } }
  children(first: 5) { nodes { slug members(first: 1) { nodes { person { displayName } } } } }
} } }
"""


async def do(faces: Faces, who: str, mutation: str, **given: Any) -> dict[str, Any]:
    """Send one mutation and return its result."""
    kind = mutation[0].upper() + mutation[1:]
    document = f"""mutation($input: {kind}Input!) {{ {mutation}(input: $input) {{ __typename
      ... on {kind}Success {{ circle {{ slug name status memberCount waitingCount capacity
        lead {{ displayName }} viewerMembership {{ status isLead position }} }} }}
      ... on UserError {{ code message field }} }} }}"""
    answer = await faces.graphql(who, document, input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][mutation]
    return result


def person(faces: Faces, name: str) -> str:
    return encode("Person", faces.cast.people[name])


async def statements_of(faces: Faces, name: str, query: str, **variables: Any) -> tuple[int, dict[str, Any]]:
    """How many statements a query ran, and its answer."""
    ran: list[str] = []

    def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        ran.append(statement)

    engine = faces.cast.database.reader.sync_engine
    sa.event.listen(engine, "before_cursor_execute", count)
    try:
        answer = await faces.graphql(name, query, **variables)
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
    return len(ran), answer


async def test_a_list_of_circles_takes_as_many_statements_for_eight_as_for_one(faces: Faces) -> None:
    for n in range(8):
        top = await a_circle(faces.cast, name=f"Cercle {n:02}", kind="evangelist")
        parent_id = (await row(faces.cast, top)).id
        await a_circle(
            faces.cast, name=f"Sous {n:02}", parent_id=parent_id, lead_id=faces.cast.people["ines"]
        )
    await as_(faces.cast, "ines", "cercle-00", circles.join)
    await faces.graphql("ines", LIST, first=1)
    one, _ = await statements_of(faces, "ines", LIST, first=1)
    eight, answer = await statements_of(faces, "ines", LIST, first=8)
    assert one == eight
    nodes = answer["data"]["circles"]["nodes"]
    assert len(nodes) == 8
    assert nodes[0] == {
        "slug": "cercle-00",
        "joinPolicy": "OPEN",
        "waitingCount": 0,
        "orgUnit": {"name": "Nouvelle-Aquitaine"},
        "parent": None,
        "lead": {"displayName": "Karim Benhaddou"},
        "viewerMembership": {"status": "ACTIVE", "isLead": False, "position": None},
        "members": {
            "nodes": [
                {"isLead": True, "person": {"displayName": "Karim Benhaddou"}},
                {"isLead": False, "person": {"displayName": "Inès Marchetti"}},
            ],
            "pageInfo": {"hasNextPage": False},
        },
        "messages": {"nodes": []},
        "gatherings": {"nodes": []},
        "children": {
            "nodes": [
                {
                    "slug": "sous-00",
                    "members": {"nodes": [{"person": {"displayName": "Inès Marchetti"}}]},
                }
            ]
        },
    }


async def test_a_circle_that_does_not_exist_is_null(faces: Faces) -> None:
    answer = await faces.graphql("ines", '{ circle(slug: "rien") { slug } }')
    assert answer == {"data": {"circle": None}}


async def test_solene_creates_edits_and_archives_a_circle(faces: Faces) -> None:
    unit = encode("OrgUnit", faces.cast.units["aquitaine"])
    given = {"name": "Cœur", "kind": "AMBASSADOR", "why": "Parce que.", "capacity": 2, "orgUnitId": unit}
    made = await do(faces, "solene", "createCircle", **given, leadId=person(faces, "karim"))
    assert made["circle"]["lead"] == {"displayName": "Karim Benhaddou"}
    edited = await do(faces, "karim", "editCircle", slug="coeur", name="Grand cœur")
    assert (edited["circle"]["name"], edited["circle"]["capacity"]) == ("Grand cœur", 2)
    freed = await do(faces, "karim", "editCircle", slug="coeur", capacity=None)
    assert (freed["circle"]["name"], freed["circle"]["capacity"]) == ("Grand cœur", None)
    wrong = await do(faces, "karim", "editCircle", slug="coeur", capacity=0)
    assert (wrong["__typename"], wrong["field"]) == ("InvalidInputError", "capacity")
    refused = await do(faces, "ines", "createCircle", **given)
    assert (refused["__typename"], refused["code"]) == ("ForbiddenError", "cx_leaders_only")
    archived = await do(faces, "solene", "archiveCircle", slug="coeur")
    assert archived["circle"]["status"] == "ARCHIVED"
    gone = await do(faces, "ines", "joinCircle", slug="coeur")
    assert gone["code"] == "circle_closed"


async def test_a_person_is_invited_accepts_waits_and_is_appointed(faces: Faces) -> None:
    slug = await a_circle(faces.cast, capacity=1, join_policy="invitation")
    refused = await do(faces, "ines", "joinCircle", slug=slug)
    assert refused["code"] == "invitation_only"
    await do(faces, "karim", "inviteToCircle", slug=slug, personIds=[person(faces, "ines")])
    again = await do(faces, "karim", "inviteToCircle", slug=slug, personIds=[person(faces, "ines")])
    assert again["code"] == "already_member"
    accepted = await do(faces, "ines", "acceptInvitation", slug=slug)
    assert accepted["circle"]["viewerMembership"] == {"status": "WAITING", "isLead": False, "position": 1}
    raised = await do(faces, "karim", "editCircle", slug=slug, capacity=2)
    assert raised["circle"]["waitingCount"] == 1
    early = await do(faces, "karim", "appointLead", slug=slug, personId=person(faces, "ines"))
    assert early["code"] == "not_member"
    wrong = await do(faces, "karim", "appointLead", slug=slug, personId=encode("Circle", UUID(int=1)))
    assert (wrong["__typename"], wrong["field"]) == ("InvalidInputError", "personId")
    last = await do(faces, "karim", "stepDown", slug=slug)
    assert last["code"] == "last_lead"


async def test_a_request_is_answered_and_a_member_removed(faces: Faces) -> None:
    slug = await a_circle(faces.cast, join_policy="request")
    asked = await do(faces, "ines", "joinCircle", slug=slug)
    assert asked["circle"]["viewerMembership"]["status"] == "REQUESTED"
    given = {"slug": slug, "personId": person(faces, "ines"), "accept": True}
    assert (await do(faces, "ines", "answerMembershipRequest", **given))["code"] == "leads_only"
    assert (await do(faces, "karim", "answerMembershipRequest", **given))["circle"]["memberCount"] == 2
    assert (await do(faces, "karim", "answerMembershipRequest", **given))["code"] == "no_request"
    proposed = await do(faces, "ines", "proposeMember", slug=slug, personId=person(faces, "thomas"))
    assert proposed["__typename"] == "ProposeMemberSuccess"
    removed = await do(faces, "karim", "removeMember", slug=slug, personId=person(faces, "ines"))
    assert removed["circle"]["memberCount"] == 1
    assert (await do(faces, "ines", "leaveCircle", slug=slug))["code"] == "not_member"


async def test_a_list_of_addresses_is_invited_once_whatever_the_retries(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    document = """mutation($input: InviteToCircleInput!) { inviteToCircle(input: $input) {
      ... on InviteToCircleSuccess { circle { slug } lines { line email outcome } } } }"""
    given = {
        "slug": slug,
        "emails": ["ines.marchetti@telenova.example", "rien@telenova.example"],
        "idempotencyKey": "one",
    }
    answer = await faces.graphql("karim", document, input=given)
    assert [line["outcome"] for line in answer["data"]["inviteToCircle"]["lines"]] == ["INVITED", "UNKNOWN"]
    again = await faces.graphql("karim", document, input=given)
    assert again["data"]["inviteToCircle"] == {"circle": {"slug": slug}, "lines": []}
    declined = await do(faces, "ines", "declineInvitation", slug=slug)
    assert declined["circle"]["viewerMembership"] is None


async def test_two_mutations_in_one_document_each_show_what_is_after_them(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    document = f"""mutation {{
      join: joinCircle(input: {{slug: "{slug}"}}) {{ ... on JoinCircleSuccess {{ circle {{
        memberCount members(first: 5) {{ nodes {{ isLead }} }} }} }} }}
      leave: leaveCircle(input: {{slug: "{slug}"}}) {{ ... on LeaveCircleSuccess {{ circle {{
        memberCount members(first: 5) {{ nodes {{ isLead }} }} }} }} }}
    }}"""
    answer = (await faces.graphql("ines", document))["data"]
    assert answer["join"]["circle"] == {
        "memberCount": 2,
        "members": {"nodes": [{"isLead": True}, {"isLead": False}]},
    }
    assert answer["leave"]["circle"] == {"memberCount": 1, "members": {"nodes": [{"isLead": True}]}}
    assert await counters(faces.cast, slug) == (1, 1, 0)


@pytest.mark.parametrize("name", ["ines", "karim"])
async def test_a_circle_is_found_by_its_global_id(faces: Faces, name: str) -> None:
    slug = await a_circle(faces.cast, draft=True)
    here = await row(faces.cast, slug)
    async with faces.cast.database.reading() as session:
        found = await circles.circles_by_id(session, await faces.cast.actor(name), [here.id])
    assert (here.id in found) is (name == "karim")


async def test_solene_who_leads_a_part_is_asked_for_the_unit_of_her_circle(faces: Faces) -> None:
    given = {"name": "Cœur", "kind": "AMBASSADOR", "why": "Parce que."}
    asked = await do(faces, "solene", "createCircle", **given)
    assert (asked["__typename"], asked["code"], asked["field"]) == (
        "InvalidInputError",
        "unit_needed",
        "orgUnitId",
    )
    refused = await do(faces, "ines", "createCircle", **given)
    assert refused["code"] == "cx_leaders_only"
