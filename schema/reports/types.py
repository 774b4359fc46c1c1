"""A report, as the caller may see it."""

from asyncio import gather
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import commitments, digests, immersions, journeys, lineage, reports, suppliers
from backend.core.listing import Listing, Page
from schema.commitments import Commitment, commitment_node
from schema.context import Info
from schema.ids import encode
from schema.journeys.irritant_types import Irritant
from schema.journeys.types import JourneyStep, step_node
from schema.loaders import load
from schema.node import linked
from schema.pages import Connection, connection
from schema.reports.parts import (
    LineageLink,
    ReportAuthor,
    ReportClock,
    ReportPhoto,
    ReportPost,
    ReportResponse,
    author_of,
    clock_of,
    link_of,
    may_follow,
    post_of,
    response_of,
)
from schema.suppliers.types import SupplierCase, case_node

if TYPE_CHECKING:
    from schema.digests.types import DigestIssue
    from schema.immersions.debrief_types import Debrief

strawberry.enum(reports.Kind, name="ReportKind", description="What kind of report it is.")
strawberry.enum(reports.Status, name="ReportStatus", description="How far its answer has come.")
strawberry.enum(reports.Signature, name="ReportSignature", description="How its author signs.")
strawberry.enum(reports.ReportOrder, description="The newest, the oldest or the most shared first.")
strawberry.enum(reports.Lateness, description="Reports still owed an answer after its day.")


@strawberry.type(description="Something said, and how far its answer has come.")
class Report(Node):
    id: NodeID[UUID]
    number: int = strawberry.field(description="Its public number.")
    kind: reports.Kind = strawberry.field(description="What kind of report it is.")
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

    @strawberry.field(description="The debrief whose idea it is, for whoever may read it; null for none.")
    async def debrief(
        self, info: Info
    ) -> Annotated["Debrief", strawberry.lazy("schema.immersions.debrief_types")] | None:
        told = self.row.source_id if self.row.source_kind == immersions.DEBRIEF else None
        found: Debrief | None = await linked(info, "Debrief", told) if told else None
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

        return connection(await load(info, f"responses {page}", self.row.id, fetch), response_of)

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
        # Whoever came with an anonymous report's code is nobody: notes are not for them.
        actor, page = info.context.caller("reports") if info.context.actor else None, Page(first, after)

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, Listing[reports.PostRow]]:
            return await reports.post_rows(info.context.session, actor, ids, page)

        return connection(await load(info, f"posts {page}", self.row.id, fetch), post_of)

    @strawberry.field(description="The sent issues of the monthly letter that told it, oldest first.")
    async def told_in(
        self, info: Info
    ) -> list[Annotated["DigestIssue", strawberry.lazy("schema.digests.types")]]:
        actor = info.context.caller("digests")

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[digests.Mention]]:
            return await digests.mentions_of(info.context.session, actor, reports.SOURCE, ids)

        told = await load(info, "mentions", self.row.id, fetch)
        issues = await gather(*(linked(info, "DigestIssue", one.issue_id) for one in told))
        return [one for one in issues if one is not None]

    @strawberry.field(
        description="Where it comes from and what came of it, in the order things happened; a token is told "
        "what its scopes cover."
    )
    async def lineage(self, info: Info) -> list[LineageLink]:
        actor = info.context.caller("reports")
        info.context.loaders.setdefault("rows of lineages", {})[self.row.id] = self.row

        async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reports.Link]]:
            rows = info.context.loaders["rows of lineages"]
            return await lineage.lineage_of(info.context.session, actor, [rows[one] for one in ids])

        links = await load(info, "lineages", self.row.id, fetch)
        return [link_of(one) for one in links if may_follow(actor, one)]


def report_node(row: reports.ReportRow) -> Report:
    """The node of a row."""
    return Report(
        id=row.id,
        number=row.number,
        kind=row.kind,
        status=row.status,
        title=row.title,
        body=row.body,
        tags=list(row.tags),
        signature=row.signature,
        author=author_of(row),
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
        clock=clock_of(row),
        reason=row.reason,
        evidence=row.evidence,
        apply_by=row.apply_by,
        verify_on=row.verify_on,
        kept_at=row.kept_at,
        duplicate_of=row.duplicate_of,
        row=row,
    )
