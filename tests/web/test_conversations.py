"""Conversations on screen: the author's door looks at nobody, the manager's page at what they may read."""

import re
from uuid import UUID

import pytest

from backend.pulse import codes
from backend.pulse.models import PulseComment
from schema.ids import encode
from tests.faces import Faces
from tests.pulse.scene import a_comment_with_a_code

CODE = codes.new_code()
DOOR = "/pulse/conversation"


@pytest.fixture
async def comment_id(faces: Faces) -> UUID:
    return await a_comment_with_a_code(faces.cast, CODE, boutique=12)


async def test_the_author_types_the_code_reads_and_replies_and_nobody_is_looked_at(
    faces: Faces, comment_id: UUID
) -> None:
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    there = f"/pulse/conversations/{comment_id}"
    assert "Mot 3" in (await karim.get(there)).text
    assert (await karim.post(f"{there}/reply", data={"text": ""})).status_code == 422
    assert (await karim.post(f"{there}/reply", data={"text": "Merci"})).status_code == 303
    door = await ines.get(DOOR)
    assert "Inès" not in door.text
    shown = await ines.post(DOOR, data={"code": CODE.lower()})
    assert "Merci" in shown.text
    assert "Karim Benhaddou" in shown.text
    assert "Inès" not in shown.text
    assert CODE not in str(shown.url)
    again = await ines.post(DOOR, data={"code": CODE, "change": "reply", "text": "Une caisse de plus"})
    assert "Une caisse de plus" in again.text
    assert "Une caisse de plus" in (await karim.get(there)).text
    assert (await ines.get(there)).status_code == 404


async def test_a_wrong_code_says_so_and_keeps_nothing(faces: Faces, comment_id: UUID) -> None:
    nobody = await faces.browser(None)
    for code, says in (("hier", "pas un de nos codes"), (codes.new_code(), "n’ouvre aucun échange")):
        for change in ("", "reply", "report"):
            wrong = await nobody.post(DOOR, data={"code": code, "change": change, "text": "Bonjour"})
            assert wrong.status_code == 422
            assert says in wrong.text
            assert 'name="code"' in wrong.text, "the door is there to try again"
            assert code not in wrong.text
    empty = await nobody.post(DOOR, data={"code": CODE, "change": "reply", "text": " "})
    assert empty.status_code == 422
    assert "Mot 3" in empty.text
    assert (await nobody.post(DOOR, data={"code": CODE, "change": "report"})).status_code == 200
    assert (await nobody.post(DOOR, data={"code": CODE, "change": "report"})).status_code == 409


async def test_the_comments_page_leads_to_it_and_it_ends(faces: Faces, comment_id: UUID) -> None:
    nadia = await faces.browser("nadia")
    there = f"/pulse/conversations/{comment_id}"
    found = re.search(r"/pulse/[0-9a-f-]{36}/comments", (await nadia.get(there)).text)
    assert found
    assert there in (await nadia.get(f"{found[0]}?q=Mot+3")).text
    for act in ("report", "lock"):
        assert (await nadia.post(f"{there}/{act}", data={})).status_code == 303
    assert (await nadia.post(f"{there}/reply", data={"text": "Encore"})).status_code == 409


async def test_a_conversation_does_not_tell_the_unit_that_a_reader_in_it_may_not_know(
    faces: Faces, comment_id: UUID
) -> None:
    async with faces.cast.database.reading() as session:
        comment = await session.get_one(PulseComment, comment_id)
    page = await (await faces.browser("nadia")).get(f"/pulse/conversations/{comment_id}")
    assert comment.unit_key
    assert comment.unit_key not in page.text


REPLY = """mutation($input: ReplyInConversationInput!) { replyInConversation(input: $input) { __typename
  ... on ReplyInConversationSuccess { conversation { comment posts { fromAuthor by text saidOn } } }
  ... on UserError { code } } }"""


async def test_a_tool_without_credentials_replies_by_code_and_with_them_is_refused(
    faces: Faces, comment_id: UUID
) -> None:
    by_code = {"code": CODE, "text": "Bonjour"}
    said = (await faces.graphql(None, REPLY, input=by_code))["data"]["replyInConversation"]
    assert said["conversation"]["comment"] == "Mot 3"
    assert [post["fromAuthor"] for post in said["conversation"]["posts"]] == [True]
    signed = (await faces.graphql("ines", REPLY, input=by_code))["data"]["replyInConversation"]
    assert signed == {"__typename": "ForbiddenError", "code": "credentials_sent"}
    by_id = {"conversationId": encode("Conversation", comment_id), "text": "Merci"}
    for name, kind in (("karim", "ReplyInConversationSuccess"), ("ines", "NotFoundError")):
        told = (await faces.graphql(name, REPLY, input=by_id))["data"]["replyInConversation"]
        assert told["__typename"] == kind
    nobody = (await faces.graphql(None, REPLY, input=by_id))["data"]["replyInConversation"]
    assert nobody["__typename"] == "ForbiddenError"


async def test_nadia_settles_what_was_reported_after_karim_ended_the_conversation(
    faces: Faces, comment_id: UUID
) -> None:
    nadia, karim = await faces.browser("nadia"), await faces.browser("karim")
    there, settle = f"/pulse/conversations/{comment_id}", "Le signalement est traité"
    for act in ("report", "lock"):
        assert (await karim.post(f"{there}/{act}", data={})).status_code == 303
    assert settle not in (await karim.get(there)).text
    assert there in (await nadia.get("/")).text
    assert settle in (await nadia.get(there)).text
    assert (await nadia.post(f"{there}/lock", data={})).status_code == 303
    assert settle not in (await nadia.get(there)).text
    assert there not in (await nadia.get("/")).text
