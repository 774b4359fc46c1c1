"""« Tenu ou pas ? »: what the reader's units were promised, and what they promised themselves."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from starlette.responses import Response

from backend import commitments, identity, lineage, pulse
from backend.commitments import Commitment, CommitmentRow, DropInput, MoveInput
from backend.core.listing import Listing, Page
from backend.core.local_time import today_in
from backend.pulse import CellRow, UnitPromise
from backend.web.forms import parse
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class CommitmentsPage(Context):
    """`said` is what people say of each commitment, by its id, where that may be shown."""

    promises: Listing[UnitPromise]
    said: Mapping[UUID, CellRow]
    today: date


async def index(visit: Visit) -> Response:
    """What the reader's units, and everybody, were promised after their results."""
    around = await identity.ancestors(visit.session, visit.actor.org_unit_id)
    page = Page(20, visit.cursor())
    found = await pulse.commitments_around(visit.session, around, page)
    said = await pulse.said_of(visit.session, visit.actor, found.items)
    today = today_in(visit.time_zone)
    return await visit.render("commitments/index.html", CommitmentsPage(found, said, today))


@dataclass(frozen=True)
class MinePage(Context):
    """`about` leads from a commitment to what it answers, by its id."""

    owed: Sequence[CommitmentRow]
    settled: Listing[CommitmentRow]
    about: Mapping[UUID, str]
    today: date


async def mine(visit: Visit) -> Response:
    """What the reader promised, and what became of it."""
    session, me = visit.session, visit.actor.person_id
    owed = await commitments.owed_by(session, me)
    settled = await commitments.settled_by(session, me, Page(20, visit.cursor()))
    about = await lineage.about(session, visit.actor, [*owed, *settled.items])
    page = MinePage(owed, settled, about, today_in(visit.time_zone))
    return await visit.render("commitments/mine.html", page)


def _on_commitment(
    verb: Callable[[Visit, Commitment], Awaitable[object]], said: str
) -> Callable[[Visit], Awaitable[Response]]:
    """A handler that does something to the commitment of the URL, and shows the reader's own again."""

    async def handler(visit: Visit) -> Response:
        wanted: UUID = visit.request.path_params["id"]
        commitment = await commitments.get_commitment(visit.session, visit.actor, wanted)
        await verb(visit, commitment)
        return visit.redirect(f"/commitments/mine#commitment-{wanted}", said=said)

    return handler


async def _keep(visit: Visit, commitment: Commitment) -> object:
    return await commitments.keep(visit.session, visit.actor, commitment)


async def _move(visit: Visit, commitment: Commitment) -> object:
    return await commitments.move(visit.session, visit.actor, commitment, parse(MoveInput, visit.form))


async def _drop(visit: Visit, commitment: Commitment) -> object:
    return await commitments.drop(visit.session, visit.actor, commitment, parse(DropInput, visit.form))


keep = _on_commitment(_keep, "commitment.kept")
move = _on_commitment(_move, "commitment.moved")
drop = _on_commitment(_drop, "commitment.dropped")
