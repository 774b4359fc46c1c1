"""An article, as the caller may see it."""

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import knowledge
from schema.ids import encode

strawberry.enum(knowledge.ArticleStatus, description="Whether an article is known to hold.")


@strawberry.type(description="A solution that stays, dated.")
class Article(Node):
    id: NodeID[UUID]
    slug: str = strawberry.field(description="The last part of its address.")
    title: str
    body: str = strawberry.field(description="What to do, in Markdown.")
    product: str = strawberry.field(description="The product it is about; empty for none.")
    status: knowledge.ArticleStatus = strawberry.field(description="Whether it is known to hold.")
    thread_id: strawberry.ID | None = strawberry.field(description="The thread it comes from.")
    post_id: strawberry.ID | None = strawberry.field(description="The answer it comes from.")
    author_name: str | None = strawberry.field(description="Who wrote the solution.")
    validated_at: datetime | None = strawberry.field(description="When it was last validated, in UTC.")
    validated_by: str | None = strawberry.field(description="Who last validated it.")
    valid_until: date | None = strawberry.field(description="The last day on which it is known to hold.")
    outdated_note: str = strawberry.field(description="Why it holds no longer; empty otherwise.")
    version_count: int = strawberry.field(description="How many versions it has.")
    again_count: int = strawberry.field(description="How often the same question stopped here.")
    viewer_may_edit: bool = strawberry.field(description="Whether the caller keeps the knowledge here.")


def article_node(row: knowledge.ArticleRow) -> Article:
    """The node of a row."""
    return Article(
        id=row.id,
        slug=row.slug,
        title=row.title,
        body=row.body,
        product=row.product,
        status=row.status,
        thread_id=strawberry.ID(encode("Thread", row.thread_id)) if row.thread_id else None,
        post_id=strawberry.ID(encode("ForumPost", row.post_id)) if row.post_id else None,
        author_name=row.author_name,
        validated_at=row.validated_at,
        validated_by=row.validated_by,
        valid_until=row.valid_until,
        outdated_note=row.outdated_note,
        version_count=row.version_count,
        again_count=row.again_count,
        viewer_may_edit=row.may_edit,
    )
