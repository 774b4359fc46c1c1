"""Types of editions: their settings, their phases, what they offer, their runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.relay import NodeID

from backend import immersions
from backend.core.listing import Page
from schema.context import Info
from schema.identity import OrgUnit
from schema.immersions.edition_choices import EditionChoices
from schema.immersions.edition_days import EditionDays
from schema.immersions.edition_wishes import EditionWishes
from schema.immersions.offer_types import Offer, OfferFilter, narrowed, offer_node
from schema.immersions.run_types import MatchingRun, run_node
from schema.loaders import load
from schema.pages import Connection, connection

strawberry.enum(immersions.Phase, description="Where an edition stands.")
strawberry.enum(immersions.ApprovalMode, description="How a manager's approval is given.")


@strawberry.type(description="A phase of an edition.")
class EditionPhase:
    phase: immersions.Phase = strawberry.field(description="Which phase.")
    opens_at: datetime | None = strawberry.field(description="When it opens by itself, in UTC.")
    opened_at: datetime | None = strawberry.field(description="When it opened, in UTC; null before.")


@strawberry.type(description="A programme of days in colleagues' jobs.")
class Edition(EditionWishes, EditionDays, EditionChoices):
    id: NodeID[UUID]
    slug: str
    name: str
    summary: str = strawberry.field(description="A sentence about it.")
    phase: immersions.Phase = strawberry.field(description="Where it stands.")
    org_unit: OrgUnit | None = strawberry.field(description="Who runs it; null for the whole company.")
    time_zone: str
    most_wishes: int = strawberry.field(description="How many wishes a person may make.")
    furthest_km: int | None = strawberry.field(description="The furthest anybody is sent, in kilometres.")
    approval: immersions.ApprovalMode = strawberry.field(description="How managers approve.")
    approval_hours: int | None = strawberry.field(description="Below so many hours, the product approves.")
    rest_hours: int = strawberry.field(description="The rest between two engagements, in hours.")
    join_handoffs: bool = strawberry.field(
        description="Whether visits between the two sides of the handoffs that hurt most are favoured."
    )
    offer_count: int = strawberry.field(description="How many offers are open.")
    viewer_leads: bool = strawberry.field(description="Whether the caller runs it.")

    @strawberry.field(description="Its phases, in their order.")
    async def phases(self, info: Info) -> list[EditionPhase]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[immersions.PhaseRow]]:
            return await immersions.phases_of(info.context.session, ids)

        rows = await load(info, "phases of editions", self.id, fetch)
        return [EditionPhase(phase=row.phase, opens_at=row.opens_at, opened_at=row.opened_at) for row in rows]

    @strawberry.field(description="Its offers, the first date first.")
    async def offers(
        self, info: Info, first: int = 20, after: str | None = None, filter: OfferFilter | None = None
    ) -> Connection[Offer]:
        wanted = narrowed(filter) if filter else None
        listing = await immersions.visible_offers(
            info.context.session, info.context.caller("immersions"), self.id, Page(first, after), wanted
        )
        return connection(listing, offer_node)

    @strawberry.field(
        description="The last runs, for whoever runs the edition; to others, the published one."
    )
    async def runs(self, info: Info, first: int = 20, after: str | None = None) -> Connection[MatchingRun]:
        session, actor = info.context.session, info.context.caller("immersions")
        listing = await immersions.runs_of(session, actor, self.id, Page(first, after))
        return connection(listing, run_node)


def edition_node(row: immersions.EditionRow) -> Edition:
    return Edition(
        id=row.id,
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        phase=row.phase,
        org_unit=OrgUnit(id=row.org_unit_id, name=row.org_unit_name or "") if row.org_unit_id else None,
        time_zone=row.time_zone,
        most_wishes=row.most_wishes,
        furthest_km=row.furthest_km,
        approval=row.approval,
        approval_hours=row.approval_hours,
        rest_hours=row.rest_hours,
        join_handoffs=row.join_handoffs,
        offer_count=row.offer_count,
        viewer_leads=row.viewer_leads,
    )
