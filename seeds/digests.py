"""Le La: two issues that everybody received, one that waits to be sent, and the draft of last month."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import circles, commitments, digests, identity, reports
from backend.core.actor import SYSTEM
from backend.core.candidates import Candidate, Origin, Section
from backend.core.db import Session
from backend.core.listing import Page
from backend.core.local_time import company_day
from backend.core.months import months_after
from backend.core.text import slugify
from backend.digests import ComposeInput, RemarkInput, TextsInput, past
from backend.digests.months import first_of, first_working_day, month_before
from seeds.circles import People
from seeds.days import Days
from seeds.digest_plans import CIRCLES, DRAFT, REGION, REPORTS, SENT, Letter
from seeds.people import Seats, acting


async def bring_digests_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """The letters of three months, the last one in the making."""
    cast = {member.key: people[seat] for seat, member in seats.cast.items() if seat in people}
    months = [month_before(first_of(days.today))]
    while len(months) < 3:
        months.insert(0, month_before(months[0]))
    for month, letter in zip(months, SENT, strict=False):
        await past.bring_in(session, await _past(session, letter, month, cast, sent=True))
    await _draft(session, months[-1], cast)
    region = await session.execute(
        sa.select(identity.ORG_UNITS.c.id).where(identity.ORG_UNITS.c.name == "Nouvelle-Aquitaine")
    )
    regional = await _past(session, REGION, months[-1], cast, unit_id=region.scalars().first())
    await past.bring_in(session, regional)


async def _past(
    session: Session,
    letter: Letter,
    month: date,
    cast: Mapping[str, UUID],
    *,
    unit_id: UUID | None = None,
    sent: bool = False,
) -> past.PastIssue:
    """A letter as it was signed, in the first days of the month after, and sent the day after."""
    signed_at = _at(first_working_day(months_after(month, 1)), 16)
    everybody = await identity.headcount_of(session, unit_id)
    counts = {"recipients": everybody, "sent": everybody - 3, "failed": 3, "bounced": 2}
    return past.PastIssue(
        month=month,
        headline=letter.headline,
        word=letter.word,
        word_by_id=cast["helene"],
        signed_by_id=cast[letter.signed_by] if letter.signed_by else None,
        signed_at=signed_at,
        sent_at=signed_at + timedelta(hours=16) if sent else None,
        org_unit_id=unit_id,
        items=[
            *[one for title in letter.reports if (one := await _delivered(session, title))],
            *[one for name in letter.circles if (one := await _circle(session, name))],
        ],
        counts={**counts, "unsubscribed": 4, "archive_reads": everybody // 3} if sent else {},
    )


async def _draft(session: Session, month: date, cast: Mapping[str, UUID]) -> None:
    """Aïcha's draft: told in both languages, but for one "we did" that nobody had promised."""
    aicha = await acting(session, cast["aicha"])
    issue = await digests.compose(session, SYSTEM, ComposeInput(month=month))
    told: list[Candidate] = [
        *[one for title in DRAFT.reports if (one := await _delivered(session, title))],
        *[one for name in DRAFT.circles if (one := await _circle(session, name))],
    ]
    await past.tell(session, issue, told)
    for item in await digests.items_of(session, issue.id):
        if item.section is Section.PULSE:
            choose = digests.ItemInput(move=digests.Move.CHOOSE)
            issue = await digests.edit_item(session, aicha, issue, item.id, choose)
    issue = await digests.write_headline(session, aicha, issue, TextsInput(**DRAFT.headline))
    remark = RemarkInput(text="Hélène, il manque votre mot. La caisse : je cherche l’engagement.")
    await digests.comment(session, aicha, issue, remark)


async def _delivered(session: Session, title: str) -> Candidate | None:
    """A delivered report of the demo, in both languages, with the promises behind it."""
    listing = await reports.visible_reports(
        session, SYSTEM, Page(20), reports.ReportFilter(status=reports.Status.DELIVERED)
    )
    report = next((one for one in listing.items if one.title.startswith(title)), None)
    if report is None or report.delivered_at is None:
        return None
    promises = (await commitments.commitments_of(session, reports.SOURCE, [report.id]))[report.id]
    here = f"/reports/{report.number}"
    said, did = REPORTS[title]
    return Candidate(
        section=Section.DELIVERED,
        source_kind=reports.SOURCE,
        source_id=report.id,
        title={"fr": report.title, "en": said},
        summary={"fr": report.evidence, "en": did},
        url=here,
        happened_on=company_day(session, report.delivered_at),
        lineage=(Origin("report", f"n° {report.number}", here), *_promised(promises, here)),
    )


def _promised(promises: Sequence[commitments.CommitmentRow], here: str) -> list[Origin]:
    return [
        Origin("commitment", one.what, f"{here}#commitment-{one.id}", one.due_on)
        for one in promises
        if one.fate.is_kept
    ]


async def _circle(session: Session, name: str) -> Candidate | None:
    circle = await circles.get_circle(session, SYSTEM, slugify(name))
    row = await circles.circle_row(session, SYSTEM, circle.id)
    return Candidate(
        section=Section.CIRCLES,
        source_kind="circle",
        source_id=circle.id,
        title={"fr": row.name, "en": row.name},
        summary=CIRCLES[name],
        url=f"/circles/{row.slug}",
        happened_on=company_day(session, circle.created_at),
    )


def _at(day: date, hour: int) -> datetime:
    return Days(day).ago(0, hour)
