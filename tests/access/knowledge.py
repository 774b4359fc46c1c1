"""Knowledge: Thomas's solution, confirmed by Yann, becomes an article that Nadia and Solène keep."""

from typing import Any

from backend import forum, knowledge
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.knowledge import ArticleInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.forum.scenes import a_confirmed_solution, stands
from tests.reports.scenes import a_topic

TEXT = {"title": "La box clignote orange", "body": "Débranchez le boîtier optique."}


async def confirmed(cast: Cast, session: Session) -> Scene:
    await a_topic(session, cast, name=f"Boutiques {new_id()}")
    thread, post = await a_confirmed_solution(session, cast)
    return {"thread": thread, "post": post}


async def kept(cast: Cast, session: Session) -> Scene:
    scene = await confirmed(cast, session)
    source = await stands(session, cast, "solene", scene["thread"])
    article = await knowledge.promote_to_article(session, source, scene["post"])
    solene = await knowledge.standing_of(session, source.actor, article.slug)
    await knowledge.validate_article(session, solene)
    return {"slug": article.slug}


async def promote(session: Session, actor: Actor, scene: Scene) -> object:
    source = await forum.standing_of(session, actor, scene["thread"])
    return await knowledge.promote_to_article(session, source, scene["post"])


async def validate(session: Session, actor: Actor, scene: Scene) -> object:
    return await knowledge.validate_article(
        session, await knowledge.standing_of(session, actor, scene["slug"])
    )


async def revise(session: Session, actor: Actor, scene: Scene) -> object:
    standing = await knowledge.standing_of(session, actor, scene["slug"])
    return await knowledge.revise_article(session, standing, ArticleInput(**TEXT, version=1))


async def archive(session: Session, actor: Actor, scene: Scene) -> object:
    return await knowledge.archive_article(
        session, await knowledge.standing_of(session, actor, scene["slug"])
    )


def on_article(name: str, verb: Any, path: str, mutation: str, **given: str | int) -> Action:
    return Action(
        f"knowledge.{name}",
        arrange=kept,
        verb=verb,
        page=lambda scene: (f"/knowledge/{scene['slug']}/{path}", given),
        mutation=lambda scene: (mutation, {"slug": scene["slug"], **given}),
    )


KNOWLEDGE = (
    on_article("archive_article", archive, "archive", "archiveArticle"),
    Action(
        "knowledge.promote_to_article",
        arrange=confirmed,
        verb=promote,
        page=lambda scene: (f"/forum/{scene['thread']}/posts/{scene['post']}/promote", {}),
        mutation=lambda scene: ("promoteToArticle", {"postId": encode("ForumPost", scene["post"])}),
    ),
    on_article("revise_article", revise, "edit", "reviseArticle", **TEXT, version=1),
    on_article("validate_article", validate, "validate", "revalidateArticle"),
)
