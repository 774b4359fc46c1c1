"""Refusals of the digest. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class EditorsOnly(Forbidden):
    """Composing is for the editors of this audience."""


class SponsorsOnly(Forbidden):
    """The word and the signature are the sponsor's, or those of whoever the sponsor names."""


class SendersOnly(Forbidden):
    """Sending is for the publishers of this audience."""


class ReviewersOnly(Forbidden):
    """Remarks are for those who compose, sign or send this issue."""


class WrongState(Conflict):
    """An issue that is `status` cannot take this step."""


class IssueAlreadyThere(Conflict):
    """This audience has an issue for this month already: number `number`."""


class SectionFull(Conflict):
    """A section holds five items: take one out first."""


class SignatureBlocked(Conflict):
    """`count` points stand in the way of the signature; the issue's page names each."""


class NoSuchColleague(Invalid):
    """Nobody who works here has this address."""

    field = "email"


class AlreadyPast(Invalid):
    """This moment has passed."""

    field = "at"


class MonthNotOver(Invalid):
    """An issue tells a month that has ended, or is about to."""

    field = "month"


class LinkExpired(Invalid):
    """This unsubscribe link is not one of ours."""
