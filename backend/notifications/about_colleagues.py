"""What people are told of colleagues: an answer in the forum, a bravo. Each function is a job."""

from uuid import UUID

from backend import forum, recognition
from backend.core.db import Session
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell

FACES = "/recognition"
TOLD = {
    "thread.replied": "asker_id",
    "thread.expert_asked": "expert_id",
    "thread.locked": "author_id",
    "post.hidden": "author_id",
    "post.restored": "author_id",
    "solution.accepted": "author_id",
    "solution.confirmed": "author_id",
    "solution.outdated": "author_id",
}
"""What happens to a thread, and whom of its facts it is told to."""


async def thread(session: Session, facts: Facts) -> None:
    """Tell whoever asked, is asked by name or wrote the answer, unless they did it themselves."""
    person_id, hidden = facts[TOLD[facts["event"]]], facts["event"] == "post.hidden"
    title = await forum.title_of(session, UUID(facts["subject_id"]), hidden=hidden)
    if title is None or person_id in {None, facts["actor_id"]}:
        return
    post = f"#post-{facts['post_id']}" if "post_id" in facts else ""
    notice = Notice(
        NotificationKind.FORUM,
        facts["event"],
        facts["event_id"],
        f"/forum/{facts['subject_id']}{post}",
        {"title": title},
    )
    await tell(session, [UUID(person_id)], notice)


async def bravo(session: Session, facts: Facts) -> None:
    """Tell whoever is thanked, by whom and in which words."""
    sent = await recognition.bravo_facts(session, UUID(facts["subject_id"]))
    if sent is None:
        return
    notice = Notice(
        NotificationKind.BRAVO,
        "bravo",
        facts["event_id"],
        sent.href or FACES,
        {"by": sent.by, "word": sent.word},
    )
    await tell(session, [sent.receiver_id], notice)
