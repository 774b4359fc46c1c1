"""What recognition counts of the forum's answers and of bravos."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend import recognition
from backend.core.db import Session
from backend.reactions.reaction import JobFunction, Reaction


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


SHOWN_BY: dict[recognition.Kind, str] = {
    recognition.Kind.POSTED: "thread.replied",
    recognition.Kind.HELPED: "post.helped",
    recognition.Kind.ACCEPTED: "solution.accepted",
    recognition.Kind.VALIDATED: "solution.confirmed",
}

JOBS = {
    **{f"recognition.{kind}": Reaction(note_post(kind), after=[event]) for kind, event in SHOWN_BY.items()},
    "recognition.count_bravo": Reaction(count_bravo, after=["bravo.sent"]),
    "recognition.review_post": Reaction(
        review_post, after=["post.hidden", "post.restored", "solution.outdated"]
    ),
    "recognition.take_help_back": Reaction(take_help_back, after=["post.help_withdrawn"]),
}
