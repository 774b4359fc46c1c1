"""Refusals of recognition. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden


class OwnBravo(Forbidden):
    """Nobody sends themselves a bravo."""


class NobodyToThank(Conflict):
    """What is signed by nobody has nobody to thank."""


class AlreadyThanked(Conflict):
    """One bravo a day for the same thing."""


class BravosSpent(Conflict):
    """A person sends `most` bravos a day."""


class ReceiverOnly(Forbidden):
    """Only whoever received a bravo says whether it may be quoted."""
