"""Composing: what the slices offer about a month becomes a draft, by hand or on the first working day."""

from collections import Counter
from collections.abc import Awaitable, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa

from backend import circles, events, immersions, knowledge, pulse, recognition, reports
from backend.core.actor import SYSTEM, Actor
from backend.core.candidates import MOST, Candidate
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import company_today
from backend.digests import errors
from backend.digests.content import FIGURES, LINEAGE, MOST_ITEMS
from backend.digests.inputs import ComposeInput
from backend.digests.issues import audience_of
from backend.digests.models import ISSUES, ITEMS, Issue, State
from backend.digests.months import first_of, first_working_day, month_before
from backend.digests.policy import require_write, standing_of
from backend.digests.versions import keep_version, note_change
from backend.identity import ROLE_GRANTS, Permission, Role, ancestors, get_org_unit


class Source(Protocol):
    """What a slice offers about a month, see `backend.core.candidates`."""

    def __call__(
        self, session: Session, *, org_unit_id: UUID | None, month: date
    ) -> Awaitable[list[Candidate]]: ...


SOURCES: tuple[Source, ...] = (
    reports.digest_candidates,
    immersions.digest_candidates,
    pulse.digest_candidates,
    circles.digest_candidates,
    knowledge.digest_candidates,
    recognition.digest_candidates,
)


async def compose(session: Session, actor: Actor, given: ComposeInput) -> Issue:
    """Begin the issue of an audience and month, with the first five candidates of each section in it.

    Errors: EditorsOnly, NotFound (the unit), MonthNotOver, IssueAlreadyThere(number).
    """
    if not actor.may(Permission.DIGESTS_WRITE, *await ancestors(session, given.org_unit_id)):
        raise errors.EditorsOnly
    if given.org_unit_id is not None:
        await get_org_unit(session, given.org_unit_id)
    if given.month > company_today(session):
        raise errors.MonthNotOver
    audience = audience_of(given.org_unit_id)
    there = await session.execute(
        sa.select(ISSUES.c.number).where(
            ISSUES.c.audience == audience,
            ISSUES.c.month == given.month,
            ISSUES.c.status != State.CANCELLED,
        )
    )
    if (number := there.scalar_one_or_none()) is not None:
        raise errors.IssueAlreadyThere(number=number)
    issue = Issue(
        number=await next_number(session), org_unit_id=given.org_unit_id, audience=audience, month=given.month
    )
    session.add(issue)
    await session.flush()
    await gather_from(session, issue, choosing=True)
    await keep_version(session, actor, issue)
    await events.record(session, actor, "digest.composed", "digest", issue.id, number=issue.number)
    return issue


async def gather(session: Session, actor: Actor, issue: Issue) -> int:
    """Ask the slices again: what they offer besides waits to be chosen. Returns how many.

    Errors: EditorsOnly, WrongState.
    """
    require_write(await standing_of(session, actor, issue))
    issue = await note_change(session, actor, issue)
    found = await gather_from(session, issue, choosing=False)
    await events.record(session, actor, "digest.gathered", "digest", issue.id, found=found)
    return found


async def compose_due(session: Session) -> int:
    """From the first working day of a month, the draft about the month before is there for every audience
    that has an editor, and for the company; returns how many were begun.
    """
    today = company_today(session)
    if today < first_working_day(first_of(today)):
        return 0
    month = month_before(today)
    editors = await session.execute(
        sa.select(ROLE_GRANTS.c.org_unit_id).where(ROLE_GRANTS.c.role == Role.EDITOR).distinct()
    )
    begun = await session.execute(sa.select(ISSUES.c.audience).where(ISSUES.c.month == month))
    there, missing = set(begun.scalars()), {None, *editors.scalars()}
    due = sorted((audience_of(unit), unit) for unit in missing if audience_of(unit) not in there)
    for _, unit in due:
        await compose(session, SYSTEM, ComposeInput(month=month, org_unit_id=unit))
    return len(due)


async def next_number(session: Session) -> int:
    """The number of the next issue, whatever its audience."""
    last = await session.execute(sa.select(sa.func.coalesce(sa.func.max(ISSUES.c.number), 0)))
    number: int = last.scalar_one()
    return number + 1


async def gather_from(session: Session, issue: Issue, *, choosing: bool) -> int:
    """Write what every slice offers about the issue's month, as `offer` does."""
    found = 0
    for source in SOURCES:
        offered = await source(session, org_unit_id=issue.org_unit_id, month=issue.month)
        found += await offer(session, issue, offered[:MOST], choosing=choosing)
    return found


async def offer(session: Session, issue: Issue, offered: Sequence[Candidate], *, choosing: bool) -> int:
    """Write those of these that the issue lacks, the first five of a section chosen if asked; how many."""
    told = sa.select(ITEMS.c.section, ITEMS.c.source_kind, ITEMS.c.source_id, ITEMS.c.place)
    there = (await session.execute(told.where(ITEMS.c.issue_id == issue.id))).all()
    known = {row[:3] for row in there}
    places = Counter(row.section for row in there if row.place is not None)
    rows: list[dict[str, Any]] = []
    for one in offered:
        if (one.section, one.source_kind, one.source_id) not in known:
            chosen = choosing and places[one.section] < MOST_ITEMS
            places[one.section] += chosen
            rows.append(_row(issue.id, one, places[one.section] if chosen else None))
    if rows:
        await session.execute(sa.insert(ITEMS), rows)
    return len(rows)


def _row(issue_id: UUID, one: Candidate, place: int | None) -> dict[str, Any]:
    """The item of a candidate. Words of somebody who has not agreed to be quoted are not even kept."""
    title, summary = (dict(words) for words in (one.title, one.summary))
    return {
        "id": new_id(),
        "issue_id": issue_id,
        "section": one.section,
        "place": place,
        "source_kind": one.source_kind,
        "source_id": one.source_id,
        "title": title,
        "summary": summary,
        "offered": [title, summary],
        "quote": dict(one.quote) if one.quote and one.consent else None,
        "by": one.by if one.consent else "",
        "consent": one.consent,
        "url": one.url,
        "happened_on": one.happened_on,
        "lineage": LINEAGE.dump_python(one.lineage, mode="json"),
        "figures": FIGURES.dump_python(one.figures, mode="json"),
    }
