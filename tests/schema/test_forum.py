"""A question of the forum through GraphQL, from its answer to an article that expires and holds again."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from backend import knowledge
from backend.core.clock import now
from backend.core.db import Database
from backend.knowledge.models import ARTICLES
from backend.worker import Worker
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import TITLE, a_confirmed_solution, elsewhere
from tests.schema.test_subscriptions import data, subscribed
from tests.schema.tools import a_token, send
from tests.web.test_forum import Events, live

THREAD = "thread { id state posts(first: 5) { nodes { id isQuestion confirmedCount acceptedBy } } }"
ARTICLE = "article { slug status postId threadId validUntil }"
UPDATED = "subscription($id: ID!) { threadUpdated(threadId: $id) { state answerCount } }"


async def act(faces: Faces, who: str, name: str, shown: str, **given: str) -> dict[str, Any]:
    """What a mutation shows once it is done."""
    kind = name[0].upper() + name[1:]
    document = (
        f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ __typename "
        f"... on {kind}Success {{ {shown} }} ... on UserError {{ code }} }} }}"
    )
    answer = (await faces.graphql(who, document, input=given))["data"][name]
    assert answer["__typename"] == f"{kind}Success", answer
    result: dict[str, Any] = next(value for key, value in answer.items() if key != "__typename")
    return result


async def until(events: Events, **expected: object) -> None:
    """Hear of the thread until it is so."""
    while (await data(events))["threadUpdated"] != expected:
        pass


async def test_a_tool_asks_answers_accepts_confirms_promotes_and_validates_again(
    cast: Cast, database: Database, faces: Faces
) -> None:
    async with database.writing() as session:
        await elsewhere(session, cast)
        await session.commit()
    thread = await act(faces, "ines", "startThread", THREAD, title=TITLE)
    async with (
        live(faces, database) as base,
        subscribed(base, faces, "ines", UPDATED, id=thread["id"]) as events,
    ):
        text = "Débranchez le boîtier optique."
        replied = await act(faces, "thomas", "replyToThread", THREAD, threadId=thread["id"], text=text)
        await until(events, state="ANSWERED", answerCount=1)
        [post] = [one for one in replied["posts"]["nodes"] if not one["isQuestion"]]
        await act(faces, "ines", "acceptSolution", THREAD, postId=post["id"])
        await until(events, state="SOLVED", answerCount=1)
    confirmed = await act(faces, "yann", "confirmSolution", THREAD, postId=post["id"])
    assert [one["confirmedCount"] for one in confirmed["posts"]["nodes"]] == [0, 1]
    draft = await act(faces, "solene", "promoteToArticle", ARTICLE, postId=post["id"])
    assert (draft["status"], draft["postId"], draft["threadId"]) == ("DRAFT", post["id"], thread["id"])
    slug = draft["slug"]
    assert (await act(faces, "solene", "validateArticle", ARTICLE, slug=slug))["status"] == "VALIDATED"
    async with database.writing() as session:
        yesterday = (now() - timedelta(days=1)).date()
        await session.execute(sa.update(ARTICLES).values(valid_until=yesterday))
        await knowledge.look_at_dates(session)
        await session.commit()
    query = "query($slug: String!) { article(slug: $slug) { status } myFace { face } }"
    shown = (await faces.graphql("thomas", query, slug=slug))["data"]
    assert shown == {"article": {"status": "OUTDATED"}, "myFace": {"face": 1}}
    again = await act(faces, "solene", "revalidateArticle", ARTICLE, slug=slug)
    assert (again["status"], again["validUntil"] > yesterday.isoformat()) == ("VALIDATED", True)
    await Worker(database).drain()
    assert (await faces.graphql("thomas", query, slug=slug))["data"]["myFace"] == {"face": 2}


async def test_a_token_that_covers_no_forum_makes_no_article_of_an_answer(
    cast: Cast, database: Database, faces: Faces
) -> None:
    async with database.writing() as session:
        _, post_id = await a_confirmed_solution(session, cast)
        await session.commit()
    promote = """mutation($id: ID!) { promoteToArticle(input: {postId: $id}) {
        ... on PromoteToArticleSuccess { article { status } } ... on UserError { code } } }"""
    answers = []
    for more in ([], ["forum:read"]):
        token = f"Bearer {await a_token(faces, 'solene', ['knowledge:write', *more])}"
        answer = await send(faces, token, promote, id=encode("ForumPost", post_id))
        answers.append(answer.json()["data"]["promoteToArticle"])
    assert answers == [{"code": "scope_missing"}, {"article": {"status": "DRAFT"}}]
