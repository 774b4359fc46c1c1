"""Mail about surveys: reminders, to everybody asked, alike."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import jobs, pulse
from backend.core.db import Session
from backend.core.i18n import LOCALES
from backend.notifications.many import prepare_many
from backend.notifications.models import NotificationKind

AT_ONCE = 500


async def remind(session: Session, facts: Mapping[str, Any]) -> None:
    """Write to the next people that a wave asked, while it is open; then promise to write to those after.

    Nobody looks at who answered: the letter says so, and thanks those who did.
    """
    wave = await pulse.wave_facts(session, UUID(facts["wave_id"]))
    if wave is None or wave.status is not pulse.WaveStatus.OPEN:
        return
    after = UUID(facts["after"]) if "after" in facts else None
    people = await pulse.asked_people(session, wave.id, after, AT_ONCE)
    await prepare_many(
        session,
        NotificationKind.PULSE,
        people,
        "pulse_reminder",
        key=f"pulse_reminder:{wave.id}",
        by_locale={locale: {"survey": wave.title[locale]} for locale in LOCALES},
        closes_at=wave.closes_at,
        href=f"/pulse/{wave.id}",
    )
    if len(people) == AT_ONCE:
        later = {"wave_id": str(wave.id), "after": str(people[-1])}
        await jobs.enqueue(session, "pulse.remind", later)
    else:
        await pulse.note_reminded(session, wave.id)
