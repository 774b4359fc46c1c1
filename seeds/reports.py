"""The demo's reports with their past: topics, answers in every state, promises, what was merged."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import commitments, immersions, journeys, reports
from backend.commitments import COMMITMENTS, Fate, PromiseInput
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.core.text import slugify
from backend.identity import PEOPLE
from backend.journeys import IRRITANTS, STEPS, TopicInput
from backend.reports import Answered, PastReport, PostKind, ReportInput, Said, Signature, Status
from seeds.autumn import NAME as AUTUMN
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting
from seeds.report_plans import TOPICS, Plan, plans

VOTERS_OF_THE_CAST = ("karim", "elodie", "thomas", "claire", "ines")


async def bring_reports_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """Open the topics, then bring in every report at the time it was sent."""
    cast = {member.key: people[seat] for seat, member in seats.cast.items() if seat in people}
    topics = await _topics(session, cast)
    known = [people[seat] for seat in sorted(people)]
    units = {
        row.id: row.org_unit_id for row in await session.execute(sa.select(PEOPLE.c.id, PEOPLE.c.org_unit_id))
    }
    told = plans()
    made: dict[str, int] = {}
    for plan in sorted(told.report, key=lambda one: -one.ago):
        dice = random.Random(f"{days.today} {plan.title}")
        author = cast.get(plan.author) or dice.choice(known)
        past = _past(plan, topics[plan.topic], author, cast, known, days, dice)
        past = await _placed(session, plan, replace(past, org_unit_id=units.get(author)))
        report = await reports.bring_in(session, past)
        made[plan.title] = report.number
        if plan.promise is not None:
            await _promise(session, plan, report, past)
        if past.irritant_id is not None:
            await _sent_on(session, past.irritant_id, report, past.received_at)
    for plan in told.report:
        if plan.like:
            await _merge(session, cast["solene"], made[plan.title], made[plan.like])
    for unsigned in told.unsigned:
        given = ReportInput(
            kind=unsigned.kind,
            title=unsigned.title,
            body=unsigned.body,
            topic_id=topics[unsigned.topic][0],
        )
        await reports.submit_anonymous(session, given, reports.new_code())


async def _topics(session: Session, cast: Mapping[str, UUID]) -> dict[str, tuple[UUID, UUID]]:
    """Open the topics; by name, each with its owner."""
    opened = {}
    steps = {row.name: row.id for row in await session.execute(sa.select(STEPS.c.name, STEPS.c.id))}
    for name, owner, beside, places in TOPICS:
        given = TopicInput(
            name=name,
            owner_id=cast[owner],
            responders=[cast[key] for key in beside],
            steps=[steps[place] for place in places],
            is_fallback=name == TOPICS[-1][0],
        )
        opened[name] = ((await journeys.open_topic(session, SYSTEM, given)).id, cast[owner])
    return opened


def _past(
    plan: Plan,
    topic: tuple[UUID, UUID],
    author: UUID,
    cast: Mapping[str, UUID],
    known: Sequence[UUID],
    days: Days,
    dice: random.Random,
) -> PastReport:
    """The report's story, day by day."""
    topic_id, owner = topic
    received = days.ago(plan.ago, dice.randint(8, 18), dice.randint(0, 59))
    limit = days.ago(0, 6)

    def after(day: int, hour: int = 10) -> datetime:
        at = days.before(plan.ago - day, hour, dice.randint(0, 59))
        return min(max(at, received + timedelta(hours=3)), limit)

    steps: list[tuple[Status, datetime, UUID | None, str]] = []
    if plan.review is not None:
        steps.append((Status.IN_REVIEW, after(plan.review), owner, ""))
    answered = None
    if plan.answer is not None:
        at = after(plan.answer.day, 11)
        doing, not_doing = plan.answer.doing, plan.answer.not_doing or plan.declined
        answered = Answered(doing, not_doing, plan.answer.when, at, owner)
        if plan.accepted:
            steps.append((Status.ACCEPTED, at, owner, ""))
        if plan.declined:
            steps.append((Status.DECLINED, at, owner, plan.declined))
    if plan.work is not None:
        steps.append((Status.IN_PROGRESS, after(plan.work, 14), owner, ""))
    if plan.done is not None:
        steps.append((Status.DELIVERED, after(plan.done.day, 15), owner, plan.done.text))
    voters = dice.sample(list(known), min(plan.votes, len(known)))
    if plan.votes > len(VOTERS_OF_THE_CAST):
        voters = [*[cast[key] for key in VOTERS_OF_THE_CAST], *voters[len(VOTERS_OF_THE_CAST) :]]
    return PastReport(
        kind=plan.kind,
        title=plan.title,
        body=plan.body.strip(),
        tags=plan.tags,
        signature=Signature.PSEUDONYM if plan.pseudonym else Signature.NAME,
        pseudonym=plan.pseudonym,
        author_id=author,
        topic_id=topic_id,
        received_at=received,
        posts=_posts(plan, owner, author, cast, after),
        answered=answered,
        steps=steps,
        kept_at=after(plan.kept, 9) if plan.kept is not None else None,
        voters=voters,
    )


