"""A day as a calendar file (iCalendar, RFC 5545) that updates the entry it made before."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from backend.immersions.models import Edition
from backend.immersions.visit_rows import MyDay


def visit_calendar(
    edition: Edition, day: MyDay, person_id: UUID, base_url: str, locale: str, at: datetime
) -> bytes:
    """The file of somebody's day, made at `at`.

    The UID is that of the person in the edition, and SEQUENCE the minute it is made: whoever is moved to
    another date imports it again, and their entry moves.
    """
    zone = ZoneInfo(edition.time_zone)
    page = f"{base_url.rstrip('/')}/immersions/{edition.slug}/day"
    event = Event()
    event.add("uid", f"{edition.id}.{person_id}@{urlsplit(base_url).hostname}")
    event.add("sequence", int(at.timestamp()) // 60)
    event.add("status", "CONFIRMED")
    event.add("dtstamp", at)
    event.add("dtstart", day.starts_at.astimezone(zone))
    event.add("dtend", day.ends_at.astimezone(zone))
    event.add("summary", f"{day.activity_name.get(locale) or day.offer_title} ({edition.name})")
    if day.site_name:
        event.add("location", day.site_name)
    parts = (day.offer_title, day.to_bring, day.accessibility, page)
    event.add("description", "\n\n".join(part for part in parts if part))
    event.add("url", page)
    for host in day.hosts[:1]:
        organiser = vCalAddress(f"mailto:{host.email}")
        organiser.params["CN"] = vText(host.name)
        event.add("organizer", organiser)
    calendar = Calendar()
    calendar.add("prodid", "-//Diapason//Immersions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written
