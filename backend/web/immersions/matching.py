"""The matching, for whoever runs the edition: runs side by side, who got what, pins, publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import identity, immersions
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.immersions import Deed, RunStatus
from backend.web.forms import parse
from backend.web.immersions.frame import Frame, frame_of
from backend.web.page import Context, Visit

PAGE, RUNS = 20, 8


@dataclass(frozen=True)
class MatchingPage(Context):
    """`shown` is the run whose placements are listed; `pinning` somebody for whom a date is being chosen.
    `publishing`: that run is about to be published, and it is said first what it gives; `outdated` when
    things have changed since, and it may not be.

    `under_way`: a run is waited for, and the page asks again by itself. `short` are the dates that the run
    leaves under their minimum, with how many people it sends there.
    """

    frame: Frame
    runs: Sequence[immersions.RunRow]
    shown: immersions.RunRow | None
    placements: Listing[immersions.RunPlacementRow] | None
    wanted: Mapping[str, str]
    more_href: str
    pinning: identity.PersonRow | None
    dates: Sequence[immersions.DateChoice]
    publishing: bool
    outdated: bool
    may_match: bool
    under_way: bool
    short: Sequence[tuple[immersions.DateChoice, int]]


async def show(visit: Visit) -> Response:
    """Runs side by side and the placements of one; the runs alone while htmx waits for one to end.

    Errors: NotFound for those who do not run the edition.
    """
    frame = await _led(visit)
    session, actor = visit.session, visit.actor
    listing = await immersions.runs_of(session, actor, frame.edition.id, Page(RUNS))
    wanted = {name: visit.query(name) for name in ("run", "q", "nothing", "pin", "publish")}
    shown = _shown(listing.items, wanted["run"])
    placements = None
    if shown is not None:
        placements = await immersions.placements_of_run(
            session,
            actor,
            shown.id,
            Page(PAGE, visit.cursor()),
            words=wanted["q"],
            nothing=wanted["nothing"] == "1",
        )
    may_match = immersions.may_now(frame.edition, Deed.MATCH)
    publishing = outdated = False
    if may_match and wanted["publish"] == "1" and shown is not None and shown.publishable:
        publishing, outdated = True, not await immersions.still_holds(session, frame.edition, shown.id)
    under = shown.under_minimum if shown else {}
    dates = await immersions.dates_to_pin(session, frame.edition.id) if wanted["pin"] or under else []
    kept = {name: value for name, value in wanted.items() if value and name not in {"pin", "publish"}}
    page = MatchingPage(
        frame=frame,
        runs=listing.items,
        shown=shown,
        placements=placements,
        wanted=wanted,
        more_href=f"?{urlencode({**kept, 'after': (placements.end if placements else None) or ''})}",
        pinning=await _person(visit, wanted["pin"]) if may_match and wanted["pin"] else None,
        dates=dates if wanted["pin"] else [],
        publishing=publishing,
        outdated=outdated,
        may_match=may_match,
        short=[(one, under[str(one.slot_id)]) for one in dates if str(one.slot_id) in under],
        under_way=any(one.status in (RunStatus.WAITING, RunStatus.SOLVING) for one in listing.items),
    )
    part = visit.puts_in("runs")
    return await visit.render("immersions/_runs.html" if part else "immersions/matching.html", page)


class RunInput(BaseModel):
    seed: int | None = None


async def run(visit: Visit) -> Response:
    """Ask for a run; without a seed typed, one is drawn."""
    frame = await frame_of(visit)
    given = parse(RunInput, visit.form)
    await immersions.run_matching(visit.session, visit.actor, frame.edition, seed=given.seed)
    return visit.redirect(f"{frame.path}/matching", said="matching.asked")


class PinInput(BaseModel):
    person_id: UUID
    slot_id: UUID | None = None


async def pin(visit: Visit) -> Response:
    """Keep a date for somebody, or leave them to the runs again."""
    frame = await frame_of(visit)
    given = parse(PinInput, visit.form)
    await immersions.pin_placement(visit.session, visit.actor, frame.edition, given.person_id, given.slot_id)
    said = "placement.pinned" if given.slot_id else "placement.unpinned"
    return visit.redirect(f"{frame.path}/matching", said=said)


class PublishInput(BaseModel):
    run_id: UUID


async def publish(visit: Visit) -> Response:
    """Make a run everybody's."""
    frame = await frame_of(visit)
    given = parse(PublishInput, visit.form)
    await immersions.publish_matching(visit.session, visit.actor, frame.edition, given.run_id)
    return visit.redirect(f"{frame.path}/matching", said="matching.published")


def _shown(runs: Sequence[immersions.RunRow], wanted: str) -> immersions.RunRow | None:
    """The run asked for, else the published one, else the last that is done."""
    done = [run for run in runs if run.status is RunStatus.DONE]
    asked = [run for run in done if str(run.number) == wanted]
    published = [run for run in done if run.published_at]
    return next(iter([*asked, *published, *done]), None)


async def _person(visit: Visit, typed: str) -> identity.PersonRow | None:
    try:
        wanted = UUID(typed)
    except ValueError:
        return None
    return (await identity.people_by_ids(visit.session, [wanted])).get(wanted)


async def _led(visit: Visit) -> Frame:
    frame = await frame_of(visit)
    if not frame.leads:
        raise NotFound
    return frame
