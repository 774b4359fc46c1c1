"""Types of editions: their phases, the caller's wishes and place, approvals."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.relay import NodeID

from backend import immersions
from backend.core.listing import Page
from schema.context import Info
from schema.identity import OrgUnit, Person
from schema.immersions.edition_days import EditionDays
from schema.immersions.offer_types import Offer, OfferFilter, OfferSlot, narrowed, offer_node, slot_node
from schema.immersions.run_types import MatchingRun, run_node
from schema.loaders import load
from schema.pages import Connection, connection

strawberry.enum(immersions.Phase, description="Where an edition stands.")
strawberry.enum(immersions.ApprovalMode, description="How a manager's approval is given.")
strawberry.enum(immersions.ApprovalStatus, description="What a manager said of an absence.")


@strawberry.type(description="What the published matching gave the caller.")
class MyPlacement:
    offer: Offer | None = strawberry.field(description="Where they go; null with nothing.")
    slot: OfferSlot | None = strawberry.field(description="When they go; null with nothing.")
    rank: int | None = strawberry.field(description="The rank of the wish that the matching gave.")
    source: immersions.PlacementSource | None = strawberry.field(description="How the place came.")
    reason: str = strawberry.field(description="Why, in the caller's language.")


@strawberry.type(description="A list in which the caller waits for a place to be given back.")
class WaitingList:
    offer: Offer = strawberry.field(description="What they wait for.")
    position: int = strawberry.field(description="Their place among those who still wait, from 1.")
    status: immersions.WaitingStatus = strawberry.field(description="`OFFERED` while a place is theirs.")
    starts_at: datetime | None = strawberry.field(description="The date that is offered.")
    expires_at: datetime | None = strawberry.field(description="The last moment to take it.")


@strawberry.type(description="A wish of the caller.")
class Wish:
    rank: int = strawberry.field(description="1 for the first wish.")
    offer: Offer = strawberry.field(description="What is wished for.")
    approval: immersions.ApprovalStatus | None = strawberry.field(description="What the manager said.")


@strawberry.type(description="A phase of an edition.")
class EditionPhase:
    phase: immersions.Phase = strawberry.field(description="Which phase.")
    opens_at: datetime | None = strawberry.field(description="When it opens by itself, in UTC.")
    opened_at: datetime | None = strawberry.field(description="When it opened, in UTC; null before.")


@strawberry.type(description="What the caller said of themselves for an edition.")
class WishConstraints:
    days: list[date] = strawberry.field(description="Possible days; none for any.")
    furthest_km: int | None = strawberry.field(description="The furthest they travel, in kilometres.")
    needs: str = strawberry.field(description="What their host should know.")
    prerequisites: list[str] = strawberry.field(description="The codes of what they hold.")


@strawberry.type(description="A wish that waits for the caller's word, or had it.")
class AbsenceRequest:
    person: Person
    offer: Offer = strawberry.field(description="What they wish for.")
    status: immersions.ApprovalStatus


@strawberry.type(description="A programme of days in colleagues' jobs.")
class Edition(EditionDays):
    id: NodeID[str]
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
    offer_count: int = strawberry.field(description="How many offers are open.")
    viewer_leads: bool = strawberry.field(description="Whether the caller runs it.")

    @strawberry.field(description="Its phases, in their order.")
    async def phases(self, info: Info) -> list[EditionPhase]:
        async def fetch(ids: Sequence[UUID]) -> Mapping[UUID, list[immersions.PhaseRow]]:
            return await immersions.phases_of(info.context.session, ids)

        rows = await load(info, "phases of editions", UUID(self.id), fetch)
        return [EditionPhase(phase=row.phase, opens_at=row.opens_at, opened_at=row.opened_at) for row in rows]

    @strawberry.field(description="Its offers, the first date first.")
    async def offers(
        self, info: Info, first: int = 20, after: str | None = None, filter: OfferFilter | None = None
    ) -> Connection[Offer]:
        wanted = narrowed(filter) if filter else None
        listing = await immersions.visible_offers(
            info.context.session, info.context.caller("immersions"), UUID(self.id), Page(first, after), wanted
        )
        return connection(listing, offer_node)

    @strawberry.field(description="The caller's wishes, the first one first.")
    async def my_wishes(self, info: Info) -> list[Wish]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.my_wishes(session, actor, UUID(self.id))
        offers = await immersions.offers_by_ids(session, actor, [row.offer_id for row in rows])
        return [
            Wish(rank=row.rank, offer=offer_node(offers[row.offer_id]), approval=row.approval)
            for row in rows
            if row.offer_id in offers
        ]

    @strawberry.field(description="What the caller said of themselves.")
    async def my_constraints(self, info: Info) -> WishConstraints:
        said = await immersions.my_constraints(
            info.context.session, info.context.caller("immersions"), UUID(self.id)
        )
        codes = {one.id: one.code for one in await immersions.prerequisites(info.context.session)}
        held = [codes[one] for one in said.prerequisite_ids if one in codes]
        return WishConstraints(
            days=list(said.days), furthest_km=said.furthest_km, needs=said.needs, prerequisites=held
        )

    @strawberry.field(description="What the caller was given, and why; null before publication.")
    async def my_placement(self, info: Info) -> MyPlacement | None:
        session, actor = info.context.session, info.context.caller("immersions")
        row = await immersions.my_placement(session, actor, UUID(self.id))
        if row is None:
            return None
        ids = [row.offer_id] if row.offer_id else []
        offers = await immersions.offers_by_ids(session, actor, ids)
        slots = await immersions.slots_of(session, ids)
        offer = offers.get(row.offer_id) if row.offer_id else None
        dates = [slot for rows in slots.values() for slot in rows if slot.id == row.slot_id]
        return MyPlacement(
            offer=offer_node(offer) if offer else None,
            slot=slot_node(dates[0]) if dates else None,
            rank=row.found.rank if row.found else None,
            source=row.source,
            reason=row.reason(info.context.translator),
        )

    @strawberry.field(description="Where the caller waits, the best wish first.")
    async def my_waiting_lists(self, info: Info) -> list[WaitingList]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.my_waiting_lists(session, actor, UUID(self.id))
        offers = await immersions.offers_by_ids(session, actor, [row.offer_id for row in rows])
        return [
            WaitingList(
                offer=offer_node(offers[row.offer_id]),
                position=row.position,
                status=row.status,
                starts_at=row.starts_at,
                expires_at=row.expires_at,
            )
            for row in rows
            if row.offer_id in offers
        ]

    @strawberry.field(description="The last runs, for who runs the edition; to others, the published one.")
    async def runs(self, info: Info, first: int = 20, after: str | None = None) -> Connection[MatchingRun]:
        session, actor = info.context.session, info.context.caller("immersions")
        listing = await immersions.runs_of(session, actor, UUID(self.id), Page(first, after))
        return connection(listing, run_node)

    @strawberry.field(description="The wishes of the people the caller manages, at most 100.")
    async def absences(self, info: Info) -> list[AbsenceRequest]:
        session, actor = info.context.session, info.context.caller("immersions")
        rows = await immersions.approvals_asked(session, actor, edition_id=UUID(self.id))
        offers = await immersions.offers_by_ids(session, actor, {row.offer_id for row in rows})
        return [
            AbsenceRequest(
                person=Person(id=str(row.person_id), display_name=row.person_name),
                offer=offer_node(offers[row.offer_id]),
                status=row.status,
            )
            for row in rows
            if row.offer_id in offers
        ]


def edition_node(row: immersions.EditionRow) -> Edition:
    return Edition(
        id=str(row.id),
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        phase=row.phase,
        org_unit=OrgUnit(id=str(row.org_unit_id), name=row.org_unit_name or "") if row.org_unit_id else None,
        time_zone=row.time_zone,
        most_wishes=row.most_wishes,
        furthest_km=row.furthest_km,
        approval=row.approval,
        approval_hours=row.approval_hours,
        rest_hours=row.rest_hours,
        offer_count=row.offer_count,
        viewer_leads=row.viewer_leads,
    )
