"""What a report is made of: who signs, its clock, what is answered and said under it, where it leads."""

from datetime import datetime

import strawberry

from backend import commitments, identity, reports
from backend.core.actor import Actor
from backend.core.clock import now
from schema.ids import encode

strawberry.enum(reports.ClockState, description="Whether the answer is on its way, in time or late.")
strawberry.enum(reports.PostKind, description="Notes are shown to those who answer alone.")


@strawberry.type(description="Who signs, under the name that the caller may know.")
class ReportAuthor:
    display_name: str = strawberry.field(description="The name, or the pseudonym.")
    person_id: strawberry.ID | None = strawberry.field(
        description="The person; null behind a pseudonym, but for those who answer."
    )


@strawberry.type(description="How long the answer has taken, in working days of the topic owner's calendar.")
class ReportClock:
    due_at: datetime = strawberry.field(description="The end of the fifteenth working day, in UTC.")
    state: reports.ClockState = strawberry.field(description="Lateness stays, whatever comes after.")
    working_days_left: int = strawberry.field(description="Of fifteen; negative once late.")


@strawberry.type(description="An official response, or a later entry of it.")
class ReportResponse:
    doing: str = strawberry.field(description="What is done.")
    not_doing: str = strawberry.field(description="What is not done.")
    when: str = strawberry.field(description="By when, in words.")
    said_by: str | None = strawberry.field(description="Who answered.")
    said_at: datetime = strawberry.field(description="When, in UTC.")


@strawberry.type(description="Something said under a report.")
class ReportPost:
    kind: reports.PostKind = strawberry.field(description="A comment, a note, a question or its answer.")
    text: str = strawberry.field(description="What is said, in Markdown.")
    author_name: str | None = strawberry.field(description="Who says it; null for an anonymous author.")
    from_author: bool = strawberry.field(description="Whether the report's author says it.")
    posted_at: datetime = strawberry.field(description="When, in UTC; the day alone for an anonymous author.")


@strawberry.type(description="A photo of a report, in WebP.")
class ReportPhoto:
    url: str = strawberry.field(description="Its address in this product, for whoever is signed in.")
    width: int = strawberry.field(description="In pixels.")
    height: int = strawberry.field(description="In pixels.")


@strawberry.type(description="A place in a report's story: what it comes from, what came of it.")
class LineageLink:
    kind: str = strawberry.field(
        description="`debrief`, `irritant`, `report`, `original`, `decision`, `commitment`, `delivery`, "
        "`digest`, or `measure`."
    )
    title: str
    url: str = strawberry.field(description="Its address in this product.")
    fate: commitments.Fate | None = strawberry.field(description="What became of a commitment; else null.")


def author_of(row: reports.ReportRow) -> ReportAuthor | None:
    """Who signs a report; None for an anonymous one."""
    if row.signed_as is None:
        return None
    person = strawberry.ID(encode("Person", row.author_id)) if row.author_id else None
    return ReportAuthor(display_name=row.signed_as, person_id=person)


def clock_of(row: reports.ReportRow) -> ReportClock:
    """A report's clock as it stands now."""
    clock, at = row.clock, now()
    return ReportClock(due_at=clock.due_at, state=clock.state(at), working_days_left=clock.left(at))


def response_of(row: reports.ResponseRow) -> ReportResponse:
    return ReportResponse(
        doing=row.doing, not_doing=row.not_doing, when=row.by_when, said_by=row.said_by, said_at=row.said_at
    )


def post_of(row: reports.PostRow) -> ReportPost:
    return ReportPost(
        kind=row.kind,
        text=row.text,
        author_name=row.author_name,
        from_author=row.from_author,
        posted_at=row.posted_at,
    )


SLICE_OF = {
    "debrief": "immersions",
    "irritant": "journeys",
    "commitment": "commitments",
    "digest": "digests",
    "measure": "pulse",
}
"""The slice that links of a kind come from; the others are of the report itself."""


def may_follow(actor: Actor, link: reports.Link) -> bool:
    """Whether the caller's token covers the slice that a link comes from."""
    return identity.covers(actor, SLICE_OF.get(link.kind, "reports"), "read")


def link_of(link: reports.Link) -> LineageLink:
    return LineageLink(kind=link.kind, title=link.title, url=link.url, fate=link.fate)
