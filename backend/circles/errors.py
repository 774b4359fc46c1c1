"""Refusals of circles. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden, Invalid


class LeadsOnly(Forbidden):
    """Only a lead of the circle, or a CX leader over it, may do this."""


class CxLeadersOnly(Forbidden):
    """Only a CX leader of this part of the organisation may create a circle there."""


class InvitationOnly(Forbidden):
    """The circle takes members by invitation."""


class MembersOnly(Forbidden):
    """Only a member of the circle may do this."""


class PublishersOnly(Forbidden):
    """Only a lead of the circle, or who may publish messages over it, may do this."""


class AlreadyPublished(Conflict):
    """The message is published: what people have read does not change."""


class NotPublished(Conflict):
    """The message is still a draft."""


class AlreadyAnswered(Conflict):
    """The question has had its answer, given once for all."""


class AlreadyMember(Conflict):
    """The person is already in the circle, waiting, invited or has asked (`status`)."""


class NotMember(Conflict):
    """The person is not in the circle."""


class NotInvited(Conflict):
    """There is no open invitation for this person."""


class NoRequest(Conflict):
    """There is no open request from this person."""


class LastLead(Conflict):
    """A circle always has a lead: appoint another one first."""


class CircleClosed(Conflict):
    """The circle is archived, or not open yet."""


class SlugTaken(Invalid):
    """Another circle has this address."""

    field = "name"


class PersonInactive(Invalid):
    """The person has left the company."""

    field = "person"


class UnknownChoice(Invalid):
    """The message offers no such choice."""

    field = "choice"
