"""What a relation to a thread allows, on top of the permission table. Pure predicates over a `Standing`."""

from dataclasses import dataclass
from uuid import UUID

from backend.core.actor import Actor
from backend.forum import errors
from backend.forum.models import Post, Thread
from backend.identity import Permission


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands towards a thread.

    `units` are its asker's, its topic's, and those above; `answers` says that they are among those who
    answer for its topic.
    """

    actor: Actor
    thread: Thread
    units: tuple[UUID, ...] = ()
    answers: bool = False

    @property
    def is_asker(self) -> bool:
        return self.thread.author_id is not None and self.thread.author_id == self.actor.person_id


def may_moderate(standing: Standing) -> bool:
    """Who tends the forum over where the question comes from, and who answers for its topic."""
    return standing.answers or standing.actor.may(Permission.FORUM_MODERATE, *standing.units)


def require_moderator(standing: Standing) -> None:
    if not may_moderate(standing):
        raise errors.ModeratorsOnly


def require_asker_or_moderator(standing: Standing) -> None:
    if not (standing.is_asker or may_moderate(standing)):
        raise errors.AskerOrModerator


def require_unlocked(standing: Standing) -> None:
    if standing.thread.locked_at is not None:
        raise errors.ThreadLocked(reason=standing.thread.locked_reason)


def require_not_own(standing: Standing, post: Post) -> None:
    if post.author_id is not None and post.author_id == standing.actor.person_id:
        raise errors.OwnPost


def require_answer(post: Post) -> None:
    if post.is_question:
        raise errors.NotAnAnswer


def require_solution(post: Post) -> None:
    """An accepted answer that still holds."""
    require_answer(post)
    if post.accepted_at is None or post.hidden_at is not None:
        raise errors.NotASolution
    if post.outdated_at is not None:
        raise errors.AlreadyOutdated
