"""A report and what is said and done under it, as the caller may see them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import commitments, journeys, lineage, reports, suppliers
from backend.core.clock import now
from backend.core.listing import Listing, Page
from schema.commitments import Commitment, commitment_node
from schema.context import Info
from schema.ids import encode
from schema.journeys.types import Irritant, JourneyStep, step_node
from schema.loaders import load
from schema.node import linked
from schema.pages import Connection, connection
from schema.suppliers.types import SupplierCase, case_node

strawberry.enum(reports.Kind, name="ReportKind", description="What is said.")
strawberry.enum(reports.Status, name="ReportStatus", description="How far its answer has come.")
strawberry.enum(reports.Signature, name="ReportSignature", description="How its author signs.")
strawberry.enum(reports.ClockState, description="Whether the answer is on its way, in time or late.")
strawberry.enum(reports.ReportOrder, description="The newest, the oldest or the most shared first.")
strawberry.enum(reports.Lateness, description="Reports still owed an answer after its day.")
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
    url: str = strawberry.field(description="Its address in this product, for who is signed in.")
    width: int = strawberry.field(description="In pixels.")
    height: int = strawberry.field(description="In pixels.")


@strawberry.type(description="A place in a report's story: what it comes from, what came of it.")
class LineageLink:
    kind: str = strawberry.field(
        description="`irritant`, `report`, `original`, `decision`, `commitment`, `delivery` or `measure`."
    )
    title: str
    url: str = strawberry.field(description="Its address in this product.")
    fate: commitments.Fate | None = strawberry.field(description="What became of a commitment; else null.")


@strawberry.type(description="What reports are about, and who answers for it.")
class Topic(Node):
    id: NodeID[str]
    name: str
    owner_name: str | None = strawberry.field(description="Who answers for it.")
    is_fallback: bool = strawberry.field(description="Whether it takes what nothing else claims.")


def topic_node(row: journeys.TopicRow) -> Topic:
    return Topic(id=str(row.id), name=row.name, owner_name=row.owner_name, is_fallback=row.is_fallback)


@strawberry.type(description="Something said, and how far its answer has come.")
class Report(Node):
    id: NodeID[str]
    number: int = strawberry.field(description="Its public number.")
    kind: reports.Kind = strawberry.field(description="What is said.")
    status: reports.Status
    title: str
    body: str = strawberry.field(description="The text, in Markdown.")
    tags: list[str] = strawberry.field(description="Words its author put on it.")
    signature: reports.Signature = strawberry.field(description="How its author signs.")
    author: ReportAuthor | None = strawberry.field(description="Who signs; null for an anonymous report.")
    received_at: datetime = strawberry.field(
        description="When it came in, in UTC; for an anonymous report, the midnight of its day."
    )
    topic_id: strawberry.ID | None = strawberry.field(description="What it is about.")
    topic_name: str | None = strawberry.field(description="What it is about, in words.")
    topic_owner: str | None = strawberry.field(description="Who answers for its topic.")
    vote_count: int = strawberry.field(description="How many said it too.")
    follower_count: int = strawberry.field(description="How many are told of every change.")
    comment_count: int = strawberry.field(description="How many comments it has.")
    viewer_has_voted: bool = strawberry.field(description="Whether the caller said it too.")
    viewer_follows: bool = strawberry.field(description="Whether the caller is told of every change.")
    viewer_may_respond: bool = strawberry.field(description="Whether the caller may answer it.")
    clock: ReportClock = strawberry.field(description="The original's, for a merged report.")
    reason: str = strawberry.field(description="Why it is not taken up; empty otherwise.")
    evidence: str = strawberry.field(description="What shows that it is delivered; empty before.")
    apply_by: date | None = strawberry.field(description="By when an accepted report is to be in place.")
    verify_on: date | None = strawberry.field(description="From when its voters say whether it holds.")
    kept_at: datetime | None = strawberry.field(
        description="When its delivery was found to hold, in UTC; null before."
    )
    duplicate_of: int | None = strawberry.field(description="The number of the report it is merged with.")
    row: strawberry.Private[reports.ReportRow]

    @strawberry.field(description="The step of a customer's journey it is on; null where it is on none.")
    async def journey_step(self, info: Info) -> JourneyStep | None:
        if self.row.step_id is None:
            return None

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, journeys.StepRow]:
            return dict(await journeys.steps_by_ids(info.context.session, ids))

        return step_node(await load(info, "steps of reports", self.row.step_id, fetch))

    @strawberry.field(description="The irritant of a customer's journey it comes from; null for none.")
    async def irritant(self, info: Info) -> Irritant | None:
        irritant_id = self.row.irritant_id
        found: Irritant | None = await linked(info, "Irritant", irritant_id) if irritant_id else None
        return found

    @strawberry.field(description="What was promised about it, oldest first, 100 at most.")
    async def commitments(self, info: Info) -> list[Commitment]:
        info.context.caller("commitments")

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[commitments.CommitmentRow]]:
            return await commitments.commitments_of(info.context.session, reports.SOURCE, ids)

        return [commitment_node(one) for one in await load(info, "commitments", self.row.id, fetch)]

    @strawberry.field(description="Its official response, then the entries added to it.")
    async def responses(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[ReportResponse]:
        page = Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[reports.ResponseRow]]:
            return await reports.response_rows(info.context.session, ids, page)

        return connection(await load(info, f"responses {page}", self.row.id, fetch), _response)

    @strawberry.field(description="What was put to suppliers of it, the first one first.")
    async def supplier_cases(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> Connection[SupplierCase]:
        page = Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[suppliers.CaseRow]]:
            return await suppliers.cases_of(info.context.session, ids, page)

        return connection(await load(info, f"supplier cases {page}", self.row.id, fetch), case_node)

    @strawberry.field(description="Its photos, four at most.")
    async def photos(self, info: Info) -> list[ReportPhoto]:
        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reports.PhotoRow]]:
            return await reports.photo_rows(info.context.session, ids)

        rows = await load(info, "photos", self.row.id, fetch)
        here = f"/reports/{self.row.number}/photos"
        return [ReportPhoto(url=f"{here}/{one.id}", width=one.width, height=one.height) for one in rows]

    @strawberry.field(description="What is said under it, oldest first.")
    async def posts(self, info: Info, first: int = 20, after: str | None = None) -> Connection[ReportPost]:
        # Who came with an anonymous report's code is nobody: notes are not for them.
        actor, page = info.context.caller("reports") if info.context.actor else None, Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[reports.PostRow]]:
            return await reports.post_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"posts {page}", self.row.id, fetch), _post)

    @strawberry.field(description="Where it comes from and what came of it, in the order things happened.")
    async def lineage(self, info: Info) -> list[LineageLink]:
        actor = info.context.caller("reports")
        info.context.loaders.setdefault("rows of lineages", {})[self.row.id] = self.row

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reports.Link]]:
            rows = info.context.loaders["rows of lineages"]
            return await lineage.lineage_of(info.context.session, actor, [rows[one] for one in ids])

        links = await load(info, "lineages", self.row.id, fetch)
        return [LineageLink(kind=one.kind, title=one.title, url=one.url, fate=one.fate) for one in links]


def report_node(row: reports.ReportRow) -> Report:
    """The node of a row."""
    clock, at = row.clock, now()
    return Report(
        id=str(row.id),
        number=row.number,
        kind=row.kind,
        status=row.status,
        title=row.title,
        body=row.body,
        tags=list(row.tags),
        signature=row.signature,
        author=_author(row),
        received_at=row.received_at,
        topic_id=strawberry.ID(encode("Topic", row.topic_id)) if row.topic_id else None,
        topic_name=row.topic_name,
        topic_owner=row.topic_owner,
        vote_count=row.vote_count,
        follower_count=row.follower_count,
        comment_count=row.comment_count,
        viewer_has_voted=row.viewer_has_voted,
        viewer_follows=row.viewer_follows,
        viewer_may_respond=row.may_respond,
        clock=ReportClock(due_at=clock.due_at, state=clock.state(at), working_days_left=clock.left(at)),
        reason=row.reason,
        evidence=row.evidence,
        apply_by=row.apply_by,
        verify_on=row.verify_on,
        kept_at=row.kept_at,
        duplicate_of=row.duplicate_of,
        row=row,
    )


def _author(row: reports.ReportRow) -> ReportAuthor | None:
    if row.signed_as is None:
        return None
    person = strawberry.ID(encode("Person", row.author_id)) if row.author_id else None
    return ReportAuthor(display_name=row.signed_as, person_id=person)


def _response(row: reports.ResponseRow) -> ReportResponse:
    return ReportResponse(
        doing=row.doing, not_doing=row.not_doing, when=row.by_when, said_by=row.said_by, said_at=row.said_at
    )


def _post(row: reports.PostRow) -> ReportPost:
    return ReportPost(
        kind=row.kind,
        text=row.text,
        author_name=row.author_name,
        from_author=row.from_author,
        posted_at=row.posted_at,
    )
