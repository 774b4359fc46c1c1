"""Immersions: editions of role-swap days, from the first offer to the last debrief.

Start with `phases` for what may be done when, `standing` for who may know of an edition, `wishes` for the
shape of a verb, `offer_rows` for the shape of a list.
"""

from backend.immersions import errors, past
from backend.immersions.activities import (
    activities_by_ids,
    activities_offered,
    add_activity,
    add_prerequisite,
    change_activity,
    get_activity,
    prerequisites,
    required_by,
    retire_activity,
)
from backend.immersions.approvals import approve_absence
from backend.immersions.calendar import OPEN_PHASE, advance_phase, enter_phase, open_due_phases
from backend.immersions.edition_rows import (
    EditionRow,
    PhaseRow,
    edition_row,
    editions_by_ids,
    phases_of,
    visible_editions,
)
from backend.immersions.editions import SETTINGS, change_edition, clone_edition, open_edition, scope_of
from backend.immersions.inputs import (
    ActivityInput,
    CloneInput,
    EditionInput,
    OfferInput,
    ParticipantInput,
    PhaseInput,
    SlotInput,
    Worded,
    WordedLine,
)
from backend.immersions.models import (
    Activity,
    ActivityKind,
    ApprovalMode,
    ApprovalStatus,
    Edition,
    Offer,
    OfferStatus,
    Phase,
    Prerequisite,
)
from backend.immersions.offer_rows import (
    OfferFilter,
    OfferRow,
    count_offers,
    offer_row,
    offers_by_ids,
    visible_offers,
)
from backend.immersions.offers import (
    approve_offer,
    change_offer,
    draft_offer,
    get_offer,
    publish_offer,
    withdraw_offer,
)
from backend.immersions.phases import ALLOWED, BY_DEED, ORDER, Deed, following
from backend.immersions.places import sites_for
from backend.immersions.policy import may_now, may_run, require_lead, require_now
from backend.immersions.slot_rows import SlotRow, days_of, slots_of
from backend.immersions.standing import Standing, get_edition, get_edition_by_id, standing_of
from backend.immersions.today import asks_for
from backend.immersions.wish_rows import (
    ApprovalRow,
    Constraints,
    WishRow,
    approvals_asked,
    my_constraints,
    my_wishes,
)
from backend.immersions.wishes import ASKED_FOR, rank_wishes, say_constraints

__all__ = [
    "ALLOWED",
    "ASKED_FOR",
    "BY_DEED",
    "OPEN_PHASE",
    "ORDER",
    "SETTINGS",
    "Activity",
    "ActivityInput",
    "ActivityKind",
    "ApprovalMode",
    "ApprovalRow",
    "ApprovalStatus",
    "CloneInput",
    "Constraints",
    "Deed",
    "Edition",
    "EditionInput",
    "EditionRow",
    "Offer",
    "OfferFilter",
    "OfferInput",
    "OfferRow",
    "OfferStatus",
    "ParticipantInput",
    "Phase",
    "PhaseInput",
    "PhaseRow",
    "Prerequisite",
    "SlotInput",
    "SlotRow",
    "Standing",
    "WishRow",
    "Worded",
    "WordedLine",
    "activities_by_ids",
    "activities_offered",
    "add_activity",
    "add_prerequisite",
    "advance_phase",
    "approvals_asked",
    "approve_absence",
    "approve_offer",
    "asks_for",
    "change_activity",
    "change_edition",
    "change_offer",
    "clone_edition",
    "count_offers",
    "days_of",
    "draft_offer",
    "edition_row",
    "editions_by_ids",
    "enter_phase",
    "errors",
    "following",
    "get_activity",
    "get_edition",
    "get_edition_by_id",
    "get_offer",
    "may_now",
    "may_run",
    "my_constraints",
    "my_wishes",
    "offer_row",
    "offers_by_ids",
    "open_due_phases",
    "open_edition",
    "past",
    "phases_of",
    "prerequisites",
    "publish_offer",
    "rank_wishes",
    "require_lead",
    "require_now",
    "required_by",
    "retire_activity",
    "say_constraints",
    "scope_of",
    "sites_for",
    "slots_of",
    "standing_of",
    "visible_editions",
    "visible_offers",
    "withdraw_offer",
]
