"""A gathering as a calendar file (iCalendar, RFC 5545) that updates the entry it made before."""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from backend.circles.gathering_rows import GatheringRow


def calendar_file(row: GatheringRow, base_url: str, at: datetime) -> bytes:
    """The file for one gathering as its reader may see it, made at `at`.

    The UID never changes and SEQUENCE grows, so that importing it again moves or cancels the entry.
    """
    zone = ZoneInfo(row.time_zone)
    page = f"{base_url.rstrip('/')}/circles/{row.circle_slug}/gatherings/{row.id}"
    event = Event()
    event.add("uid", f"{row.id}@{urlsplit(base_url).hostname}")
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    event.add("dtstamp", at)
    event.add("created", row.created_at)
    event.add("last-modified", row.changed_at)
    event.add("dtstart", row.starts_at.astimezone(zone))
    event.add("dtend", row.ends_at.astimezone(zone))
    event.add("summary", f"{row.title} ({row.circle_name})")
    if row.place or row.link:
        event.add("location", row.place or row.link)
    event.add("description", "\n\n".join(part for part in (row.agenda, row.link, page) if part))
    event.add("url", page)
    if row.organiser_email:
        organiser = vCalAddress(f"mailto:{row.organiser_email}")
        organiser.params["CN"] = vText(row.organiser_name or "")
        event.add("organizer", organiser)
    calendar = Calendar()
    calendar.add("prodid", "-//Diapason//Gatherings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written
