"""What people are told: once, counted, gathered in one mail, so many a day, never at night."""

import asyncio
from uuid import UUID, uuid4

import sqlalchemy as sa

from backend import notifications
from backend.core import clock
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.i18n import LOCALES, Catalogues
from backend.core.listing import Page
from backend.jobs import JOBS
from backend.notifications import DELIVERIES, KINDS, Notice, NotificationKind, PreferencesInput
from backend.notifications.models import NOTIFICATIONS
from backend.notifications.telling import AT_ONCE, turns_of
from backend.reactions import JOBS as FUNCTIONS
from backend.services import UI
from backend.worker import Worker
from tests.cast import Cast
from tests.counting import counting
from tests.mail_sink import Sink
from tests.notifications.conftest import travel_to

NOON = "2026-11-26T11:00"


async def happens(database: Database, *people: UUID, number: int = 1, key: str = "") -> None:
    """Something happens to a report that these people follow."""
    notice = Notice(
        NotificationKind.REPORT,
        "report.commented",
        key or f"event {number}",
        f"/reports/{number}",
        {"number": number, "title": "La file"},
    )
    async with database.writing() as session:
        await notifications.tell(session, people, notice)
        await session.commit()


async def unread(cast: Cast, name: str) -> int:
    async with cast.database.reading() as session:
        return await notifications.unread_count(session, cast.people[name])


async def test_ten_events_make_one_mail_at_the_end_of_their_window(
    cast: Cast, database: Database, sink: Sink
) -> None:
    travel_to(NOON)
    for number in range(10):
        await happens(database, cast.people["ines"], number=number)
    await Worker(database).drain()
    assert sink.letters == []
    for later in ("2026-11-26T11:11", "2026-11-26T11:25"):
        travel_to(later)
        await Worker(database).drain()
    (letter,) = sink.letters
    assert letter["subject"] == "10 nouvelles dans Diapason"
    text = letter.get_body(("plain",)).get_content()
    assert text.count("https://diapason.telenova.example/reports/") == 10
    assert await unread(cast, "ines") == 10


async def test_a_mail_of_one_event_says_it_in_its_subject(cast: Cast, database: Database, sink: Sink) -> None:
    travel_to(NOON)
    await happens(database, cast.people["ines"], number=412)
    travel_to("2026-11-26T11:11")
    await Worker(database).drain()
    (letter,) = sink.letters
    assert letter["subject"] == "Remontée n° 412, un commentaire : La file"
    assert letter["auto-submitted"] == "auto-generated"


async def test_nobody_is_told_the_same_thing_twice(cast: Cast, database: Database, sink: Sink) -> None:
    travel_to(NOON)
    for _ in range(3):
        await happens(database, cast.people["ines"], key="once")
    travel_to("2026-11-26T11:11")
    await Worker(database).drain()
    assert len(sink.letters) == 1
    assert await unread(cast, "ines") == 1


async def test_gathered_mail_waits_for_the_morning_where_its_reader_is(
    cast: Cast, database: Database, sink: Sink
) -> None:
    travel_to("2026-11-26T19:30")
    await happens(database, cast.people["ines"])
    for night in ("2026-11-26T20:00", "2026-11-27T05:59"):
        travel_to(night)
        await Worker(database).drain()
        assert sink.letters == []
    travel_to("2026-11-27T06:01")
    await Worker(database).drain()
    assert len(sink.letters) == 1


