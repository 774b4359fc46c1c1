"""Who comes to a gathering, and who came: for members of its circle, and those who run it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors
from backend.circles.gathering_rows import may_see_inside
from backend.circles.models import ATTENDANCE, MEMBERSHIPS, Gathering, MembershipStatus, Reply
from backend.circles.standing import get_circle_by_id, standing_of
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, display_name


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A member of the circle towards one gathering: their reply, and whether they came, once recorded."""

    person_id: UUID
    name: str
    reply: Reply | None
    attended: bool | None


async def attendees(session: Session, actor: Actor, gathering: Gathering, page: Page) -> Listing[AttendeeRow]:
    """One page of the circle's members by name, with what each replied. Errors: MembersOnly."""
    circle = await get_circle_by_id(session, actor, gathering.circle_id)
    if not may_see_inside(await standing_of(session, actor, circle)):
        raise errors.MembersOnly
    statement = (
        sa.select(
            PEOPLE.c.id.label("person_id"),
            display_name(PEOPLE).label("name"),
            ATTENDANCE.c.reply,
            ATTENDANCE.c.attended,
        )
        .join(MEMBERSHIPS, MEMBERSHIPS.c.person_id == PEOPLE.c.id)
        .outerjoin(
            ATTENDANCE,
            sa.and_(ATTENDANCE.c.person_id == PEOPLE.c.id, ATTENDANCE.c.gathering_id == gathering.id),
        )
        .where(MEMBERSHIPS.c.circle_id == circle.id, MEMBERSHIPS.c.status == MembershipStatus.ACTIVE)
    )
    order = [PEOPLE.c.sort_name, PEOPLE.c.id]
    return await listed(session, statement, order, page, _attendee, name="attendees")


def _attendee(row: sa.Row[Any]) -> AttendeeRow:
    fields = row._mapping
    return AttendeeRow(**{name: fields[name] for name in AttendeeRow.__slots__})
