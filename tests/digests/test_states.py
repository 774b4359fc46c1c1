"""Whatever people do, and in whatever order, an issue stands where plain Python says it stands."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import digests
from backend.core import clock
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.core.errors import DomainError
from backend.digests import ComposeInput, Issue, RemarkInput, ScheduleInput, State, errors
from backend.digests.delivery import go_on
from backend.digests.models import ISSUES, RECIPIENTS
from backend.digests.months import first_working_day, month_before
from backend.digests.states import NEXT
from tests.cast import Cast
from tests.digests.scenes import BOTH, MAKERS, a_delivered_report, a_draft, makers, written

WHO = {role.value: name for name, role in MAKERS.items()}
STEPS = {
    # step: (whose right, from, to); an edit takes the signature away.
    "review": ("editor", {"draft"}, "in_review"),
    "edit": ("editor", {"draft", "in_review", "signed", "scheduled"}, None),
    "reject": ("sponsor", {"in_review"}, "draft"),
    "sign": ("sponsor", {"in_review"}, "signed"),
    "schedule": ("publisher", {"signed"}, "scheduled"),
    "pause": ("publisher", {"sending"}, "paused"),
    "resume": ("publisher", {"paused"}, "sending"),
    "cancel": ("publisher", {"draft", "in_review", "signed", "scheduled", "sending", "paused"}, "cancelled"),
    "start": (None, {"scheduled"}, "sending"),
    "finish": (None, {"sending"}, "sent"),
}
STEP = st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from([*WHO, "helpful"]), st.booleans())
"""A step, who tries it, and whether they try with the right person after all (so that issues get far)."""
FORWARD = ("review", "sign", "schedule", "start", "pause", "resume", "finish")
PLAN = st.tuples(st.integers(0, len(FORWARD)), st.lists(STEP, min_size=3, max_size=8))
ISSUE: dict[str, Callable[[Session, Any, Issue], Awaitable[object]]] = {
    "review": digests.request_review,
    "edit": lambda s, a, i: digests.write_headline(s, a, i, BOTH),
    "reject": lambda s, a, i: digests.reject(s, a, i, RemarkInput(text="Non.")),
    "sign": digests.sign,
    "schedule": lambda s, a, i: digests.schedule(s, a, i, ScheduleInput()),
    "pause": digests.pause,
    "resume": digests.resume,
    "cancel": digests.cancel,
}


def expected(status: str, step: str, right: bool) -> str:
    """Where the issue stands after a step that somebody with or without the right tries."""
    _, before, after = STEPS[step]
    if not right or status not in before:
        return status
    if step == "edit":
        return status if status in {"draft", "in_review"} else "draft"
    assert after is not None
    return after


@given(plan=PLAN)
@settings(max_examples=8)
async def test_an_issue_goes_where_its_states_say(
    cast: Cast, database: Database, plan: tuple[int, list[tuple[str, str, bool]]]
) -> None:
    far, tried = plan
    async with database.writing() as session:
        number = (await written(session, cast, await a_draft(session, cast))).number
        await session.commit()
    steps = [(step, STEPS[step][0] or "", True) for step in FORWARD[:far]]
    status = "draft"
    for step, who, surely in [*steps, *tried]:
        owner = STEPS[step][0]
        by = owner if surely else who
        right = owner is None or by == owner
        await really(cast, database, number, step, by)
        status = expected(status, step, right)
        async with database.reading() as session:
            row = (await session.execute(sa.select(ISSUES).where(ISSUES.c.number == number))).one()
        assert row.status.value == status, (step, by)
        signed = status in {"signed", "scheduled", "sending", "paused", "sent"}
        assert (row.signed_at is not None) == signed


async def really(cast: Cast, database: Database, number: int, step: str, by: str | None) -> None:
    """Try the step; a refusal changes nothing."""
    async with database.writing() as session:
        issue = (await session.execute(sa.select(Issue).where(ISSUES.c.number == number))).scalar_one()
        if step == "start":
            await digests.start(session, issue.id, issue.scheduled_at or now())
        elif step == "finish":
            await session.execute(sa.delete(RECIPIENTS).where(RECIPIENTS.c.issue_id == issue.id))
            await go_on(session, issue.id, issue.spell, now())
        else:
            actor = await cast.actor(WHO.get(by or "", "ines"))
            try:
                await ISSUE[step](session, actor, issue)
            except DomainError:
                return
        await session.commit()


def test_every_state_is_left_or_is_an_end() -> None:
    ends = {state for state, after in NEXT.items() if not after}
    assert ends == {State.SENT, State.CANCELLED}
    assert set(NEXT) == set(State)


@pytest.mark.parametrize(
    ("month", "day"),
    [("2026-11", 2), ("2027-01", 4), ("2026-05", 4), ("2025-11", 3), ("2028-05", 2), ("2027-08", 2)],
)
def test_offices_open_again_after_weekends_and_holidays(month: str, day: int) -> None:
    first = date.fromisoformat(f"{month}-01")
    assert first_working_day(first) == first.replace(day=day)


def test_january_tells_december() -> None:
    assert month_before(date(2027, 1, 31)) == date(2026, 12, 1)
    assert month_before(date(2028, 3, 31)) == date(2028, 2, 1)


async def composed(database: Database, at: datetime) -> int:
    clock.travel(at - datetime.now(UTC))
    try:
        async with database.writing() as session:
            begun = await digests.compose_due(session)
            await session.commit()
    finally:
        clock.travel(timedelta())
    return begun


async def test_the_draft_is_there_by_itself_on_the_first_working_day_once(
    cast: Cast, database: Database
) -> None:
    """1 January 2027 is a Friday and a holiday; at 23:30 UTC on the 3rd, it is the 4th in Paris."""
    async with database.writing() as session:
        await makers(session, cast)
    assert await composed(database, datetime(2027, 1, 1, 9, tzinfo=UTC)) == 0
    assert await composed(database, datetime(2027, 1, 3, 22, 30, tzinfo=UTC)) == 0
    assert await composed(database, datetime(2027, 1, 3, 23, 30, tzinfo=UTC)) == 1
    assert await composed(database, datetime(2027, 1, 5, 9, tzinfo=UTC)) == 0
    async with database.reading() as session:
        row = (await session.execute(sa.select(ISSUES))).one()
    assert (row.month, row.status, row.audience) == (date(2026, 12, 1), State.DRAFT, "company")


async def test_a_draft_that_nobody_was_there_to_begin_comes_later_in_the_month(
    cast: Cast, database: Database
) -> None:
    assert await composed(database, datetime(2027, 3, 29, 9, tzinfo=UTC)) == 1


async def test_a_month_has_one_issue_for_one_audience(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        issue = await a_draft(session, cast)
        nadia = await cast.actor("nadia")
        given = ComposeInput(month=issue.month)
        with pytest.raises(errors.IssueAlreadyThere):
            await digests.compose(session, nadia, given)
        region = ComposeInput(month=issue.month, org_unit_id=cast.units["aquitaine"])
        other = await digests.compose(session, nadia, region)
        assert other.number == issue.number + 1
        await digests.cancel(session, await cast.actor("maud"), issue)
        assert (await digests.compose(session, nadia, given)).number == other.number + 1


async def test_a_section_holds_five_items_and_moves_keep_its_order(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        for _ in range(6):
            await a_delivered_report(session, cast)
        issue = await a_draft(session, cast)
        nadia = await cast.actor("nadia")
        items = await digests.items_of(session, issue.id)
        assert [one.place for one in items] == [1, 2, 3, 4, 5, None, None]
        choose = digests.ItemInput(move=digests.Move.CHOOSE)
        with pytest.raises(errors.SectionFull):
            await digests.edit_item(session, nadia, issue, items[5].id, choose)
        for move, at in (("down", 0), ("up", 2), ("drop", 3), ("up", 0)):
            moved = digests.ItemInput(move=move)
            await digests.edit_item(session, nadia, issue, items[at].id, moved)
        await digests.edit_item(session, nadia, issue, items[5].id, choose)
        after = [one.id for one in await digests.items_of(session, issue.id) if one.place is not None]
        order = [one.id for one in items]
    assert [order.index(one) for one in after] == [1, 0, 2, 4, 5]
