"""What reports offer to the monthly digest: those delivered in the month, with the promises behind them."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend import commitments
from backend.commitments import CommitmentRow
from backend.core.candidates import MOST, Candidate, Origin, Section
from backend.core.db import Session
from backend.core.local_time import company_day, month_of
from backend.identity import PEOPLE, subtree
from backend.reports.deliveries import SOURCE
from backend.reports.models import REPORTS, Status


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Reports of the audience's people delivered in the month, most shared first, in two statements.

    The summary is the evidence of the delivery. One without a kept promise in its lineage cannot be signed.
    """
    begins, ends = month_of(session, month)
    statement = (
        sa.select(
            REPORTS.c.id,
            REPORTS.c.number,
            REPORTS.c.title,
            REPORTS.c.evidence,
            REPORTS.c.received_at,
            REPORTS.c.delivered_at,
            REPORTS.c.org_unit_id,
            sa.func.coalesce(PEOPLE.c.locale, "fr").label("locale"),
        )
        .outerjoin(PEOPLE, PEOPLE.c.id == REPORTS.c.author_id)
        .where(
            REPORTS.c.status == Status.DELIVERED,
            REPORTS.c.delivered_at >= begins,
            REPORTS.c.delivered_at < ends,
        )
        .order_by(REPORTS.c.vote_count.desc(), REPORTS.c.number)
        .limit(MOST)
    )
    if org_unit_id is not None:
        statement = statement.where(REPORTS.c.org_unit_id.in_(subtree(org_unit_id)))
    rows = (await session.execute(statement)).all()
    promises = await commitments.commitments_of(session, SOURCE, [row.id for row in rows])
    return [_candidate(session, row, promises[row.id]) for row in rows]


def _candidate(session: Session, row: sa.Row[tuple[object, ...]], promises: list[CommitmentRow]) -> Candidate:
    fields = row._mapping
    here = f"/reports/{fields['number']}"
    kept = (one for one in promises if one.fate.is_kept)
    return Candidate(
        section=Section.DELIVERED,
        source_kind=SOURCE,
        source_id=fields["id"],
        title={fields["locale"]: fields["title"]},
        summary={fields["locale"]: fields["evidence"]},
        url=here,
        happened_on=company_day(session, fields["delivered_at"]),
        lineage=(
            Origin("report", f"n° {fields['number']}", here, company_day(session, fields["received_at"])),
            *(Origin("commitment", one.what, f"{here}#commitment-{one.id}", one.due_on) for one in kept),
        ),
        org_unit_id=fields["org_unit_id"],
    )
