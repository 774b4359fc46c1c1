"""A message and its questions, as the caller may see them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from backend import circles
from backend.core.listing import Listing, Page
from schema.circles.reach import Reach
from schema.context import Info
from schema.identity import Person
from schema.loaders import load
from schema.pages import Connection, connection

strawberry.enum(circles.MessageStatus)


@strawberry.type(description="A question that people will surely ask, with its answer.")
class LikelyQuestion:
    question: str
    answer: str = strawberry.field(description="The answer.")


@strawberry.type(
    description="Where the caller stands with a message; `dueAt` is null until their level opens."
)
class ViewerReading:
    read_at: datetime | None = strawberry.field(description="When it was first read, in UTC; null before.")
    understood: bool = strawberry.field(description="Whether the caller gave the right answer.")
    tries: int = strawberry.field(description="How many answers were tried.")
    due_at: datetime | None


@strawberry.type(description="A question sent back up a message, answered once for everybody.")
class UpwardQuestion(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    text: str = strawberry.field(description="The question.")
    asked_at: datetime
    asked_by: str | None = strawberry.field(description="Told to those who may answer, null for others.")
    is_mine: bool = strawberry.field(description="Whether the caller asked it.")
    answer: str | None = strawberry.field(description="The answer, once there is one.")
    answered_by: str | None = strawberry.field(description="Who answered.")
    answered_at: datetime | None = strawberry.field(description="When it was answered, in UTC.")


def question_node(row: circles.QuestionRow) -> UpwardQuestion:
    """The node of a row."""
    return UpwardQuestion(
        id=row.id,
        text=row.text,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        is_mine=row.is_mine,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )


@strawberry.type(description="A cascade message: the why first; its how opens for whoever has understood it.")
class Message(strawberry.relay.Node):
    id: strawberry.relay.NodeID[UUID]
    circle_slug: str
    title: str
    status: circles.MessageStatus
    author: Person | None
    published_at: datetime | None
    people: int = strawberry.field(description="How many it was addressed to, counted at publication.")
    addressed_at: datetime | None = strawberry.field(
        description="When all of them had it: at once in a small company, in a minute in a large one."
    )
    hours_per_layer: int
    why: str = strawberry.field(description="Why things change.")
    what_changes: str
    what_stays: str
    not_to_say: str | None = strawberry.field(description="For members of the circle, null for others.")
    answers: list[LikelyQuestion] = strawberry.field(description="Likely questions, with their answers.")
    how: list[str] | None = strawberry.field(description="Null until the caller has understood the why.")
    question: str = strawberry.field(description="The question on the why, which opens the how.")
    choices: list[str] = strawberry.field(description="The answers to choose from.")
    viewer_reading: ViewerReading = strawberry.field(description="How far the caller is with it.")
    reach: Reach | None = strawberry.field(description="For those who may publish it, null for others.")
    row: strawberry.Private[circles.MessageRow]

    @strawberry.field(
        description="Questions sent back up, newest first; open ones only to whoever may answer."
    )
    async def questions(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[UpwardQuestion]:
        actor, page = info.context.caller("circles"), Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[circles.QuestionRow]]:
            return await circles.question_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"message questions {page}", self.row.id, fetch), question_node)


def message_node(row: circles.MessageRow) -> Message:
    """The node of a row."""
    author = Person(id=row.author_id, display_name=row.author_name or "") if row.author_id else None
    published = row.status is circles.MessageStatus.PUBLISHED
    return Message(
        id=row.id,
        circle_slug=row.circle_slug,
        title=row.title,
        status=row.status,
        author=author,
        published_at=row.published_at,
        people=row.people,
        addressed_at=row.addressed_at,
        hours_per_layer=row.hours_per_layer,
        why=row.why,
        what_changes=row.what_changes,
        what_stays=row.what_stays,
        not_to_say=row.not_to_say,
        answers=[LikelyQuestion(question=one["question"], answer=one["answer"]) for one in row.answers],
        how=None if row.how is None else list(row.how),
        question=row.question,
        choices=list(row.choices),
        viewer_reading=ViewerReading(
            read_at=row.read_at,
            understood=row.understood_at is not None,
            tries=row.tries,
            due_at=row.due_at,
        ),
        reach=Reach(message_id=row.id) if published and row.may_publish else None,
        row=row,
    )
