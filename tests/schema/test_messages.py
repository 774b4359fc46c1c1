"""Messages through GraphQL: published, understood, asked about."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.circles.models import MESSAGES
from schema.ids import encode
from tests.circles import message_scenes as scenes
from tests.faces import Faces

# A success and an error both have a `message`, of different types: GraphQL asks for an alias.
ERROR = "... on UserError { code says: message field } ... on InvalidInputError { problems { field code } }"
REACH = """
reach {
  layers { layer headcount reached understood openedAt dueAt halfAt hoursToHalf }
  units(first: 1) {
    nodes { orgUnit { id name } headcount reached understood headUnderstood }
    pageInfo { hasNextPage }
  }
  orphanTeams { nodes { orgUnit { name } reachedAt } }
}
"""
MESSAGE = f"""
id title why whatChanges whatStays notToSay how question choices answers {{ question answer }}
viewerReading {{ understood tries dueAt }} {REACH}
"""
PUBLISH = f"""mutation($input: PublishMessageInput!) {{ publishMessage(input: $input) {{
  __typename ... on PublishMessageSuccess {{ message {{ {MESSAGE} status }} }} {ERROR} }} }}"""
DRAFT = f"""mutation($input: DraftMessageInput!) {{ draftMessage(input: $input) {{
  __typename ... on DraftMessageSuccess {{ message {{ id title why status }} }} {ERROR} }} }}"""
ACKNOWLEDGE = f"""mutation($input: AcknowledgeMessageInput!) {{ acknowledgeMessage(input: $input) {{
  __typename {ERROR}
  ... on AcknowledgeMessageSuccess {{ understood message {{ how viewerReading {{ tries }} }} }} }} }}"""
READ = f"""mutation($input: ReadMessageInput!) {{ readMessage(input: $input) {{
  __typename ... on ReadMessageSuccess {{ message {{ viewerReading {{ readAt }} }} }} {ERROR} }} }}"""
ASK = f"""mutation($input: AskUpwardsInput!) {{ askUpwards(input: $input) {{
  __typename ... on AskUpwardsSuccess {{ question {{ id text isMine answer }} }} {ERROR} }} }}"""
ANSWER = f"""mutation($input: AnswerUpwardQuestionInput!) {{ answerUpwardQuestion(input: $input) {{
  __typename {ERROR}
  ... on AnswerUpwardQuestionSuccess {{ question {{ answer answeredBy askedBy }} }} }} }}"""
ONE = (
    f"query($id: ID!) {{ message(id: $id) {{ {MESSAGE} questions {{ nodes {{ text answer askedBy }} }} }} }}"
)
GIVEN = {
    "title": "Une seule histoire",
    "why": "Un client raconte quatre fois son histoire.",
    "question": "Que veut-on éviter ?",
    "choices": ["D’attendre", "De se répéter"],
    "rightChoice": 1,
    "how": ["Ouvrir le dossier"],
    "answers": [{"question": "Faut-il tout noter ?", "answer": "Non."}],
}


async def a_circle(faces: Faces) -> str:
    async with faces.cast.database.writing() as session:
        circle_id = await scenes.a_circle(faces.cast, session)
        slug = (await session.get_one(circles.Circle, circle_id)).slug
        await session.commit()
    return slug


async def did(faces: Faces, name: str, document: str, **given: Any) -> dict[str, Any]:
    """The result of a mutation sent as `name`."""
    answer = await faces.graphql(name, document, input=given)
    assert "errors" not in answer, answer
    (result,) = answer["data"].values()
    assert isinstance(result, dict)
    return result


async def seen(faces: Faces, name: str, message_id: str) -> dict[str, Any]:
    answer = await faces.graphql(name, ONE, id=message_id)
    assert "errors" not in answer, answer
    message = answer["data"]["message"]
    assert isinstance(message, dict)
    return message


async def test_karim_drafts_and_publishes_in_one_go(faces: Faces) -> None:
    done = await did(faces, "karim", PUBLISH, slug=await a_circle(faces), **GIVEN)
    assert done["__typename"] == "PublishMessageSuccess"
    message = done["message"]
    assert (message["status"], message["how"]) == ("PUBLISHED", ["Ouvrir le dossier"])
    layers = message["reach"]["layers"]
    assert [(layer["layer"], layer["headcount"], layer["openedAt"] is not None) for layer in layers] == [
        (1, 1, True),
        (2, 2, False),
        # Karim, half of the layer above, understood what he wrote.
        (3, 1, True),
    ]
    assert message["reach"]["units"]["pageInfo"]["hasNextPage"]
    assert message["reach"]["orphanTeams"]["nodes"] == []


async def test_karim_publishes_a_draft_and_what_it_lacks_is_said_by_field(faces: Faces) -> None:
    draft = await did(faces, "karim", DRAFT, slug=await a_circle(faces), title="À finir")
    message_id = draft["message"]["id"]
    refused = await did(faces, "karim", PUBLISH, messageId=message_id)
    assert refused["__typename"] == "InvalidInputError"
    assert {problem["field"] for problem in refused["problems"]} == {"why", "question", "choices"}
    changed = await did(faces, "karim", DRAFT, messageId=message_id, why="Parce que.")
    assert (changed["message"]["title"], changed["message"]["why"]) == ("À finir", "Parce que.")
    done = await did(faces, "karim", PUBLISH, messageId=message_id, **{**GIVEN, "title": "Fini"})
    assert done["message"]["title"] == "Fini"
    again = await did(faces, "karim", PUBLISH, messageId=message_id)
    assert (again["__typename"], again["code"]) == ("ConflictError", "already_published")
    nowhere = await did(faces, "karim", PUBLISH, title="Sans cercle")
    assert nowhere["__typename"] == "InvalidInputError"


async def test_the_same_key_publishes_once(faces: Faces) -> None:
    given = {**GIVEN, "slug": await a_circle(faces), "idempotencyKey": "once"}
    first, second = [await did(faces, "karim", PUBLISH, **given) for _ in range(2)]
    assert first["message"]["id"] == second["message"]["id"]
    async with faces.cast.database.reading() as session:
        assert len((await session.execute(sa.select(MESSAGES.c.id))).all()) == 1


async def test_ines_understands_and_only_then_gets_the_how(faces: Faces) -> None:
    message_id = encode("Message", await scenes.published(faces.cast))
    message = await seen(faces, "ines", message_id)
    assert (message["how"], message["notToSay"], message["reach"]) == (None, None, None)
    assert message["viewerReading"] == {"understood": False, "tries": 0, "dueAt": None}
    read = await did(faces, "ines", READ, messageId=message_id)
    assert read["message"]["viewerReading"]["readAt"] is not None
    wrong = await did(faces, "ines", ACKNOWLEDGE, messageId=message_id, choice=scenes.WRONG)
    assert (wrong["understood"], wrong["message"]["how"]) == (False, None)
    right = await did(faces, "ines", ACKNOWLEDGE, messageId=message_id, choice=scenes.RIGHT)
    assert right["understood"]
    assert right["message"] == {"how": scenes.MESSAGE["how"], "viewerReading": {"tries": 2}}
    bad = await did(faces, "ines", ACKNOWLEDGE, messageId=message_id, choice=9)
    assert (bad["__typename"], bad["code"], bad["field"]) == ("InvalidInputError", "unknown_choice", "choice")


async def test_a_question_is_answered_for_all(faces: Faces) -> None:
    message_id = encode("Message", await scenes.published(faces.cast))
    asked = await did(faces, "ines", ASK, messageId=message_id, text="Et ensuite ?")
    question_id = asked["question"]["id"]
    assert asked["question"] == {"id": question_id, "text": "Et ensuite ?", "isMine": True, "answer": None}
    assert (await seen(faces, "thomas", message_id))["questions"]["nodes"] == []
    refused = await did(faces, "ines", ANSWER, questionId=question_id, answer="Rien")
    assert refused["__typename"] == "ForbiddenError"
    hidden = await did(faces, "thomas", ANSWER, questionId=question_id, answer="Rien")
    assert hidden["__typename"] == "NotFoundError"
    told = await did(faces, "karim", ANSWER, questionId=question_id, answer="On recommence.")
    assert told["question"] == {
        "answer": "On recommence.",
        "answeredBy": "Karim Benhaddou",
        "askedBy": "Inès Marchetti",
    }
    assert (await seen(faces, "thomas", message_id))["questions"]["nodes"] == [
        {"text": "Et ensuite ?", "answer": "On recommence.", "askedBy": None}
    ]


async def test_yann_knows_of_no_message_that_is_not_for_him(faces: Faces) -> None:
    message_id = encode("Message", await scenes.published(faces.cast))
    for document, given in (
        (READ, {}),
        (ACKNOWLEDGE, {"choice": 1}),
        (ASK, {"text": "Quoi ?"}),
    ):
        done = await did(faces, "yann", document, messageId=message_id, **given)
        assert done["__typename"] == "NotFoundError"
    layers = await scenes.layers_of(faces.cast, await only_message(faces))
    assert {row.reached for row in layers.values()} == {0}


async def only_message(faces: Faces) -> UUID:
    async with faces.cast.database.reading() as session:
        found: UUID = (await session.execute(sa.select(MESSAGES.c.id))).scalar_one()
    return found


CIRCLES = f"""{{ circles {{ nodes {{ slug messages(first: 5) {{ nodes {{
  {MESSAGE} questions {{ nodes {{ text }} }} }} }} }} }} }}"""


async def test_messages_of_many_circles_with_their_reach_take_as_many_statements_as_those_of_one(
    faces: Faces,
) -> None:
    few = await statements(faces, circles_shown=1)
    for _ in range(3):
        await scenes.published(faces.cast)
    assert await statements(faces, circles_shown=4) == few


async def statements(faces: Faces, *, circles_shown: int) -> int:
    """How many statements it takes to show every circle's messages to Hélène, who may publish them all."""
    if circles_shown == 1:
        await scenes.published(faces.cast)
    counted = [0]

    def count(*_: object) -> None:
        counted[0] += 1

    engine = faces.cast.database.reader.sync_engine
    await faces.browser("helene")
    sa.event.listen(engine, "before_cursor_execute", count)
    answer = await faces.graphql("helene", CIRCLES)
    sa.event.remove(engine, "before_cursor_execute", count)
    assert "errors" not in answer, answer
    shown = [node["messages"]["nodes"] for node in answer["data"]["circles"]["nodes"]]
    assert [len(messages) for messages in shown] == [1] * circles_shown
    assert shown[0][0]["reach"]["layers"]
    return counted[0]
