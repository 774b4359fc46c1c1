"""What people are told about circles: each function is a job, given the facts of an event."""

from uuid import UUID

import sqlalchemy as sa

from backend import circles, jobs
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.notifications.mailers import Letter
from backend.notifications.models import NotificationKind
from backend.notifications.telling import AT_ONCE, Facts, Notice, tell


async def invited(session: Session, facts: Facts) -> None:
    """Tell the person invited: who invites, why the circle is there."""
    spell = await circles.spell_facts(session, UUID(facts["subject_id"]))
    if spell is None or spell.status is not circles.MembershipStatus.INVITED:
        return
    by, href = await _name(session, facts["actor_id"]), "/invitations"
    notice = Notice(
        NotificationKind.INVITATION,
        "invitation",
        f"invitation:{facts['event_id']}",
        href,
        {"circle": spell.circle_name, "by": by},
    )
    words = {"circle": spell.circle_name, "why": spell.circle_why, "by": by, "note": spell.note, "href": href}
    await tell(session, [spell.person_id], notice, Letter("invitation", words))


async def answered(session: Session, facts: Facts) -> None:
    """Tell a person that somebody else changed where they stand: seated, waiting, or declined."""
    if facts["actor_id"] == facts["person_id"]:
        return
    spell = await circles.spell_facts(session, UUID(facts["subject_id"]))
    if spell is None:
        return
    outcome = "promoted" if facts["actor_id"] is None else facts["status"]
    href = f"/circles/{spell.circle_slug}"
    notice = Notice(
        NotificationKind.MEMBERSHIP,
        f"membership.{outcome}",
        f"membership:{facts['event_id']}",
        href,
        {"circle": spell.circle_name},
    )
    words = {"outcome": outcome, "circle": spell.circle_name, "href": href}
    await tell(session, [spell.person_id], notice, Letter("membership", words))


async def question_answered(session: Session, facts: Facts) -> None:
    """Tell whoever sent a question up that it has its answer, unless they gave it themselves."""
    question = await circles.question_facts(session, UUID(facts["subject_id"]))
    if question is None or question.asked_by_id is None or str(question.asked_by_id) == facts["actor_id"]:
        return
    notice = Notice(
        NotificationKind.ANSWER,
        "answer",
        f"answer:{facts['event_id']}",
        f"/circles/{question.circle_slug}/messages/{question.message_id}#questions",
        {
            "message": question.message_title,
            "question": question.text,
            "answer": question.answer,
            "by": await _name(session, facts["actor_id"]),
        },
    )
    await tell(session, [question.asked_by_id], notice)


async def gathering(session: Session, facts: Facts) -> None:
    """Tell the next members of a circle that a gathering is planned, changed or off; then those after."""
    found = await circles.gathering_facts(session, UUID(facts["subject_id"]))
    if found is None:
        return
    after = UUID(facts["after"]) if "after" in facts else None
    people = await circles.next_members(session, found.circle_id, after, AT_ONCE)
    notice = Notice(
        NotificationKind.GATHERING,
        facts["event"],
        facts["event_id"],
        f"/circles/{found.circle_slug}/gatherings/{found.id}",
        {"circle": found.circle_name, "title": found.title, "starts_at": found.starts_at},
    )
    await tell(session, [one for one in people if str(one) != facts["actor_id"]], notice)
    if len(people) == AT_ONCE:
        await jobs.enqueue(session, "notifications.gathering", {**facts, "after": str(people[-1])})


async def _name(session: Session, person_id: str | None) -> str:
    if person_id is None:
        return "Diapason"
    found = await session.execute(
        sa.select(PEOPLE.c.given_name, PEOPLE.c.family_name).where(PEOPLE.c.id == UUID(person_id))
    )
    row = found.one_or_none()
    return f"{row.given_name} {row.family_name}" if row else "Diapason"
