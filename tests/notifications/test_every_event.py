"""Every event is told to whom it concerns, or stays silent for a reason."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from backend.core.i18n import Catalogues
from backend.notifications import KINDS
from backend.reactions import REACTIONS
from backend.services import UI

SILENT: Mapping[str, str] = {
    "Whoever did it is the only one it concerns": """
        bravo.agreed bravo.kept_private charter.signed digest.feed_renewed digest.subscribed
        digest.unsubscribed face.hidden face.shown gathering.replied mail.unsubscribed membership.left
        message.understood notifications.read person.profile_updated person.signed_in person.signed_out
        person.signed_out_everywhere preferences.changed report.followed report.unfollowed report.voted
        report.vote_withdrawn token.created token.revoked visit.noted visit.note_dropped wishes.ranked
        wishes.constrained
    """,
    "It waits on « Aujourd'hui » of whoever is to act": """
        absence.decided alert.settled charter.published circle.lead_missing debrief.submitted edition.advanced
        edition.opened irritant.sent_on membership.requested message.published message.question_asked
        offer.proposed post.flagged report.assigned report.escalated report.submitted
        signal.corrected signal.pushed thread.started visit.acknowledged visit.host_acknowledged
        waiting.accepted waiting.declined
        wave.opened
    """,
    "It may tie somebody to an anonymous answer or report": """
        comments.erased conversation.author_replied conversation.locked conversation.replied
        conversation.reported report.photos_added wave.closed wave.forgotten
    """,
    "It is work under way, told once it is done": """
        article.revised digest.cancelled digest.composed digest.gathered digest.headline_written
        digest.item_edited digest.paused digest.resumed digest.scheduled digest.started digest.word_written
        irritant.noted journey.drawn journey.redrawn journey.reviewed matching.asked matching.solved
        message.drafted message.edited offer.changed offer.declined offer.drafted offer.opened
        placement.pinned placement.unpinned report.checked report.completed report.edited report.noted
        report.promoted survey.created survey.edited survey.questions_written survey.started survey.stopped
        swap.proposed
    """,
    "It is seen where it happens, by those who look": """
        article.archived article.revalidated circle.archived circle.capacity_raised circle.created
        circle.edited circle.lead_appointed circle.lead_stepped_down commitment.dropped commitment.kept
        commitment.made commitment.moved commitment.reopened gathering.attended membership.alumni perk.added
        perk.removed post.help_withdrawn post.helped post.kept post.vote_withdrawn
        post.voted practice.added practice.removed thread.unlocked visit.arrived visit.missed
        visit.ticked visit.unticked
    """,
    "It is the administrators' and the experts' bookkeeping, in the audit": """
        activity.added activity.changed activity.retired customer_scores.imported delivery.resent
        edition.changed job.revived people.imported person.created person.deactivated person.matched
        person.roles_claimed prerequisite.added reports.imported role.granted role.revoked
        session.closed_by_provider sites.imported supplier.added supplier.closed topic.opened webhook.added
        webhook.resent webhook.stopped signal.corrected signal.pushed
    """,
}


def worded() -> set[str]:
    """The events that the audit has words for."""
    catalogue = Catalogues.load(UI / "locale").translations("fr")
    ids = (one for one in catalogue._catalog if isinstance(one, str))
    return {one.removeprefix("event.") for one in ids if one.startswith("event.")}


def written() -> Iterator[str]:
    """The names that the code gives `events.record` as they are."""
    for path in Path("backend").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("events.record"):
                for one in call.args[1:4]:
                    if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(one.value)):
                        yield str(one.value)


def told() -> set[str]:
    return {
        event
        for event, jobs in REACTIONS.items()
        if any(job.startswith("notifications.") or job == "digests.tell" for job in jobs)
    }


def test_an_event_is_told_to_somebody_or_silent_for_a_reason() -> None:
    silent = {name for names in SILENT.values() for name in names.split()}
    known = worded() | set(written())
    assert not silent & told()
    assert known - told() - silent == set()


def test_what_a_kind_says_has_its_words_in_both_languages() -> None:
    for locale in ("fr", "en"):
        words = Catalogues.load(UI / "locale").translations(locale).gettext
        for kind, rule in KINDS.items():
            assert words(f"enum.notification_kind.{kind}") != f"enum.notification_kind.{kind}"
            for code in rule.says:
                assert words(f"notice.{code}") != f"notice.{code}"
