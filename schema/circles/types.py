"""Types that every part of circles shows."""

import strawberry

from backend import circles
from schema.identity import Person

for enum in (circles.CircleKind, circles.CircleStatus, circles.MembershipStatus):
    strawberry.enum(enum)


@strawberry.type(description="What the caller is to a circle.")
class ViewerMembership:
    status: circles.MembershipStatus
    is_lead: bool


@strawberry.type(description="A circle of evangelists or ambassadors.")
class Circle(strawberry.relay.Node):
    id: strawberry.relay.NodeID[str]
    slug: str
    name: str
    kind: circles.CircleKind
    status: circles.CircleStatus
    why: str
    member_count: int
    capacity: int | None
    lead: Person | None
    viewer_membership: ViewerMembership | None


def circle_node(row: circles.CircleRow) -> Circle:
    """The node of a row."""
    lead = Person(id=str(row.lead_id), display_name=row.lead_name or "") if row.lead_id else None
    mine = (
        ViewerMembership(status=row.viewer_status, is_lead=row.viewer_is_lead) if row.viewer_status else None
    )
    return Circle(
        id=str(row.id),
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        status=row.status,
        why=row.why,
        member_count=row.member_count,
        capacity=row.capacity,
        lead=lead,
        viewer_membership=mine,
    )
