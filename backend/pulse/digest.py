"""What the pulse offers to the monthly digest: headlines of sealed waves, and commitments kept."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from backend.core.candidates import Candidate, Figure, Section
from backend.core.db import Session
from backend.core.local_time import company_day, month_of
from backend.pulse.digest_kept import kept_in
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.models import SURVEYS, WAVES, QuestionKind
from backend.pulse.questions import Question
from backend.pulse.quoted import Cell, quotable, told_to_all
from backend.pulse.surveys import questions_of

MOST = 5
"""Waves sealed in one month that are told."""
NAMES = {QuestionKind.RECOMMENDATION: "score", QuestionKind.AGREEMENT: "favourable"}
"""The kinds of questions that make a headline, the best first, and the figure each is told by."""


async def digest_candidates(session: Session, *, org_unit_id: UUID | None, month: date) -> list[Candidate]:
    """Commitments kept in the month; waves sealed in it, each with its first figure told to the audience.

    A wave that left out a part of the audience is not told to it.
    """
    begins, ends = month_of(session, month)
    waves = await session.execute(
        sa.select(WAVES.c.id, WAVES.c.survey_id, WAVES.c.version, WAVES.c.closed_at, SURVEYS.c.title)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(
            WAVES.c.closed_at >= begins,
            WAVES.c.closed_at < ends,
            await told_to_all(session, org_unit_id),
        )
        .order_by(WAVES.c.closed_at.desc())
        .limit(MOST)
    )
    group = ROOT if org_unit_id is None else Group(Cut.UNIT, str(org_unit_id))
    found = await kept_in(session, org_unit_id=org_unit_id, month=month)
    for wave in waves.all():
        asked = await questions_of(session, wave.survey_id, wave.version, wave.id)
        told = sorted(
            (one for one in asked if one.kind in NAMES), key=lambda one: list(NAMES).index(one.kind)
        )
        cells = {one.key: Cell(wave.id, one.key, group.cut.value, group.key) for one in told}
        released = await quotable(session, list(cells.values()), org_unit_id)
        first = next((one for one in told if cells[one.key] in released), None)
        if first is not None:
            figure = _figure(cells[first.key], NAMES[first.kind], released[cells[first.key]])
            found.append(_candidate(session, wave, first, figure, org_unit_id))
    return found


def _figure(cell: Cell, name: str, figures: object) -> Figure:
    assert isinstance(figures, dict)
    low, high, bound = (figures.get(end) for end in ("low", "high", "bound"))
    return Figure(*cell, name=name, value=figures[name], low=low, high=high, bound=bound or "")


def _candidate(
    session: Session,
    wave: sa.Row[tuple[object, ...]],
    question: Question,
    figure: Figure,
    org_unit_id: UUID | None,
) -> Candidate:
    fields = wave._mapping
    return Candidate(
        section=Section.PULSE,
        source_kind="wave",
        source_id=fields["id"],
        title=fields["title"],
        summary=question.text,
        url=f"/pulse/{fields['id']}/results?unit={org_unit_id or 'all'}",
        happened_on=company_day(session, fields["closed_at"]),
        figures=(figure,),
        org_unit_id=org_unit_id,
    )
