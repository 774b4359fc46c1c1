"""Refusals of knowledge. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class KnowledgeEditorsOnly(Forbidden):
    """Only those who keep the knowledge here, or answer for the topic, may do this."""


class NotConfirmed(Conflict):
    """A solution becomes an article once a colleague of another site confirmed it."""


class AlreadyPromoted(Conflict):
    """The solution is an article already; `slug` is its address."""


class ArticleArchived(Conflict):
    """The article is put away."""


class SourceOutdated(Conflict):
    """The solution it comes from holds no longer: revise the article first."""


class RevisedMeanwhile(Invalid):
    """Another version was written since the one that was read."""

    field = "body"
