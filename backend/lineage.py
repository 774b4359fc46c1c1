"""The chain from an irritant to what was measured again, gathered from the slices that each hold a link."""

from collections.abc import Sequence
from uuid import UUID

from backend import digests, immersions, journeys, pulse, reports
from backend.commitments import CommitmentRow
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.reports import Link, Report, ReportRow


async def lineage_of(session: Session, actor: Actor, rows: Sequence[ReportRow]) -> dict[UUID, list[Link]]:
    """The links around each report, in the order things happened; a constant number of statements."""
    links = await reports.lineage_of(session, actor, rows)
    lines = await digests.mentions_of(session, actor, reports.SOURCE, list(links))
    promised = [one.commitment_id for story in links.values() for one in story if one.commitment_id]
    measures = await pulse.measures_of(session, promised)
    told_in = {key: found for key, story in links.items() if (found := _debrief_of(story))}
    days = await immersions.debriefs_by_ids(session, actor, list(told_in.values()))
    for report_id, story in links.items():
        if told_in.get(report_id) in days:
            story.insert(0, _day(days[told_in[report_id]]))
        again = [found for one in story if one.commitment_id for found in measures[one.commitment_id]]
        story += [_line(one, actor.locale) for one in lines[report_id]]
        story += [Link("measure", one.text[actor.locale], one.url, "tenu", one.closed_at) for one in again]
    return links


def _debrief_of(story: Sequence[Link]) -> UUID | None:
    """The debrief that told the irritant or the idea, if one did."""
    sources = (one.source for one in story if one.source is not None)
    return next((source_id for kind, source_id in sources if kind == immersions.DEBRIEF), None)


def _day(told: immersions.DebriefRow) -> Link:
    return Link("debrief", told.offer_title, told.path, "recu", told.submitted_at)


def _line(told: digests.Mention, locale: str) -> Link:
    return Link("digest", digests.said_in(told.title, locale), told.url, "tenu", told.sent_at)


async def about(session: Session, actor: Actor, rows: Sequence[CommitmentRow]) -> dict[UUID, str]:
    """The page of what each commitment answers, by its id: a report, a review, or the results of a unit."""
    promises = await pulse.promises_by_ids(session, [row.id for row in rows])
    sources = [row.source_id for row in rows if row.source_kind == reports.SOURCE]
    told = await reports.reports_by_ids(session, actor, sources)
    found = {row.id: f"/reports/{told[row.source_id].number}" for row in rows if row.source_id in told}
    held = [row.source_id for row in rows if row.source_kind == journeys.REVIEW]
    reviews = await journeys.reviews_by_ids(session, held)
    for row in rows:
        if row.source_id in reviews:
            found[row.id] = f"/journeys/{reviews[row.source_id].journey_id}/reviews/{row.source_id}"
    for key, one in promises.items():
        found[key] = one.url
    return found


async def promote_irritant(
    session: Session, actor: Actor, irritant: journeys.Irritant, title: str = ""
) -> Report:
    """Send an irritant on as a report in the actor's name; whoever told it in a debrief follows it.

    Errors: ConductorsOnly, AlreadySentOn, InvalidInput where it has too few words for a title.
    """
    report = await reports.promote_irritant(session, actor, irritant, title)
    if irritant.source_kind == immersions.DEBRIEF:
        await _tell_author(session, report, irritant.source_id)
    return report


async def promote_idea(session: Session, actor: Actor, debrief_id: UUID, title: str = "") -> Report:
    """Send the idea of a debrief that the actor may read on as a report in their name; its author is told.

    Errors: NotFound, also where the debrief tells no idea; IdeaSentOn; InvalidInput where it has too few
    words for a title.
    """
    told = await immersions.debrief_row(session, actor, debrief_id)
    if not told.ideas:
        raise NotFound
    report = await reports.promote_idea(
        session, actor, told.ideas, source_kind=immersions.DEBRIEF, source_id=told.id, title=title
    )
    await _tell_author(session, report, told.id)
    return report


async def _tell_author(session: Session, report: Report, debrief_id: UUID | None) -> None:
    author_id = await immersions.debrief_author(session, debrief_id) if debrief_id else None
    if author_id is not None:
        await reports.keep_told(session, report, author_id)
