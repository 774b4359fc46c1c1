"""Absences: what a manager's people wish for, and the manager's word."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import immersions
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class PersonAsked:
    person_id: UUID
    name: str
    rows: Sequence[immersions.ApprovalRow]

    @property
    def waits(self) -> int:
        return sum(row.status is immersions.ApprovalStatus.PENDING for row in self.rows)


@dataclass(frozen=True)
class ApprovalsPage(Context):
    frame: Frame
    people: Sequence[PersonAsked]


async def show(visit: Visit) -> Response:
    """Each person of the reader's with their wishes, those who wait first."""
    frame = await frame_of(visit)
    rows = await immersions.approvals_asked(visit.session, visit.actor, edition_id=frame.edition.id)
    people: dict[UUID, list[immersions.ApprovalRow]] = {}
    for row in rows:
        people.setdefault(row.person_id, []).append(row)
    asked = [PersonAsked(person_id, them[0].person_name, them) for person_id, them in people.items()]
    return await visit.render("immersions/approvals.html", ApprovalsPage(frame, asked))


class DecisionInput(BaseModel):
    person_id: UUID
    accept: bool
    offer_id: list[UUID] = []
    note: str = ""


async def decide(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(DecisionInput, visit.form)
    await immersions.approve_absence(
        visit.session,
        visit.actor,
        frame.edition,
        given.person_id,
        accept=given.accept,
        offer_ids=given.offer_id,
        note=given.note,
    )
    said = "absence.approved" if given.accept else "absence.refused"
    return visit.redirect(f"{frame.path}/approvals", said=said)
