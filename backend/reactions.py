"""What follows from an event in another slice: the only place where slices are wired together.

Each event name leads to the names of jobs; each job name to the function that does it. A job runs in one
unit of work, at least once: what it does twice must be the same as what it does once.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend import (
    audit,
    circles,
    digests,
    identity,
    immersions,
    jobs,
    knowledge,
    notifications,
    pulse,
    recognition,
    reports,
    signals,
    webhooks,
)
from backend.core.clock import now
from backend.core.db import Session
from backend.jobs import Outside
from backend.notifications import (
    about_circles,
    about_colleagues,
    about_commitments,
    about_immersions,
    about_knowledge,
    about_pulse,
    about_reports,
    about_signals,
)
from backend.settings import Settings

JobFunction = Callable[[Session, Mapping[str, Any]], Awaitable[Outside | None]]


async def promote_waiting(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.promote_waiting(session, UUID(facts["circle_id"]))


async def release_person(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.release_person(session, UUID(facts["subject_id"]))


async def address_message(session: Session, facts: Mapping[str, Any]) -> None:
    """Some thousands of people a turn, so that nobody waits long for the database."""
    if await circles.address_next(session, UUID(facts["subject_id"])):
        await jobs.enqueue(session, "circles.address_message", {"subject_id": facts["subject_id"]})


async def count_ambassadors_soon(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.count_soon(session)


async def count_ambassadors(session: Session, facts: Mapping[str, Any]) -> None:
    await circles.count_ambassadors(session)


async def forget_old_keys(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_old_keys(session)


async def forget_ended_sessions(session: Session, facts: Mapping[str, Any]) -> None:
    await identity.forget_ended_sessions(session)


async def seal_days(session: Session, facts: Mapping[str, Any]) -> Outside:
    return await audit.seal_days(session)


async def forget_old_events(session: Session, facts: Mapping[str, Any]) -> None:
    await audit.forget_old_events(session, now() - timedelta(days=_settings(session).audit_days))


async def forget_old_letters(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=_settings(session).letter_days)
    await notifications.forget_old_letters(session, before)


async def forget_old_notifications(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=_settings(session).letter_days)
    await notifications.forget_old_notifications(session, before)


async def post_bundles(session: Session, facts: Mapping[str, Any]) -> None:
    await notifications.post_bundles(session, _settings(session).mails_a_day)


def _settings(session: Session) -> Settings:
    settings: Settings = session.info["settings"]
    return settings


async def open_phases(session: Session, facts: Mapping[str, Any]) -> None:
    await immersions.open_due_phases(session, UUID(facts["edition_id"]))


async def solve_run(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    return await immersions.solve_run(session, UUID(facts["run_id"]))


async def pass_places_on(session: Session, facts: Mapping[str, Any]) -> None:
    await immersions.pass_places_on(session, UUID(facts["slot_id"]))


async def open_wave(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.open_planned(session, UUID(facts["wave_id"]))


async def close_wave(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.close_due(session, UUID(facts["wave_id"]))


async def seal_wave(session: Session, facts: Mapping[str, Any]) -> Outside | None:
    return await pulse.seal_due(session, UUID(facts["subject_id"]))


async def refresh_rates(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.refresh_rates(session)


async def erase_old_comments(session: Session, facts: Mapping[str, Any]) -> None:
    """A month is taken as thirty days and a half: what is kept longer is kept a day or so longer."""
    days = timedelta(days=30.5 * _settings(session).comment_months)
    await pulse.erase_old_comments(session, now() - days)


async def forget_unfollowed(session: Session, facts: Mapping[str, Any]) -> None:
    await pulse.forget_unfollowed(session)


async def compose_digests(session: Session, facts: Mapping[str, Any]) -> None:
    await digests.compose_due(session)


async def start_digest(session: Session, facts: Mapping[str, Any]) -> None:
    await digests.start(session, UUID(facts["issue_id"]), datetime.fromisoformat(facts["at"]))


async def keep_uncontested(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.keep_uncontested(session)


async def escalate_very_late(session: Session, facts: Mapping[str, Any]) -> None:
    await reports.escalate_very_late(session)


TOLD_TO_MAKERS = notifications.KINDS[notifications.NotificationKind.DIGEST].says
"""What happens to an issue of the letter that those who make it are told."""
TOLD_OF_ARTICLES = notifications.KINDS[notifications.NotificationKind.KNOWLEDGE].says
TOLD_TO_FOLLOWERS = notifications.KINDS[notifications.NotificationKind.REPORT].says
"""What happens to a report that all who follow it are told."""


async def count_bravo(session: Session, facts: Mapping[str, Any]) -> None:
    await recognition.count_bravo(session, UUID(facts["subject_id"]))


def note_post(kind: recognition.Kind) -> JobFunction:
    """An answer of the forum counts as this kind of help; who posted it says nothing of its worth."""

    async def note(session: Session, facts: Mapping[str, Any]) -> None:
        if facts["author_id"] is None:
            return
        says = kind in {recognition.Kind.HELPED, recognition.Kind.ACCEPTED} and facts["actor_id"]
        post_id, author_id = UUID(facts["post_id"]), UUID(facts["author_id"])
        await recognition.note_post(session, kind, post_id, author_id, UUID(says) if says else None)

    return note


async def take_help_back(session: Session, facts: Mapping[str, Any]) -> None:
    if facts["author_id"] is not None:
        ids = [UUID(facts[name]) for name in ("post_id", "author_id", "actor_id")]
        await recognition.take_help_back(session, *ids)


async def review_post(session: Session, facts: Mapping[str, Any]) -> None:
    await recognition.review_post(session, UUID(facts["post_id"]))


async def outdate_article(session: Session, facts: Mapping[str, Any]) -> None:
    await knowledge.source_outdated(session, UUID(facts["post_id"]), facts["why"])


async def count_said_soon(session: Session, facts: Mapping[str, Any]) -> None:
    await signals.count_soon(session)


async def count_said(session: Session, facts: Mapping[str, Any]) -> None:
    """Yesterday too, for what was said just before midnight."""
    await signals.count(session, 2)


async def look_for_rises(session: Session, facts: Mapping[str, Any]) -> None:
    await signals.look(session)


async def forget_old_deliveries(session: Session, facts: Mapping[str, Any]) -> None:
    before = now() - timedelta(days=_settings(session).letter_days)
    await webhooks.forget_old_deliveries(session, before)


async def look_at_articles(session: Session, facts: Mapping[str, Any]) -> None:
    await knowledge.look_at_dates(session)


FOLLOW: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(TOLD_TO_FOLLOWERS, ("notifications.report_changed",)),
    **dict.fromkeys(TOLD_TO_MAKERS, (digests.TELL,)),
    **dict.fromkeys(TOLD_OF_ARTICLES, ("notifications.article",)),
    "gathering.planned": ("notifications.gathering",),
    "gathering.changed": ("notifications.gathering",),
    "gathering.cancelled": ("notifications.gathering",),
    "membership.invited": ("notifications.invited",),
    "membership.active": ("notifications.answered", "circles.count_ambassadors_soon"),
    "membership.alumni": ("circles.count_ambassadors_soon",),
    "membership.waiting": ("notifications.answered",),
    "membership.declined": ("notifications.answered",),
    "membership.left": ("circles.promote_waiting", "circles.count_ambassadors_soon"),
    "message.published": ("circles.address_message",),
    "message.question_answered": ("notifications.question_answered",),
    "circle.capacity_raised": ("circles.promote_waiting",),
    "circle.edited": ("circles.count_ambassadors_soon",),
    "people.imported": ("circles.count_ambassadors_soon",),
    "matching.published": ("notifications.matching_published",),
    "waiting.offered": ("notifications.place_offered",),
    "slot.changed": ("notifications.slot_changed",),
    "slot.cancelled": ("notifications.slot_changed",),
    "wave.closed": ("pulse.seal",),
    "wave.sealed": ("notifications.alerts_raised",),
    "bravo.sent": ("recognition.count_bravo", "notifications.bravo"),
    "thread.replied": ("recognition.posted", "notifications.thread"),
    "thread.expert_asked": ("notifications.thread",),
    "post.helped": ("recognition.helped",),
    "post.help_withdrawn": ("recognition.take_help_back",),
    "post.hidden": ("recognition.review_post", "notifications.thread"),
    "post.restored": ("recognition.review_post", "notifications.thread"),
    "thread.locked": ("notifications.thread",),
    "solution.accepted": ("recognition.accepted", "notifications.thread"),
    "solution.confirmed": ("recognition.validated", "notifications.thread"),
    "solution.outdated": ("knowledge.outdate", "recognition.review_post", "notifications.thread"),
    signals.FOUND: ("notifications.place_rising",),
    "person.deactivated": ("circles.release_person",),
}

COUNTED = frozenset({"irritant.noted", "report.submitted", "report.completed", "thread.started"})
"""What changes how often something is said of a step, from a site, about a product."""

REACTIONS: dict[str, tuple[str, ...]] = {
    name: (
        *FOLLOW.get(name, ()),
        *(["webhooks.note"] if name in webhooks.TOLD else []),
        *(["signals.count_soon"] if name in COUNTED else []),
    )
    for name in (*FOLLOW, *(COUNTED.union(webhooks.TOLD) - FOLLOW.keys()))
}

LIVE = frozenset({"report", "thread"})
"""The kinds of thing whose open pages and subscriptions are told of each of their events."""

JOBS: dict[str, JobFunction] = {
    "knowledge.look_at_dates": look_at_articles,
    "knowledge.outdate": outdate_article,
    "audit.seal_days": seal_days,
    "audit.forget_old_events": forget_old_events,
    "circles.address_message": address_message,
    "circles.count_ambassadors": count_ambassadors,
    "circles.count_ambassadors_soon": count_ambassadors_soon,
    "circles.promote_waiting": promote_waiting,
    "circles.release_person": release_person,
    "digests.compose": compose_digests,
    digests.DELIVER: digests.deliver,
    digests.START: start_digest,
    digests.TELL: digests.tell_makers,
    "identity.forget_ended_sessions": forget_ended_sessions,
    "identity.forget_old_keys": forget_old_keys,
    immersions.OPEN_PHASE: open_phases,
    immersions.PASS_ON: pass_places_on,
    immersions.SOLVE: solve_run,
    "notifications.invited": about_circles.invited,
    "notifications.answered": about_circles.answered,
    "notifications.question_answered": about_circles.question_answered,
    "notifications.forget_old_letters": forget_old_letters,
    "notifications.forget_old_notifications": forget_old_notifications,
    "notifications.alerts_raised": about_pulse.alerts_raised,
    "notifications.article": about_knowledge.article,
    "notifications.bravo": about_colleagues.bravo,
    "notifications.gathering": about_circles.gathering,
    "notifications.thread": about_colleagues.thread,
    "notifications.matching_published": about_immersions.matching_published,
    "notifications.placements": about_immersions.placements,
    "notifications.place_offered": about_immersions.place_offered,
    "notifications.slot_changed": about_immersions.slot_changed,
    "recognition.count_bravo": count_bravo,
    "recognition.review_post": review_post,
    "recognition.take_help_back": take_help_back,
    **{f"recognition.{kind}": note_post(kind) for kind in recognition.Kind},
    "reports.keep_uncontested": keep_uncontested,
    "reports.escalate_very_late": escalate_very_late,
    "notifications.report_changed": about_reports.changed,
    notifications.POST: post_bundles,
    notifications.SEND: notifications.send,
    notifications.SEND_TEXT: notifications.send_text,
    "notifications.remind_of_commitments": about_commitments.remind_of_commitments,
    "notifications.commitment_due": about_commitments.commitment_due,
    "pulse.close_wave": close_wave,
    "pulse.erase_old_comments": erase_old_comments,
    "pulse.forget_unfollowed": forget_unfollowed,
    "pulse.open_wave": open_wave,
    "pulse.refresh_rates": refresh_rates,
    "pulse.seal": seal_wave,
    "pulse.remind": about_pulse.remind,
    signals.JOB: count_said,
    "signals.count_soon": count_said_soon,
    "signals.look": look_for_rises,
    "notifications.place_rising": about_signals.place_rising,
    "webhooks.forget_old_deliveries": forget_old_deliveries,
    "webhooks.note": webhooks.note_event,
    webhooks.SEND: webhooks.send,
}
