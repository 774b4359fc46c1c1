"""Gatherings: who plans, who replies, who came, who sees what."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles import errors
from backend.circles.models import ATTENDANCE, GATHERINGS, MEMBERSHIPS, Reply
from backend.core.clock import now
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.core.local_time import NoSuchHour
from backend.events import EVENTS
from tests.cast import Cast
from tests.circles.scenes import THURSDAY, THURSDAY_UTC, a_circle, a_gathering, last_of

SOON, EARLIER = timedelta(hours=2), timedelta(days=-1)
DAY, HOUR, HALF_PAST_TWO = timedelta(days=1), timedelta(hours=1), timedelta(hours=2, minutes=30)
SPRING, AUTUMN = last_of(3, 6), last_of(10, 6)
"""The days on which clocks change."""


async def planned(cast: Cast, **values: object) -> UUID:
    """Karim's gathering, in two hours unless said otherwise; the circle is `coeur`."""
    async with cast.database.writing() as session:
        circle_id = await a_circle(session, cast, members=("ines", "thomas"))
        gathering_id = await a_gathering(session, circle_id, **{"starts_in": SOON, **values})
        await session.commit()
    return gathering_id


async def replied(cast: Cast, name: str, gathering_id: UUID, reply: Reply) -> None:
    actor = await cast.actor(name)
    async with cast.database.writing() as session:
        gathering = await circles.get_gathering(session, actor, gathering_id)
        await circles.reply_to_gathering(session, actor, gathering, reply)
        await session.commit()


async def row_for(cast: Cast, name: str, gathering_id: UUID) -> circles.GatheringRow:
    async with cast.database.reading() as session:
        return await circles.gathering_row(session, await cast.actor(name), gathering_id)


async def test_karim_plans_at_the_hour_his_clock_shows(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    async with database.writing() as session:
        await a_circle(session, cast)
        circle = await circles.get_circle(session, karim, "coeur")
        gathering = await circles.plan_gathering(session, karim, circle, THURSDAY)
        await session.commit()
    async with database.reading() as session:
        found = (await session.execute(sa.select(GATHERINGS))).one()
        event = (await session.execute(sa.select(EVENTS))).one()
    assert (found.starts_at, found.time_zone) == (THURSDAY_UTC, "Europe/Paris")
    assert (event.name, event.subject_id, event.actor_id) == (
        "gathering.planned",
        gathering.id,
        karim.person_id,
    )


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        (SPRING - DAY + HALF_PAST_TWO, SPRING - DAY + timedelta(hours=1, minutes=30)),
        (SPRING + HALF_PAST_TWO + HOUR, SPRING + timedelta(hours=1, minutes=30)),
        (AUTUMN + HALF_PAST_TWO, AUTUMN + timedelta(minutes=30)),
        (AUTUMN + HALF_PAST_TWO + HOUR, AUTUMN + HALF_PAST_TWO),
    ],
)
async def test_the_days_when_clocks_change_keep_their_hours(
    cast: Cast, database: Database, typed: datetime, instant: datetime
) -> None:
    instant = instant.replace(tzinfo=UTC)
    karim = await cast.actor("karim")
    given = THURSDAY.model_copy(update={"starts_at": typed, "ends_at": instant + timedelta(minutes=20)})
    async with database.writing() as session:
        await a_circle(session, cast)
        circle = await circles.get_circle(session, karim, "coeur")
        gathering = await circles.plan_gathering(session, karim, circle, given)
        assert gathering.starts_at == instant


