"""Refusals of circles. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import AboutSomebody, Conflict, Forbidden, Invalid


class LeadsOnly(Forbidden):
    """Only a lead of the circle, or a CX leader over it, may do this."""


class CxLeadersOnly(Forbidden):
    """Only a CX leader of this part of the organisation may create a circle there."""


class InvitationOnly(Forbidden):
    """The circle takes members by invitation."""


class MembersOnly(Forbidden):
    """Only a member of the circle may do this."""


class PublishersOnly(Forbidden):
    """Only a lead of the circle, or whoever may publish messages over it, may do this."""


class AlreadyPublished(Conflict):
    """The message is published: what people have read does not change."""


class NotPublished(Conflict):
    """The message is still a draft."""


class AlreadyAnswered(Conflict):
    """The question has had its answer, given once for all."""


class AlreadyMember(AboutSomebody):
    """The person is already in the circle, waiting, invited or has asked (`status`)."""


class NotMember(AboutSomebody):
    """The person is not in the circle."""


class NotInvited(Conflict):
    """There is no open invitation for this person."""


class NoRequest(Conflict):
    """There is no open request from this person."""


class AlreadyLead(AboutSomebody):
    """The member leads the circle already."""


class NotLead(Conflict):
    """The actor does not lead the circle."""


class LastLead(Conflict):
    """A circle always has a lead: appoint another one first."""


class CircleClosed(Conflict):
    """The circle is archived, or not open yet."""


class SponsorsCircles(Conflict):
    """`count` circles are sponsored by this one and would lose their place in the tree."""


class CapacityUnderMembers(Invalid):
    """The circle has `members` members, more than the `capacity` wanted."""

    field = "capacity"


class UnitNeeded(Invalid):
    """A circle of no unit is the whole company's: whoever creates circles in a part of it names the unit."""

    field = "org_unit_id"


class UnknownUnit(Invalid):
    """There is no such unit of the organisation."""

    field = "org_unit_id"


class ParentUnfit(Invalid):
    """A circle is sponsored by an open circle of evangelists, and never by one of its own descendants."""

    field = "parent_id"


class ColleagueGone(Invalid):
    """The person has left the company, or was never in it."""

    field = "person_id"


class TooManyLines(Invalid):
    """A list holds at most `most` lines."""

    field = "emails"


class NoEmails(Invalid):
    """The list holds no e-mail address."""

    field = "emails"


class GatheringOver(Conflict):
    """The gathering has ended: it can no longer be changed, cancelled or replied to."""


class GatheringCancelled(Conflict):
    """The gathering was cancelled."""


class GatheringNotStarted(Conflict):
    """Who came is recorded once the gathering has started."""


class GatheringInThePast(Invalid):
    """A gathering is planned ahead."""

    field = "starts_at"


class EndsBeforeStart(Invalid):
    """A gathering ends after it starts."""

    field = "ends_at"


class BothPresentAndAbsent(Invalid):
    """Nobody both came and did not."""

    field = "absent"


class TooManyAtOnce(Invalid):
    """At most `most` people are recorded at a time."""

    field = "present"


class NoCharter(Conflict):
    """No charter has been published yet."""


class CharterOutdated(Conflict):
    """A newer version of the charter is in force (`version`): that is the one to sign."""


class CharterMembersOnly(Forbidden):
    """Only an active member of a circle signs the charter."""


class CharterEditorsOnly(Forbidden):
    """The charter and its perks are the whole company’s: the right must be held everywhere."""


class PerkExists(Invalid):
    """There is already a perk for this product."""

    field = "product"


class UnknownChoice(Invalid):
    """The message offers no such choice."""

    field = "choice"
