"""What the published matching gave the reader: their place and why, and the lists where they wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import immersions
from backend.immersions import Deed
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Visit


@dataclass(frozen=True)
class PlacementCard:
    """`reason` is in the reader's words; `may_answer`: places may still be given back and taken."""

    mine: immersions.MyPlacement | None
    reason: str
    lists: Sequence[immersions.WaitingRow]
    may_answer: bool


async def placement_card(visit: Visit, frame: Frame) -> PlacementCard | None:
    """The reader's card; None before publication, and for whoever did not take part. Two statements."""
    mine = await immersions.my_placement(visit.session, visit.actor, frame.edition.id)
    lists = await immersions.my_waiting_lists(visit.session, visit.actor, frame.edition.id)
    if mine is None and not lists:
        return None
    return PlacementCard(
        mine=mine,
        reason=mine.reason(visit.translator, lists) if mine else "",
        lists=lists,
        may_answer=immersions.may_now(frame.edition, Deed.PLACE),
    )


class WithdrawInput(BaseModel):
    person_id: UUID | None = None


class AnswerInput(BaseModel):
    offer_id: UUID


async def withdraw(visit: Visit) -> Response:
    """Give a place back: the reader's, or somebody's for whoever runs the edition."""
    frame = await frame_of(visit)
    given = parse(WithdrawInput, visit.form)
    await immersions.withdraw_placement(visit.session, visit.actor, frame.edition, person_id=given.person_id)
    return visit.redirect(frame.path, said="placement.withdrawn")


async def accept(visit: Visit) -> Response:
    """Take the place that a list offers."""
    frame = await frame_of(visit)
    given = parse(AnswerInput, visit.form)
    await immersions.accept_waiting_offer(visit.session, visit.actor, frame.edition, given.offer_id)
    return visit.redirect(frame.path, said="waiting.accepted")


async def decline(visit: Visit) -> Response:
    """Leave to the next the place that a list offers."""
    frame = await frame_of(visit)
    given = parse(AnswerInput, visit.form)
    await immersions.decline_waiting_offer(visit.session, visit.actor, frame.edition, given.offer_id)
    return visit.redirect(frame.path, said="waiting.declined")
