"""Refusals of immersions. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import AboutSomebody, Conflict, Forbidden, Invalid


class EditionLeadersOnly(Forbidden):
    """Only a CX or HR leader over the part of the company that runs the edition may do this."""


class HostsOnly(Forbidden):
    """Only whoever hosts the offer, or leads the edition, may do this."""


class InScopeOnly(Forbidden):
    """The edition is for another part of the company."""


class ManagersOnly(Forbidden):
    """Only the person's manager says whether they may be away."""


class PhaseForbids(Conflict):
    """The edition is in another phase (`phase`): this is done in `when`."""


class LastPhase(Conflict):
    """The edition is closed: no phase follows."""


class PhaseNeedsMore(Conflict):
    """The next phase opens by what is done in this one, not by hand."""


class PhasesOutOfOrder(Invalid):
    """Each phase opens after the one before it."""

    field = "phases"


class ApprovalHoursNeeded(Invalid):
    """The number of hours goes with the approval below so many hours, and with no other."""

    field = "approval_hours"


class UnknownPlace(Invalid):
    """There is no such unit or site, or it is outside the part of the company that runs the edition."""

    field = "org_unit_id"


class UnknownActivity(Invalid):
    """There is no such activity, or it is no longer offered."""

    field = "activity_id"


class UnknownPrerequisite(Invalid):
    """There is no such prerequisite."""

    field = "prerequisite_ids"


class PrerequisiteKnown(Conflict):
    """There is a prerequisite of this `code` already."""


class UnknownHost(Invalid):
    """The host is not in the company."""

    field = "host_ids"


class SlotEndsBeforeStart(Invalid):
    """A date ends after it starts."""

    field = "slots"


class MinimumOverCapacity(Invalid):
    """The minimum is at most the number of places."""

    field = "slots"


class SlotInThePast(Invalid):
    """A date is to come."""

    field = "slots"


class OfferSettled(Conflict):
    """The offer is no longer in a state (`status`) where this may be done."""


class OfferNotOpen(Invalid):
    """The offer is not open to wishes in this edition."""

    field = "offer_ids"


class OwnOffer(Invalid):
    """One does not wish for what one hosts."""

    field = "offer_ids"


class SwapFirst(Invalid):
    """One wishes to swap with somebody after offering one's own day in exchange."""

    field = "offer_ids"


class AlreadySwapping(Conflict):
    """One day is offered in exchange in an edition: the one before is to be taken back first."""


class WishTwice(Invalid):
    """An offer is wished for once."""

    field = "offer_ids"


class TooManyWishes(Invalid):
    """The edition takes at most `most` wishes a person."""

    field = "offer_ids"


class NothingToApprove(Conflict):
    """No wish of this person waits for an approval here."""


class BadSeed(Invalid):
    """A seed is a whole number from 0 to `most`."""

    field = "seed"


class UnknownSlot(Invalid):
    """There is no such date in the edition."""

    field = "slot_id"


class SlotOver(Conflict):
    """The date has begun, or was cancelled before."""


class NoPlaceLeft(Conflict):
    """All the `places` of this date are taken."""


class RunNotReady(Conflict):
    """The run is not done, or could not be shown to be the best."""


class RunOutdated(Conflict):
    """Since the run, a place was kept or released, or somebody it places is expected elsewhere."""


class NotPlaced(Conflict):
    """There is no place to give back: none is held, or its day has begun."""


class WaitingOfferGone(Conflict):
    """No place is offered any more: it lapsed, or was answered."""


class ExpectedElsewhere(Conflict):
    """They host, or go somewhere for another edition, less than `hours` hours before or after the date."""


class NotExpected(AboutSomebody):
    """Nobody expects this person on a date of this edition."""


class WelcomersOnly(Forbidden):
    """Only whoever hosts the date, or runs the edition, may say this of somebody else."""


class NotTheDay(Conflict):
    """One arrives from two hours before the date starts, until the day after it."""


class RulesFirst(Conflict):
    """Visitor and host acknowledge the rules of the day before they say that the visitor has arrived."""


class WrongCode(Invalid):
    """The code is not that of the host."""

    field = "code"


class CountedByItself(Invalid):
    """This step is filled by what is done, not by hand."""

    field = "heart"


class TooManyNotes(Conflict):
    """A day holds at most `most` notes."""


class UnknownPlaceOfJourney(Invalid):
    """There is no such step or handoff of a customer journey."""

    field = "place"


class NothingTold(Invalid):
    """A debrief says at least one thing."""

    field = "surprised"


class AlreadyTold(Conflict):
    """The debrief of this date was sent before."""


class NotOverYet(Conflict):
    """The debrief opens when the date has started."""


class LooksPersonal(Invalid):
    """A text looks as if it held a customer's name or number: to be looked at, then sent as it is or not."""