def _posts(
    plan: Plan,
    owner: UUID,
    author: UUID,
    cast: Mapping[str, UUID],
    after: Callable[[int, int], datetime],
) -> list[Said]:
    posts = [Said(PostKind.COMMENT, one.text, after(one.day, 12), cast[one.by]) for one in plan.comments]
    if plan.asked is not None:
        posts.append(Said(PostKind.QUESTION, plan.asked.text, after(plan.asked.day, 13), owner))
    if plan.replied is not None:
        posts.append(Said(PostKind.ANSWER, plan.replied.text, after(plan.replied.day, 13), author, True))
    return posts


async def _placed(session: Session, plan: Plan, past: PastReport) -> PastReport:
    """The report on its step of the journey, or where the irritant or the idea it comes from was told."""
    if plan.irritant:
        found = await session.execute(
            sa.select(IRRITANTS.c.id, IRRITANTS.c.step_id, IRRITANTS.c.handoff_id).where(
                IRRITANTS.c.text.startswith(plan.irritant)
            )
        )
        seen = found.one()
        return replace(past, irritant_id=seen.id, step_id=seen.step_id, handoff_id=seen.handoff_id)
    if plan.idea:
        told = await _debrief(session, plan.idea, past.author_id)
        return replace(past, source_kind=immersions.DEBRIEF, source_id=told)
    if plan.step:
        step = await session.execute(sa.select(STEPS.c.id).where(STEPS.c.name == plan.step))
        return replace(past, step_id=step.scalar_one())
    return past


async def _debrief(session: Session, idea: str, author_id: UUID | None) -> UUID:
    """The debrief of the autumn, which the author may read, whose idea begins so."""
    assert author_id is not None
    reader = await acting(session, author_id)
    edition = await immersions.get_edition(session, reader, slugify(AUTUMN))
    told = await immersions.debriefs_of(session, reader, edition.id, Page(50))
    return next(one.id for one in told.items if one.ideas.startswith(idea))


async def _sent_on(session: Session, irritant_id: UUID, report: reports.Report, at: datetime) -> None:
    """The irritant says what it became."""
    irritant = await journeys.get_irritant(session, irritant_id)
    if irritant.noted_at > at:
        irritant.noted_at = at - timedelta(days=4)
    irritant.status, irritant.sent_on_at = journeys.IrritantStatus.SENT_ON, at
    irritant.target_kind, irritant.target_id = "report", report.id
    session.add(irritant)
    await session.flush()


async def _promise(session: Session, plan: Plan, report: reports.Report, past: PastReport) -> None:
    """What the owner promised with the answer, and what became of it."""
    assert plan.promise is not None
    assert past.answered is not None
    assert past.answered.by_id is not None
    owner = await acting(session, past.answered.by_id)
    given = PromiseInput(what=plan.promise.text, due_on=today_in(owner.time_zone))
    made = await commitments.make(session, owner, given, source_kind=reports.SOURCE, source_id=report.id)
    due = past.received_at.date() + timedelta(days=plan.promise.day)
    values: dict[str, Any] = {"due_on": due, "first_due_on": due, "made_at": past.answered.at}
    if report.delivered_at is not None:
        values |= {"fate": Fate.KEPT, "closed_at": report.delivered_at}
    await session.execute(sa.update(COMMITMENTS).where(COMMITMENTS.c.id == made.id).values(**values))


async def _merge(session: Session, by: UUID, number: int, into: int) -> None:
    actor = await acting(session, by)
    pair = [await reports.get_report(session, actor, one) for one in (number, into)]
    await reports.merge(session, actor, *pair)