async def test_an_hour_that_the_clocks_skip_is_refused(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    given = THURSDAY.model_copy(update={"starts_at": SPRING + HALF_PAST_TWO})
    async with database.writing() as session:
        await a_circle(session, cast)
        circle = await circles.get_circle(session, karim, "coeur")
        with pytest.raises(NoSuchHour) as refused:
            await circles.plan_gathering(session, karim, circle, given)
    assert refused.value.field == "starts_at"


async def test_a_gathering_that_ends_before_it_starts_is_refused(cast: Cast, database: Database) -> None:
    karim = await cast.actor("karim")
    given = THURSDAY.model_copy(update={"ends_at": THURSDAY.starts_at})
    async with database.writing() as session:
        await a_circle(session, cast)
        circle = await circles.get_circle(session, karim, "coeur")
        with pytest.raises(errors.EndsBeforeStart):
            await circles.plan_gathering(session, karim, circle, given)


async def test_a_new_time_asks_members_again_and_a_new_title_does_not(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    await replied(cast, "ines", gathering_id, Reply.YES)
    karim = await cast.actor("karim")
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        kept = THURSDAY.model_copy(
            update={"starts_at": gathering.starts_at, "ends_at": gathering.ends_at, "title": "Le point"}
        )
        assert (await circles.change_gathering(session, karim, gathering, kept)).sequence == 1
        assert (await circles.change_gathering(session, karim, gathering, kept)).sequence == 1
        await session.commit()
    assert (await row_for(cast, "ines", gathering_id)).viewer_reply is Reply.YES
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        assert (await circles.change_gathering(session, karim, gathering, THURSDAY)).sequence == 2
        await session.commit()
    row = await row_for(cast, "ines", gathering_id)
    assert (row.viewer_reply, row.yes_count, row.starts_at) == (None, 0, THURSDAY_UTC)


async def test_a_cancelled_gathering_takes_no_reply_and_no_change(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    karim, ines = await cast.actor("karim"), await cast.actor("ines")
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        cancelled = await circles.cancel_gathering(session, karim, gathering)
        assert cancelled.sequence == 1
        await session.commit()
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, ines, gathering_id)
        with pytest.raises(errors.GatheringCancelled):
            await circles.reply_to_gathering(session, ines, gathering, Reply.YES)
        with pytest.raises(errors.GatheringCancelled):
            await circles.change_gathering(session, karim, gathering, THURSDAY)
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(ATTENDANCE)) == 0


async def test_a_reply_can_be_changed_and_said_twice_without_a_second_event(
    cast: Cast, database: Database
) -> None:
    gathering_id = await planned(cast)
    for reply in (Reply.YES, Reply.NO, Reply.NO):
        await replied(cast, "ines", gathering_id, reply)
    row = await row_for(cast, "ines", gathering_id)
    assert (row.viewer_reply, row.yes_count, row.no_count) == (Reply.NO, 0, 1)
    async with database.reading() as session:
        names = (await session.execute(sa.select(EVENTS.c.name))).scalars().all()
    assert names == ["gathering.replied", "gathering.replied"]


async def test_whoever_leaves_the_circle_no_longer_counts(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    await replied(cast, "ines", gathering_id, Reply.YES)
    async with database.writing() as session:
        await session.execute(
            sa.update(MEMBERSHIPS).where(MEMBERSHIPS.c.person_id == cast.people["ines"]).values(status="left")
        )
        await session.commit()
    assert (await row_for(cast, "karim", gathering_id)).yes_count == 0


async def test_the_link_and_the_people_are_for_members(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    seen = {name: (await row_for(cast, name, gathering_id)).link for name in ("ines", "solene", "yann")}
    link = "https://visio.telenova.example/coeur"
    assert seen == {"ines": link, "solene": link, "yann": ""}
    async with database.reading() as session:
        for name in ("ines", "yann"):
            actor = await cast.actor(name)
            gathering = await circles.get_gathering(session, actor, gathering_id)
            if name == "yann":
                with pytest.raises(errors.MembersOnly):
                    await circles.attendees(session, actor, gathering, Page())
            else:
                listing = await circles.attendees(session, actor, gathering, Page())
                assert [row.name for row in listing.items] == [
                    "Karim Benhaddou",
                    "Thomas Le Goff",
                    "Inès Marchetti",
                ]


async def test_the_gathering_of_a_draft_does_not_exist_for_others(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        circle_id = await a_circle(session, cast, status="draft")
        gathering_id = await a_gathering(session, circle_id, starts_in=SOON)
        await session.commit()
    async with database.reading() as session:
        with pytest.raises(NotFound):
            await circles.get_gathering(session, await cast.actor("yann"), gathering_id)
        assert await circles.get_gathering(session, await cast.actor("karim"), gathering_id)


async def test_attendance_is_recorded_for_many_at_once_and_corrected(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast, starts_in=EARLIER)
    karim, people = await cast.actor("karim"), cast.people
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        both = [people["ines"], people["karim"]]
        await circles.record_attendance(session, karim, gathering, present=both, absent=[people["thomas"]])
        await circles.record_attendance(session, karim, gathering, present=[], absent=[people["karim"]])
        await session.commit()
    row = await row_for(cast, "ines", gathering_id)
    assert (row.came_count, row.viewer_attended) == (1, True)
    assert (await row_for(cast, "karim", gathering_id)).viewer_attended is False


async def test_attendance_waits_for_the_start_and_knows_only_members(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    karim = await cast.actor("karim")
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        with pytest.raises(errors.GatheringNotStarted):
            await circles.record_attendance(session, karim, gathering, present=[cast.people["ines"]])
        past_id = await a_gathering(session, gathering.circle_id, starts_in=EARLIER)
        past = await circles.get_gathering(session, karim, past_id)
        with pytest.raises(errors.NotMember):
            await circles.record_attendance(session, karim, past, present=[cast.people["yann"]])
        twice = [cast.people["ines"]]
        with pytest.raises(errors.BothPresentAndAbsent):
            await circles.record_attendance(session, karim, past, present=twice, absent=twice)
        assert await session.scalar(sa.select(sa.func.count()).select_from(ATTENDANCE)) == 0


async def test_lists_hold_what_is_to_come_soonest_first_and_the_past_latest_first(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        circle_id = await a_circle(session, cast)
        for days in (3, 1, 2, -3, -1, -2):
            await a_gathering(session, circle_id, starts_in=timedelta(days=days), title=str(days))
        await session.commit()
    ines = await cast.actor("ines")
    async with database.reading() as session:
        titles = []
        for past in (False, True):
            first = await circles.visible_gatherings(session, ines, circle_id, Page(2), past=past)
            rest = await circles.visible_gatherings(session, ines, circle_id, Page(2, first.end), past=past)
            titles.append([row.title for row in (*first.items, *rest.items)])
            assert (first.has_more, rest.has_more) == (True, False)
        batch = await circles.gathering_rows(session, ines, [circle_id], Page(4))
        rest = (await circles.gathering_rows(session, ines, [circle_id], Page(4, batch[circle_id].end)))[
            circle_id
        ]
    assert titles == [["1", "2", "3"], ["-1", "-2", "-3"]]
    assert [row.title for row in batch[circle_id].items] == ["3", "2", "1", "-1"]
    assert (batch[circle_id].has_more, [row.title for row in rest.items]) == (True, ["-2", "-3"])


async def test_home_asks_for_a_reply_and_tells_of_a_change(cast: Cast, database: Database) -> None:
    gathering_id = await planned(cast)
    ines, karim, yann = [await cast.actor(name) for name in ("ines", "karim", "yann")]
    async with database.reading() as session:
        (ask,) = await circles.asks_for(session, ines)
        assert (ask.code, ask.href) == ("gathering", f"/circles/coeur/gatherings/{gathering_id}")
        assert await circles.asks_for(session, yann) == []
        assert await circles.told_to(session, ines) == []
    await replied(cast, "ines", gathering_id, Reply.MAYBE)
    async with database.writing() as session:
        gathering = await circles.get_gathering(session, karim, gathering_id)
        await circles.cancel_gathering(session, karim, gathering)
        await session.commit()
    async with database.reading() as session:
        assert await circles.asks_for(session, ines) == []
        (told,) = await circles.told_to(session, ines)
        assert (told.code, told.by) == ("gathering_cancelled", "Karim Benhaddou")
        assert await circles.told_to(session, karim) == []


async def test_a_gathering_is_neither_planned_in_the_past_nor_moved_there(cast: Cast) -> None:
    gathering_id = await planned(cast)
    karim = await cast.actor("karim")
    yesterday = now() + EARLIER
    gone = THURSDAY.model_copy(update={"starts_at": yesterday, "ends_at": yesterday + SOON})
    async with cast.database.writing() as session:
        circle = await circles.get_circle(session, karim, "coeur")
        gathering = await circles.get_gathering(session, karim, gathering_id)
        with pytest.raises(errors.GatheringInThePast):
            await circles.change_gathering(session, karim, gathering, gone)
        with pytest.raises(errors.GatheringInThePast):
            await circles.plan_gathering(session, karim, circle, gone)
        await session.commit()
    async with cast.database.reading() as session:
        starts = (await session.execute(sa.select(GATHERINGS.c.starts_at))).scalar_one()
    assert starts > yesterday
