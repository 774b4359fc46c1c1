"""Customers' scores, brought in from the tool that asked them; safe to repeat, each has a reference."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session
from backend.core.local_time import company_today
from backend.core.reasons import Reason
from backend.identity import (
    ORG_UNIT_TREE,
    ImportReport,
    Permission,
    Progress,
    UnreadableSheet,
)
from backend.pulse import errors
from backend.pulse.csv_customers import Line, column_of, good_lines, score_in
from backend.pulse.csv_survey import Columns, mapped_lines
from backend.pulse.customer_lots import count_customers
from backend.pulse.customer_places import Names, known_places
from backend.pulse.inputs import ScoreInput
from backend.pulse.models import CUSTOMER_SCORES

BATCH = 500
Numbered = tuple[int, ScoreInput]
"""A score and its line or place, from 1."""
NOT_YOURS = Reason("it is not in your part of the company")


async def import_customer_scores(
    session: Session, actor: Actor, path: Path, *, progress: Progress | None = None
) -> ImportReport:
    """Bring in the scores of a file that are not here yet. Errors: CustomersApart."""
    return await _bring_in(session, actor, partial(good_lines, path), column_of, progress)


async def import_survey(
    session: Session, actor: Actor, path: Path, columns: Columns, *, progress: Progress | None = None
) -> ImportReport:
    """The same from a survey tool's own file, whose bad rows are told by what its columns are called.

    Errors: CustomersApart.
    """
    return await _bring_in(session, actor, partial(mapped_lines, path, columns), columns.column, progress)


async def _bring_in(
    session: Session,
    actor: Actor,
    read: Callable[[ImportReport, Progress], Iterator[Line]],
    column_of: Callable[[str], str],
    progress: Progress | None,
) -> ImportReport:
    units = await _units_of(session, actor)
    report = ImportReport()
    named = await Names.read(session)
    try:
        lines = list(read(report, progress or (lambda done: None)))
    except UnreadableSheet as fault:
        refused = ImportReport()
        refused.refuse(fault.line, fault.field, fault.reason)
        return refused
    found = [named.placed(line, report) for line in lines]
    await _keep(session, actor, [one for one in found if one], units, report)
    report.bad = [replace(bad, field=column_of(bad.field)) for bad in report.bad]
    return report


async def add_customer_scores(
    session: Session, actor: Actor, scores: Sequence[Mapping[str, Any]]
) -> ImportReport:
    """The same for scores that a tool sends, as the fields of `ScoreInput`; a bad one is told by its place.

    Errors: CustomersApart.
    """
    units = await _units_of(session, actor)
    report = ImportReport()
    judged = [(place, score_in(one, place, report)) for place, one in enumerate(scores, start=1)]
    await _keep(session, actor, [(place, one) for place, one in judged if one], units, report)
    return report


async def _units_of(session: Session, actor: Actor) -> Collection[UUID] | None:
    """The units whose scores the actor may bring in; None for all."""
    held = actor.reach.get(Permission.CUSTOMERS_LISTEN, frozenset())
    if actor.is_system or EVERYWHERE in held:
        return None
    if not held:
        raise errors.CustomersApart
    found = await session.execute(
        sa.select(ORG_UNIT_TREE.c.descendant_id).where(
            ORG_UNIT_TREE.c.ancestor_id.in_([one for one in held if one])
        )
    )
    return frozenset(found.scalars())


async def _keep(
    session: Session,
    actor: Actor,
    scores: Sequence[Numbered],
    units: Collection[UUID] | None,
    report: ImportReport,
) -> None:
    today = company_today(session)
    for start in range(0, len(scores), BATCH):
        some = scores[start : start + BATCH]
        known = await _known(session, [score.reference for _line, score in some])
        there = await known_places(session, [score for _line, score in some])
        rows: dict[str, dict[str, Any]] = {}
        for line, score in some:
            if score.org_unit_id is None and score.site_id is None:
                report.refuse(line, "org_unit_id", Reason("it needs a unit or a site"))
            elif units is not None and score.org_unit_id not in units:
                report.refuse(line, "org_unit_id", NOT_YOURS)
            elif nowhere := [field for field, ids in there.items() if getattr(score, field) not in ids]:
                report.refuse(line, nowhere[0], Reason("it does not exist"))
            elif score.given_on > today:
                report.refuse(line, "given_on", Reason("it is yet to come"))
            elif score.reference in known or score.reference in rows:
                report.unchanged += 1
            else:
                rows[score.reference] = score.model_dump()
        if rows:
            await session.execute(sa.insert(CUSTOMER_SCORES), list(rows.values()))
        report.created += len(rows)
    report.bad.sort(key=lambda bad: bad.line)
    if report.created:
        await count_customers(session)
        await events.record(
            session, actor, "customer_scores.imported", "customer_scores", None, created=report.created
        )


async def _known(session: Session, references: Collection[str]) -> set[str]:
    mine = CUSTOMER_SCORES.c.reference
    return set((await session.execute(sa.select(mine).where(mine.in_(references)))).scalars())
