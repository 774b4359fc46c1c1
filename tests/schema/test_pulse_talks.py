"""Conversations by GraphQL: ended and reported by who may read the comment, read by code by its author."""

from typing import Any

import pytest

from backend.core.db import Database
from schema.ids import encode
from tests.access.conversations import a_comment
from tests.faces import BASE, Faces

BY_CODE = """query($code: String!) { conversationOfCode(code: $code) {
  comment canBeAnswered isLocked reportedOn survey { fr } posts { fromAuthor by text } } }"""


@pytest.fixture
async def scene(faces: Faces, database: Database) -> dict[str, Any]:
    async with database.writing() as session:
        found = await a_comment(faces.cast, session)
        await session.commit()
    return found


async def does(faces: Faces, name: str | None, mutation: str, **given: Any) -> dict[str, Any]:
    title = mutation[0].upper() + mutation[1:]
    document = f"""mutation($input: {title}Input!) {{ {mutation}(input: $input) {{ __typename
      ... on {title}Success {{ conversation {{ isLocked reportedOn waveId }} }}
      ... on UserError {{ code }} }} }}"""
    answer = await faces.graphql(name, document, input=given)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"][mutation]
    return found


async def test_nadia_reports_a_conversation_then_ends_it_and_each_is_done_once(
    faces: Faces, scene: dict[str, Any]
) -> None:
    talk = {"conversationId": encode("Conversation", scene["comment"])}
    reported = await does(faces, "nadia", "reportConversation", **talk)
    assert reported["conversation"]["reportedOn"] is not None
    again = await does(faces, "nadia", "reportConversation", **talk)
    assert again == {"__typename": "ConflictError", "code": "conversation_reported"}
    ended = await does(faces, "nadia", "lockConversation", **talk)
    assert ended["conversation"]["isLocked"]
    for mutation, more in (("lockConversation", {}), ("replyInConversation", {"text": "Encore"})):
        over = await does(faces, "nadia", mutation, **talk, **more)
        assert over == {"__typename": "ConflictError", "code": "conversation_locked"}


async def test_the_same_key_ends_it_once(faces: Faces, scene: dict[str, Any]) -> None:
    given = {"conversationId": encode("Conversation", scene["comment"]), "idempotencyKey": "une-fois"}
    first = await does(faces, "nadia", "lockConversation", **given)
    assert first["__typename"] == "LockConversationSuccess"
    assert await does(faces, "nadia", "lockConversation", **given) == first


async def test_the_author_reads_the_answer_by_code_without_credentials(
    faces: Faces, scene: dict[str, Any]
) -> None:
    talk = {"conversationId": encode("Conversation", scene["comment"]), "text": "Merci"}
    await does(faces, "nadia", "replyInConversation", **talk)
    stranger = await faces.browser(None)
    for code, posts in ((scene["code"], [{"fromAuthor": False, "by": "Nadia Kessler", "text": "Merci"}]),):
        sent = await stranger.post(f"{BASE}/graphql", json={"query": BY_CODE, "variables": {"code": code}})
        found = sent.json()["data"]["conversationOfCode"]
        assert (found["posts"], found["canBeAnswered"], found["isLocked"]) == (posts, True, False)
        assert found["survey"] == {"fr": "Le pouls de novembre"}
    for wrong in ("", "quelque chose", scene["code"][::-1]):
        answer = await faces.graphql(None, BY_CODE, code=wrong)
        assert answer["data"]["conversationOfCode"] is None
    named = await faces.graphql("ines", BY_CODE, code=scene["code"])
    assert named["data"] == {"conversationOfCode": None}
    assert named["errors"][0]["extensions"]["code"] == "CREDENTIALS_SENT"


async def test_a_wrong_code_is_told_as_one_where_something_is_sent_with_it(
    faces: Faces, scene: dict[str, Any]
) -> None:
    told = await does(faces, None, "replyInConversation", code=scene["code"][::-1], text="Bonjour")
    assert told == {"__typename": "InvalidInputError", "code": "code_unknown"}
