"""Issues for tests, made through their verbs: Nadia edits, Hélène signs, Maud sends."""

from datetime import date

import sqlalchemy as sa

from backend import commitments, digests, reports
from backend.commitments import PromiseInput
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import today_in
from backend.digests import ComposeInput, Issue, ItemInput, ScheduleInput, TextsInput
from backend.digests.months import first_of
from backend.identity import ROLE_GRANTS, Role
from backend.reports import ResponseInput, Status, StatusInput
from tests.cast import Cast
from tests.reports.scenes import a_report, a_topic, stands

PARIS = "Europe/Paris"
BOTH = TextsInput(fr="Ce mois-ci, une file de moins.", en="This month, one queue less.")
WORD = TextsInput(fr="J’ai attendu avec vous.", en="I queued with you.")
MAKERS = {"nadia": Role.EDITOR, "helene": Role.SPONSOR, "maud": Role.PUBLISHER}


def this_month() -> date:
    return first_of(today_in(PARIS))


async def makers(session: Session, cast: Cast) -> None:
    """Give the three their roles over the whole company; once."""
    for name, role in MAKERS.items():
        person_id = cast.people[name]
        held = await session.execute(
            sa.select(ROLE_GRANTS.c.id).where(
                ROLE_GRANTS.c.person_id == person_id, ROLE_GRANTS.c.role == role
            )
        )
        if held.scalar_one_or_none() is None:
            row = {"person_id": person_id, "role": role, "org_unit_id": None}
            await session.execute(sa.insert(ROLE_GRANTS).values(**row))
    await session.commit()


async def a_delivered_report(session: Session, cast: Cast, *, promised: bool = True) -> reports.Report:
    """Inès's report, answered by Nadia, delivered; with a promise that the delivery kept, or none."""
    await a_topic(session, cast, name=f"Boutiques {new_id()}")
    report = await a_report(session, cast)
    nadia = await stands(session, cast, "nadia", report.number)
    await reports.respond(
        session,
        nadia,
        ResponseInput(doing="Une seule file", not_doing="Pas de casiers", by_when="En mars", accept=True),
    )
    if promised:
        promise = PromiseInput(what="Une seule file", due_on=today_in(PARIS))
        await commitments.make(
            session, await cast.actor("nadia"), promise, source_kind="report", source_id=report.id
        )
    done = StatusInput(status=Status.DELIVERED, evidence="La file unique, en photo")
    await reports.change_status(session, nadia, done)
    return report


async def a_draft(session: Session, cast: Cast, *, promised: bool = True) -> Issue:
    """The issue of this month for the whole company, with one thing said and done."""
    await makers(session, cast)
    await a_delivered_report(session, cast, promised=promised)
    there = await session.execute(sa.select(sa.func.count()).select_from(Issue))
    if there.scalar_one():
        # A scene of the matrix may not be the first: the issue before it makes place.
        await session.execute(sa.update(Issue).values(status=digests.State.CANCELLED))
    return await digests.compose(session, SYSTEM, ComposeInput(month=this_month()))


async def written(session: Session, cast: Cast, issue: Issue) -> Issue:
    """Everything in both languages: nothing stands in the way of a signature."""
    nadia = await cast.actor("nadia")
    for item in await digests.items_of(session, issue.id):
        words = ItemInput(title_en="Two queues for one phone", summary_en="One queue, in a picture")
        issue = await digests.edit_item(session, nadia, issue, item.id, words)
    issue = await digests.write_headline(session, nadia, issue, BOTH)
    return await digests.write_word(session, await cast.actor("helene"), issue, WORD)


async def a_review(session: Session, cast: Cast, *, promised: bool = True) -> Issue:
    issue = await written(session, cast, await a_draft(session, cast, promised=promised))
    return await digests.request_review(session, await cast.actor("nadia"), issue)


async def a_signed_issue(session: Session, cast: Cast) -> Issue:
    issue = await a_review(session, cast)
    return await digests.sign(session, await cast.actor("helene"), issue)


async def a_sending(session: Session, cast: Cast) -> Issue:
    """An issue that has begun to leave."""
    issue = await a_signed_issue(session, cast)
    issue = await digests.schedule(session, await cast.actor("maud"), issue, ScheduleInput())
    assert issue.scheduled_at is not None
    assert await digests.start(session, issue.id, issue.scheduled_at)
    await session.refresh(issue)
    return issue
