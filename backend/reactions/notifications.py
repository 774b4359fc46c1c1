"""Who is told of what, and what goes out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from backend import notifications, signals
from backend.core.clock import now
from backend.core.db import Session
from backend.notifications import (
    KINDS,
    NotificationKind,
    about_circles,
    about_colleagues,
    about_commitments,
    about_hosts,
    about_immersions,
    about_knowledge,
    about_pulse,
    about_reports,
    about_signals,
)
from backend.reactions.reaction import Reaction, settings_of


async def forget_old_letters(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=settings_of(session).letter_days)
    await notifications.forget_old_letters(session, before)


async def forget_old_notifications(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=settings_of(session).letter_days)
    await notifications.forget_old_notifications(session, before)


async def post_bundles(session: Session, facts: Mapping[str, Any]) -> None:
    await notifications.post_bundles(session, settings_of(session).mails_a_day)


ANSWERED = ("membership.active", "membership.waiting", "membership.declined")
GATHERING = ("gathering.planned", "gathering.changed", "gathering.cancelled")
THREAD = (
    "thread.replied",
    "thread.expert_asked",
    "thread.locked",
    "post.hidden",
    "post.restored",
    "solution.accepted",
    "solution.confirmed",
    "solution.outdated",
)

JOBS = {
    "notifications.absences_approved": Reaction(
        about_immersions.absences_approved, after=["absences.approved"]
    ),
    "notifications.alerts_raised": Reaction(about_pulse.alerts_raised, after=["wave.sealed"]),
    "notifications.answered": Reaction(about_circles.answered, after=ANSWERED),
    "notifications.approval_missing": Reaction(about_immersions.approval_missing),
    "notifications.approvals": Reaction(about_immersions.approvals),
    "notifications.article": Reaction(about_knowledge.article, after=KINDS[NotificationKind.KNOWLEDGE].says),
    "notifications.bravo": Reaction(about_colleagues.bravo, after=["bravo.sent"]),
    "notifications.commitment_due": Reaction(about_commitments.commitment_due),
    "notifications.forget_old_letters": Reaction(forget_old_letters),
    "notifications.forget_old_notifications": Reaction(forget_old_notifications),
    "notifications.gathering": Reaction(about_circles.gathering, after=GATHERING),
    "notifications.invited": Reaction(about_circles.invited, after=["membership.invited"]),
    "notifications.date_changed": Reaction(
        about_hosts.date_changed, after=["slot.changed", "slot.cancelled"]
    ),
    "notifications.hosts_of_matching": Reaction(about_hosts.matching_published, after=["matching.published"]),
    "notifications.place_given_back": Reaction(about_hosts.place_given_back, after=["placement.withdrawn"]),
    "notifications.visitors_known": Reaction(about_hosts.visitors_known),
    "notifications.offer_withdrawn": Reaction(about_immersions.offer_withdrawn, after=["offer.withdrawn"]),
    "notifications.wishes_dropped": Reaction(about_immersions.wishes_dropped),
    "notifications.matching_published": Reaction(
        about_immersions.matching_published, after=["matching.published"]
    ),
    "notifications.place_offered": Reaction(about_immersions.place_offered, after=["waiting.offered"]),
    "notifications.place_rising": Reaction(about_signals.place_rising, after=[signals.FOUND]),
    "notifications.topic_rising": Reaction(about_signals.topic_rising, after=[signals.FOUND_ELSEWHERE]),
    "notifications.placements": Reaction(about_immersions.placements),
    "notifications.question_answered": Reaction(
        about_circles.question_answered, after=["message.question_answered"]
    ),
    "pulse.remind": Reaction(about_pulse.remind),
    "notifications.remind_of_commitments": Reaction(about_commitments.remind_of_commitments),
    "notifications.report_changed": Reaction(
        about_reports.changed, after=KINDS[NotificationKind.REPORT].says
    ),
    "notifications.slot_changed": Reaction(
        about_immersions.slot_changed, after=["slot.changed", "slot.cancelled"]
    ),
    "notifications.thread": Reaction(about_colleagues.thread, after=THREAD),
    "notifications.wave_not_opened": Reaction(about_pulse.wave_not_opened, after=["wave.not_opened"]),
    "notifications.warn_of_approvals": Reaction(about_immersions.warn_of_approvals),
    notifications.POST: Reaction(post_bundles),
    notifications.SEND: Reaction(notifications.send),
    notifications.SEND_TEXT: Reaction(notifications.send_text),
}
