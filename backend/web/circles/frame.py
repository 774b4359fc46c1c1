"""What every page of a circle starts from: the circle, as shown, and what the reader is to it."""

from dataclasses import dataclass

from backend import circles
from backend.web.page import Visit


@dataclass(frozen=True)
class Frame:
    """A circle under its address: `circle` for verbs, `row` for templates, `standing` for rights."""

    circle: circles.Circle
    row: circles.CircleRow
    standing: circles.Standing

    @property
    def path(self) -> str:
        return f"/circles/{self.circle.slug}"

    @property
    def is_member(self) -> bool:
        return self.standing.is_member

    @property
    def is_lead(self) -> bool:
        return self.standing.is_lead

    @property
    def may_edit(self) -> bool:
        return circles.may_edit(self.standing)

    @property
    def may_invite(self) -> bool:
        return circles.may_invite(self.standing)

    @property
    def may_publish(self) -> bool:
        return circles.may_publish(self.standing)


async def frame_of(visit: Visit) -> Frame:
    """The frame of the circle named by the URL's `slug`. Errors: NotFound, also where it may not be seen."""
    standing = await circles.standing_at(visit.session, visit.actor, visit.path("slug"))
    row = await circles.circle_row(visit.session, visit.actor, standing.circle.id)
    return Frame(standing.circle, row, standing)
