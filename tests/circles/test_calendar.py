"""The calendar file of a gathering: the same entry, moved and cancelled."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar, Event

from backend.circles import GatheringRow, calendar_file
from backend.core.ids import new_id

AT = datetime(2027, 11, 1, 9, 0, tzinfo=UTC)
ROW = GatheringRow(
    id=new_id(),
    circle_id=new_id(),
    circle_slug="coeur",
    circle_name="Cœur",
    title="Le point du jeudi",
    starts_at=datetime(2027, 11, 25, 12, 30, tzinfo=UTC),
    ends_at=datetime(2027, 11, 25, 13, 0, tzinfo=UTC),
    time_zone="Europe/Paris",
    place="Boutique Sainte-Catherine; au fond, à gauche",
    link="https://visio.telenova.example/coeur",
    agenda="Ce que chacun a vu.\nCe qu’on en fait.",
    sequence=0,
    created_at=AT,
    changed_at=AT,
    cancelled_at=None,
    organiser_name="Karim Benhaddou",
    organiser_email="karim.benhaddou@telenova.example",
    is_inside=True,
    yes_count=0,
    maybe_count=0,
    no_count=0,
    came_count=0,
    viewer_reply=None,
    viewer_attended=None,
)


def entry(row: GatheringRow) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(calendar_file(row, "https://diapason.telenova.example", AT))
    return calendar, calendar.walk("VEVENT")[0]


def test_the_file_says_when_where_and_by_whom_in_the_planners_time_zone() -> None:
    calendar, event = entry(ROW)
    assert event["UID"] == f"{ROW.id}@diapason.telenova.example"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event["DTSTART"].dt == ROW.starts_at
    assert event["DTSTART"].dt.hour == 13
    assert event["LOCATION"] == ROW.place
    assert event["ORGANIZER"] == "mailto:karim.benhaddou@telenova.example"
    assert event["ORGANIZER"].params["CN"] == "Karim Benhaddou"
    assert ROW.link in event["DESCRIPTION"]
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_a_change_and_a_cancellation_keep_the_entry_and_raise_its_sequence() -> None:
    later = datetime(2027, 11, 2, tzinfo=UTC)
    before, changed = entry(ROW)[1], entry(replace(ROW, sequence=1, changed_at=later))[1]
    cancelled = entry(replace(ROW, sequence=2, cancelled_at=later))[1]
    assert before["UID"] == changed["UID"] == cancelled["UID"]
    assert [e["SEQUENCE"] for e in (before, changed, cancelled)] == [0, 1, 2]
    assert [e["STATUS"] for e in (before, changed, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert changed["LAST-MODIFIED"].dt == later


def test_a_reader_who_may_not_see_the_link_gets_a_file_without_it() -> None:
    assert b"visio" not in calendar_file(replace(ROW, link=""), "https://diapason.telenova.example", AT)
