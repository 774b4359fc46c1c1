"""Making an article of a solution, and keeping it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol, TypeVar
from uuid import UUID

import strawberry

from backend import forum, identity, knowledge
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, Refusal
from schema.ids import decode
from schema.knowledge.types import Article, article_node
from schema.transaction import Keyed, transact

Success = TypeVar("Success")
Made = TypeVar("Made", covariant=True)
Verb = Callable[[Session, knowledge.Standing], Awaitable[object]]


class Succeeding(Protocol[Made]):
    """A mutation's success, which holds the article."""

    def __call__(self, *, article: Article) -> Made: ...


class WithArticle(Keyed, Protocol):
    """An input that names an article by the last part of its address."""

    slug: str


@strawberry.input
class PromoteToArticleInput:
    post_id: strawberry.ID = strawberry.field(description="The answer.")
    idempotency_key: str | None = None


@strawberry.input
class ValidateArticleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.input
class RevalidateArticleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.input
class ReviseArticleInput:
    slug: str
    title: str
    body: str = strawberry.field(description="What to do, in Markdown.")
    version: int = strawberry.field(
        description="`versionCount` of the article it was written from; a later one is not replaced unread."
    )
    idempotency_key: str | None = None


@strawberry.input
class ArchiveArticleInput:
    slug: str
    idempotency_key: str | None = None


@strawberry.type
class PromoteToArticleSuccess:
    article: Article


@strawberry.type
class ValidateArticleSuccess:
    article: Article


@strawberry.type
class RevalidateArticleSuccess:
    article: Article


@strawberry.type
class ReviseArticleSuccess:
    article: Article


@strawberry.type
class ArchiveArticleSuccess:
    article: Article


PromoteToArticleResult = Annotated[
    PromoteToArticleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("PromoteToArticleResult"),
]
ValidateArticleResult = Annotated[
    ValidateArticleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ValidateArticleResult"),
]
RevalidateArticleResult = Annotated[
    RevalidateArticleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("RevalidateArticleResult"),
]
ReviseArticleResult = Annotated[
    ReviseArticleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ReviseArticleResult"),
]
ArchiveArticleResult = Annotated[
    ArchiveArticleSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ArchiveArticleResult"),
]


def showing(success: Succeeding[Success]) -> Callable[[Context, Actor, UUID], Awaitable[Success]]:
    """Reads the article again as the success."""

    async def show(context: Context, actor: Actor, article_id: UUID) -> Success:
        rows = await knowledge.articles_by_ids(context.session, actor, [article_id])
        return success(article=article_node(rows[article_id]))

    return show


async def on_article(
    info: Info, given: WithArticle, verb: Verb, success: Succeeding[Success]
) -> Success | Refusal:
    """Run `verb` on the article in a unit of work; answer `success(article)` or a refusal."""

    async def act(session: Session, actor: Actor) -> UUID:
        standing = await knowledge.standing_of(session, actor, given.slug[:200])
        await verb(session, standing)
        return standing.article.id

    return await transact(info, "knowledge", given, act, showing(success))


@strawberry.type
class KnowledgeMutation:
    @strawberry.mutation(
        description="Make a draft article of a solution confirmed from another site. A token needs the scope "
        "`forum:read` too."
    )
    async def promote_to_article(self, info: Info, input: PromoteToArticleInput) -> PromoteToArticleResult:
        async def act(session: Session, actor: Actor) -> UUID:
            post_id = decode(input.post_id, "ForumPost", "post_id")
            identity.require_scope(actor, "forum", "read")
            thread_id = await forum.thread_of_post(session, post_id)
            source = await forum.standing_of(session, actor, thread_id)
            return (await knowledge.promote_to_article(session, source, post_id)).id

        return await transact(info, "knowledge", input, act, showing(PromoteToArticleSuccess))

    @strawberry.mutation(description="Say that an article holds, for half a year.")
    async def validate_article(self, info: Info, input: ValidateArticleInput) -> ValidateArticleResult:
        return await on_article(info, input, knowledge.validate_article, ValidateArticleSuccess)

    @strawberry.mutation(description="Say again that an article holds, for half a year from today.")
    async def revalidate_article(self, info: Info, input: RevalidateArticleInput) -> RevalidateArticleResult:
        return await on_article(info, input, knowledge.validate_article, RevalidateArticleSuccess)

    @strawberry.mutation(description="Write a new version of an article; the others are kept.")
    async def revise_article(self, info: Info, input: ReviseArticleInput) -> ReviseArticleResult:
        async def act(session: Session, standing: knowledge.Standing) -> object:
            given = checked(
                knowledge.ArticleInput, {"title": input.title, "body": input.body, "version": input.version}
            )
            return await knowledge.revise_article(session, standing, given)

        return await on_article(info, input, act, ReviseArticleSuccess)

    @strawberry.mutation(description="Put an article away: it is found no more.")
    async def archive_article(self, info: Info, input: ArchiveArticleInput) -> ArchiveArticleResult:
        return await on_article(info, input, knowledge.archive_article, ArchiveArticleSuccess)
