"""What people are told about surveys: reminders, to everybody asked, alike; what waits for somebody."""

from uuid import UUID

from backend import jobs, pulse
from backend.core.db import Session
from backend.notifications.models import NotificationKind
from backend.notifications.telling import AT_ONCE, Facts, Notice, tell


async def remind(session: Session, facts: Facts) -> None:
    """Remind the next people that a wave asked, while it is open; then promise to remind those after.

    Nobody looks at who answered: the words say so, and thank those who did.
    """
    wave = await pulse.wave_facts(session, UUID(facts["wave_id"]))
    if wave is None or wave.status is not pulse.WaveStatus.OPEN:
        return
    after = UUID(facts["after"]) if "after" in facts else None
    people = await pulse.asked_people(session, wave.id, after, AT_ONCE)
    notice = Notice(
        NotificationKind.PULSE,
        "pulse_reminder",
        f"pulse_reminder:{wave.id}",
        f"/pulse/{wave.id}",
        {"survey": dict(wave.title), "closes_at": wave.closes_at},
    )
    await tell(session, people, notice)
    if len(people) == AT_ONCE:
        later = {"wave_id": str(wave.id), "after": str(people[-1])}
        await jobs.enqueue(session, "pulse.remind", later)
    else:
        await pulse.note_reminded(session, wave.id)


async def wave_not_opened(session: Session, facts: Facts) -> None:
    """Tell those who run a survey that its wave was refused at its hour; the survey's page says why."""
    wave = await pulse.wave_facts(session, UUID(facts["subject_id"]))
    if wave is None:
        return
    notice = Notice(
        NotificationKind.PULSE,
        "wave.not_opened",
        f"wave.not_opened:{facts['event_id']}",
        f"/pulse/surveys/{wave.survey_id}",
        {"survey": dict(wave.title)},
    )
    await tell(session, await pulse.running(session, wave.survey_id), notice)


async def alerts_raised(session: Session, facts: Facts) -> None:
    """Tell the trained people that comments of a sealed wave wait for them, once, and not a word of them."""
    wave = await pulse.wave_facts(session, UUID(facts["subject_id"]))
    if wave is None:
        return
    notice = Notice(
        NotificationKind.ALERT,
        "alert.raised",
        f"alert:{wave.id}",
        "/pulse/alerts",
        {"survey": dict(wave.title)},
    )
    await tell(session, await pulse.hearing_of(session, wave.id), notice)