async def test_who_asked_for_other_hours_is_written_to_by_theirs(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        never_quiet = PreferencesInput.model_validate({"quiet_from": "00:00", "quiet_until": "00:00"})
        await notifications.update_preferences(session, await cast.actor("ines"), never_quiet)
        await session.commit()
    travel_to("2026-11-26T22:00")
    await happens(database, cast.people["ines"])
    travel_to("2026-11-26T22:11")
    await Worker(database).drain()
    assert len(sink.letters) == 1


async def test_after_three_mails_in_a_day_the_rest_waits_for_the_next_morning(
    cast: Cast, database: Database, sink: Sink
) -> None:
    for hour in range(8, 18):
        travel_to(f"2026-11-26T{hour:02}:00")
        await happens(database, cast.people["ines"], number=hour)
        travel_to(f"2026-11-26T{hour:02}:15")
        await Worker(database).drain()
    assert len(sink.letters) == 3
    travel_to("2026-11-27T06:01")
    await Worker(database).drain()
    assert len(sink.letters) == 4
    assert sink.letters[-1]["subject"] == "7 nouvelles dans Diapason"


async def test_what_is_read_in_the_inbox_is_not_mailed_any_more(
    cast: Cast, database: Database, sink: Sink
) -> None:
    travel_to(NOON)
    await happens(database, cast.people["ines"])
    async with database.writing() as session:
        assert await notifications.mark_read(session, await cast.actor("ines")) == 1
        await session.commit()
    travel_to("2026-11-26T11:11")
    await Worker(database).drain()
    assert sink.letters == []
    assert await unread(cast, "ines") == 0


async def test_ines_marks_one_as_read_and_cannot_touch_karims(cast: Cast, database: Database) -> None:
    await happens(database, cast.people["ines"], cast.people["karim"])
    ines, karim = await cast.actor("ines"), await cast.actor("karim")
    async with database.writing() as session:
        (mine,) = (await notifications.visible_notifications(session, ines, Page())).items
        (his,) = (await notifications.visible_notifications(session, karim, Page())).items
        try:
            await notifications.mark_read(session, ines, [mine.id, his.id])
        except NotFound:
            pass
        else:
            raise AssertionError("Karim's notification is not Inès's to read")
        assert await notifications.mark_read(session, ines, [mine.id]) == 1
        assert await notifications.mark_read(session, ines, [mine.id]) == 0
        await session.commit()
    assert (await unread(cast, "ines"), await unread(cast, "karim")) == (0, 1)


async def test_telling_many_people_takes_as_many_statements_as_telling_one(
    cast: Cast, database: Database, sink: Sink
) -> None:
    with counting(database) as one:
        await happens(database, cast.people["ines"], key="one")
    with counting(database) as many:
        await happens(database, *cast.people.values(), key="many")
    assert many.count == one.count


async def test_two_who_tell_the_same_people_at_once_lose_nothing(cast: Cast, database: Database) -> None:
    await asyncio.gather(*(happens(database, *cast.people.values(), number=n) for n in range(8)))
    assert {await unread(cast, name) for name in cast.people} == {8}


async def test_a_turn_that_is_killed_before_its_end_is_done_again_whole(
    cast: Cast, database: Database, sink: Sink
) -> None:
    travel_to(NOON)
    await happens(database, cast.people["ines"])
    travel_to("2026-11-26T11:11")
    async with database.writing() as session:
        await notifications.post_bundles(session, 3)
    await Worker(database).drain()
    assert len(sink.letters) == 1
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(DELIVERIES)) == 1
        assert not await session.scalar(sa.select(sa.func.count()).where(NOTIFICATIONS.c.waits_for != ""))
        left = (await session.execute(sa.select(JOBS.c.name))).scalars().all()
    assert set(left) <= {notifications.POST}


async def test_forgetting_what_is_old_forgets_that_it_was_unread(cast: Cast, database: Database) -> None:
    await happens(database, cast.people["ines"], number=1)
    await happens(database, cast.people["karim"], number=2)
    clock_after = clock.now()
    await happens(database, cast.people["ines"], number=3)
    async with database.writing() as session:
        assert await notifications.forget_old_notifications(session, clock_after) == 2
        await session.commit()
    assert (await unread(cast, "ines"), await unread(cast, "karim")) == (1, 0)


def test_everything_that_can_be_said_is_worded_in_both_languages() -> None:
    catalogues = Catalogues.load(UI / "locale")
    for locale in LOCALES:
        words = catalogues.translations(locale).gettext
        for kind, rule in KINDS.items():
            for key in (f"enum.notification_kind.{kind}", *(f"notice.{code}" for code in rule.says)):
                assert words(key) != key, f"{key} in {locale}"
    assert set(KINDS) == set(NotificationKind)
    assert notifications.POST in FUNCTIONS


def test_people_are_told_in_turns_of_five_hundred_in_their_order() -> None:
    people = [uuid4() for _ in range(2 * AT_ONCE + 1)]
    turns = turns_of(people)
    assert [len(turn) for turn in turns] == [AT_ONCE, AT_ONCE, 1]
    assert [one for turn in turns for one in turn] == [str(one) for one in people]
    assert turns_of([]) == []
