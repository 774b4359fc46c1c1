"""Every kind of notification: whom it reaches by default, when, and what it says.

Adding a kind is a member of `NotificationKind`, a line here, and its words: `enum.notification_kind.<kind>`,
and `notice.<code>` for each thing it says, `notice.<code>.detail` where there is more to say by mail.
"""

from dataclasses import dataclass

from backend.core.actor import Actor
from backend.identity import Permission
from backend.notifications.models import Channel, NotificationKind


@dataclass(frozen=True, slots=True)
class Rule:
    """How a kind is told. A transactional one waits for its reader: it goes at once, in a letter of its own.

    The others are gathered: one mail for all of a window, outside quiet hours, so many a day. A channel
    besides the inbox and mail tells nothing that its reader did not ask it to. It is for whoever holds one
    of its `rights`, or for everybody where it has none.
    """

    says: tuple[str, ...]
    transactional: bool = False
    by_default: frozenset[Channel] = frozenset({Channel.INBOX, Channel.MAIL})
    rights: frozenset[Permission] = frozenset()

    def is_for(self, actor: Actor) -> bool:
        """Whether the actor may ever be told of it."""
        return not self.rights or any(actor.may_somewhere(right) for right in self.rights)


KINDS: dict[NotificationKind, Rule] = {
    NotificationKind.INVITATION: Rule(("invitation",), transactional=True),
    NotificationKind.MEMBERSHIP: Rule(
        ("membership.active", "membership.promoted", "membership.waiting", "membership.declined"),
        transactional=True,
    ),
    NotificationKind.GATHERING: Rule(("gathering.planned", "gathering.changed", "gathering.cancelled")),
    NotificationKind.ANSWER: Rule(("answer",)),
    NotificationKind.IMMERSION: Rule(
        (
            "placement",
            "place_offered",
            "slot.kept",
            "slot.placed",
            "slot.unplaced",
            "approval_missing",
            "approval_given",
            "approval_lifted",
            "wish_dropped",
            "hosting.published",
            "hosting.moved",
            "hosting.cancelled",
            "hosting.withdrawn",
            "hosting.swap",
        ),
        transactional=True,
    ),
    NotificationKind.PULSE: Rule(
        ("pulse_reminder", "wave.not_opened", "commitment.due", "commitment.overdue")
    ),
    NotificationKind.ALERT: Rule(("alert.raised",), rights=frozenset({Permission.ALERTS_HEAR})),
    NotificationKind.REPORT: Rule(
        (
            "report.in_review",
            "report.answered",
            "report.accepted",
            "report.in_progress",
            "report.delivered",
            "report.declined",
            "report.contested",
            "report.kept",
            "report.merged",
            "report.unmerged",
            "report.commented",
            "report.author_asked",
            "report.author_answered",
            "report.put_to_supplier",
            "report.supplier_answered",
            "step.rising",
            "commitment.due",
            "commitment.overdue",
        )
    ),
    NotificationKind.FORUM: Rule(
        (
            "thread.replied",
            "thread.expert_asked",
            "thread.locked",
            "post.hidden",
            "post.restored",
            "solution.accepted",
            "solution.confirmed",
            "solution.outdated",
        )
    ),
    NotificationKind.BRAVO: Rule(("bravo",)),
    NotificationKind.KNOWLEDGE: Rule(
        (
            "article.promoted",
            "article.validated",
            "article.outdated",
            "article.expired",
            "article.expiring",
        )
    ),
    NotificationKind.DIGEST: Rule(
        (
            "digest.review_requested",
            "digest.rejected",
            "digest.commented",
            "digest.delegate_named",
            "digest.unsigned",
            "digest.signed",
            "digest.held_back",
            "digest.sent",
        ),
        rights=frozenset({Permission.DIGESTS_WRITE, Permission.DIGESTS_SIGN, Permission.DIGESTS_SEND}),
    ),
}
