"""Refusals of the forum. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden


class ModeratorsOnly(Forbidden):
    """Only those who tend the forum here, or answer for the topic, may do this."""


class AskerOrModerator(Forbidden):
    """Only whoever asked the question, or those who tend the forum here, may do this."""


class OwnPost(Forbidden):
    """One does not judge what one wrote."""


class SameSite(Forbidden):
    """A solution is confirmed from another site than its author's."""


class ThreadLocked(Conflict):
    """The thread takes no more answers; `reason` says why."""


class NotAnAnswer(Conflict):
    """The question is not one of its answers."""


class NotASolution(Conflict):
    """The answer is not accepted as a solution."""


class AlreadyAccepted(Conflict):
    """The answer is a solution already."""


class AlreadyOutdated(Conflict):
    """The solution is known to hold no longer."""


class AlreadyMarked(Conflict):
    """The person has said so already."""


class NotMarked(Conflict):
    """The person has not said so."""


class AlreadyFlagged(Conflict):
    """The person has flagged this already."""


class NothingFlagged(Conflict):
    """No flag waits to be looked at."""


class AlreadyHidden(Conflict):
    """The post is hidden."""


class NotHidden(Conflict):
    """The post is not hidden."""


class AlreadyLocked(Conflict):
    """The thread is locked."""


class NotLocked(Conflict):
    """The thread is not locked."""
