"""A thread and what is posted in it, as the caller may see them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import forum, recognition
from backend.core.listing import Listing, Page
from schema.context import Info
from schema.ids import encode
from schema.loaders import load
from schema.pages import Connection, connection

strawberry.enum(forum.ThreadState, description="How far a question has come.")
strawberry.enum(forum.MarkKind, name="PostMark", description="What one says of an answer without words.")
strawberry.enum(forum.Opinion, description="What anybody may say of an answer.")


@strawberry.type(description="Who wrote it, and where they worked then.")
class ForumAuthor:
    person_id: strawberry.ID | None = strawberry.field(description="The person; null for somebody who left.")
    display_name: str | None = strawberry.field(description="Their name.")
    site_name: str | None = strawberry.field(description="Their site's name.")
    author_id: strawberry.Private[UUID | None]

    @strawberry.field(description="Their face, from 1 to 4; null where they do not show it.")
    async def face(self, info: Info) -> int | None:
        info.context.caller("recognition")

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, int | None]:
            shown = await recognition.shown_faces(info.context.session, ids)
            return {one: shown.get(one) for one in ids}

        return await load(info, "shown faces", self.author_id, fetch) if self.author_id else None


@strawberry.type(description="The question of a thread, or one of its answers.")
class ForumPost(Node):
    id: NodeID[UUID]
    is_question: bool = strawberry.field(description="Whether it is the question itself.")
    text: str | None = strawberry.field(description="In Markdown; null where it is hidden from the caller.")
    author: ForumAuthor
    posted_at: datetime = strawberry.field(description="When, in UTC.")
    accepted_at: datetime | None = strawberry.field(
        description="When it was kept as a solution, in UTC; null for none."
    )
    accepted_by: str | None = strawberry.field(description="Who kept it as a solution.")
    confirmed_count: int = strawberry.field(description="How many colleagues of other sites confirmed it.")
    outdated_at: datetime | None = strawberry.field(
        description="When it was found to hold no longer, in UTC; null while it holds."
    )
    outdated_note: str = strawberry.field(description="Why it holds no longer; empty while it holds.")
    helped_count: int = strawberry.field(description="How many say that it helped them.")
    vote_count: int = strawberry.field(description="How many agree with it.")
    hidden_at: datetime | None = strawberry.field(
        description="When a moderator hid it, in UTC; null where it shows."
    )
    hidden_reason: str = strawberry.field(description="Why it is hidden; empty where it shows.")
    flag_count: int = strawberry.field(description="Flags nobody looked at; told to moderators alone.")
    viewer_marks: list[forum.MarkKind] = strawberry.field(description="What the caller says of it.")


@strawberry.type(description="A question and its answers.")
class Thread(Node):
    id: NodeID[UUID]
    title: str
    product: str = strawberry.field(description="The product it is about; empty for none.")
    state: forum.ThreadState = strawberry.field(description="How far it has come.")
    topic_id: strawberry.ID | None = strawberry.field(description="What it is about.")
    topic_name: str | None = strawberry.field(description="What it is about, in words.")
    author: ForumAuthor
    expert: ForumAuthor | None = strawberry.field(description="Who is asked by name; null for nobody.")
    started_at: datetime = strawberry.field(description="When it was asked, in UTC.")
    last_post_at: datetime = strawberry.field(description="When it was last answered, or asked, in UTC.")
    version: int = strawberry.field(description="Counts its changes, in their order.")
    answer_count: int = strawberry.field(description="How many answers show.")
    solution_count: int = strawberry.field(description="How many of them are solutions that hold.")
    helped_count: int = strawberry.field(description="How often an answer helped.")
    again_count: int = strawberry.field(description="How often the same question stopped here.")
    locked_at: datetime | None = strawberry.field(
        description="Since when it takes no answer, in UTC; null while it does."
    )
    locked_reason: str = strawberry.field(description="Why it takes no answer; empty while it does.")
    hidden_at: datetime | None = strawberry.field(
        description="When a moderator hid it, in UTC; null where it shows."
    )
    viewer_may_moderate: bool = strawberry.field(description="Whether the caller tends the forum here.")
    row: strawberry.Private[forum.ThreadRow]

    @strawberry.field(description="The question, then the answers as they came.")
    async def posts(self, info: Info, first: int = 20, after: str | None = None) -> Connection[ForumPost]:
        actor, page = info.context.caller("forum"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[forum.PostRow]]:
            return await forum.post_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"posts of threads {page}", self.row.id, fetch), post_node)


def thread_node(row: forum.ThreadRow) -> Thread:
    """The node of a row."""
    return Thread(
        id=row.id,
        title=row.title,
        product=row.product,
        state=row.state,
        topic_id=strawberry.ID(encode("Topic", row.topic_id)) if row.topic_id else None,
        topic_name=row.topic_name,
        author=_person(row.author_id, row.author_name, row.author_site),
        expert=_person(row.expert_id, row.expert_name, None) if row.expert_id else None,
        started_at=row.started_at,
        last_post_at=row.last_post_at,
        version=row.version,
        answer_count=row.answer_count,
        solution_count=row.solution_count,
        helped_count=row.helped_count,
        again_count=row.again_count,
        locked_at=row.locked_at,
        locked_reason=row.locked_reason,
        hidden_at=row.hidden_at,
        viewer_may_moderate=row.may_moderate,
        row=row,
    )


def post_node(row: forum.PostRow) -> ForumPost:
    """The node of a row."""
    marks = {
        forum.MarkKind.VOTE: row.viewer_has_voted,
        forum.MarkKind.HELPED: row.viewer_was_helped,
        forum.MarkKind.CONFIRMED: row.viewer_has_confirmed,
    }
    return ForumPost(
        id=row.id,
        is_question=row.is_question,
        text=row.text,
        author=_person(row.author_id, row.author_name, row.author_site),
        posted_at=row.posted_at,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        confirmed_count=row.confirmed_count,
        outdated_at=row.outdated_at,
        outdated_note=row.outdated_note,
        helped_count=row.helped_count,
        vote_count=row.vote_count,
        hidden_at=row.hidden_at,
        hidden_reason=row.hidden_reason,
        flag_count=row.flag_count,
        viewer_marks=[kind for kind, said in marks.items() if said],
    )


def _person(person_id: UUID | None, name: str | None, site: str | None) -> ForumAuthor:
    known = strawberry.ID(encode("Person", person_id)) if person_id else None
    return ForumAuthor(person_id=known, display_name=name, site_name=site, author_id=person_id)
