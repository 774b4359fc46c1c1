"""Refusals of commitments. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class OwnerOnly(Forbidden):
    """Only whoever promised, or may answer for them, may do this."""


class CommitmentClosed(Conflict):
    """What became of it is settled already."""


class NotLateYet(Conflict):
    """Its day has not passed: what is done by then is kept."""


class DateAlreadyPast(Invalid):
    """A promise is for a day to come."""

    field = "due_on"
