"""Mail about circles: each function is a job, given the facts of an event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.core.db import Session
from backend.identity import PEOPLE
from backend.notifications.mailers import prepare
from backend.notifications.models import NotificationKind

Facts = Mapping[str, Any]


async def invited(session: Session, facts: Facts) -> None:
    """Write to the person invited: who invites, why the circle is there."""
    spell = await circles.spell_facts(session, UUID(facts["subject_id"]))
    if spell is None or spell.status is not circles.MembershipStatus.INVITED:
        return
    await prepare(
        session,
        NotificationKind.INVITATION,
        spell.person_id,
        "invitation",
        key=f"invitation:{facts['event_id']}",
        circle=spell.circle_name,
        why=spell.circle_why,
        by=await _name(session, facts["actor_id"]),
        note=spell.note,
        href="/invitations",
    )


async def answered(session: Session, facts: Facts) -> None:
    """Tell a person that somebody else changed where they stand: seated, waiting, or declined."""
    if facts["actor_id"] == facts["person_id"]:
        return
    spell = await circles.spell_facts(session, UUID(facts["subject_id"]))
    if spell is None:
        return
    promoted = facts["actor_id"] is None
    outcome = "promoted" if promoted else facts["status"]
    await prepare(
        session,
        NotificationKind.MEMBERSHIP,
        spell.person_id,
        "membership",
        key=f"membership:{facts['event_id']}",
        outcome=outcome,
        circle=spell.circle_name,
        href=f"/circles/{spell.circle_slug}",
    )


async def question_answered(session: Session, facts: Facts) -> None:
    """Tell who sent a question up that it has its answer, unless they gave it themselves."""
    question = await circles.question_facts(session, UUID(facts["subject_id"]))
    if question is None or question.asked_by_id is None or str(question.asked_by_id) == facts["actor_id"]:
        return
    await prepare(
        session,
        NotificationKind.ANSWER,
        question.asked_by_id,
        "answer",
        key=f"answer:{facts['event_id']}",
        message=question.message_title,
        question=question.text,
        answer=question.answer,
        by=await _name(session, facts["actor_id"]),
        href=f"/circles/{question.circle_slug}/messages/{question.message_id}#questions",
    )


async def _name(session: Session, person_id: str | None) -> str:
    if person_id is None:
        return "Diapason"
    found = await session.execute(
        sa.select(PEOPLE.c.given_name, PEOPLE.c.family_name).where(PEOPLE.c.id == UUID(person_id))
    )
    row = found.one_or_none()
    return f"{row.given_name} {row.family_name}" if row else "Diapason"
