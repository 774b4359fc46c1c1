"""Tables of immersions, one file per noun."""

from backend.immersions.models.activities import (
    ACTIVITIES,
    ACTIVITY_PREREQUISITES,
    PERSON_PREREQUISITES,
    PREREQUISITES,
    Activity,
    ActivityKind,
    ActivityPrerequisite,
    PersonPrerequisite,
    Prerequisite,
)
from backend.immersions.models.debriefs import DEBRIEFS, Debrief, Side
from backend.immersions.models.editions import (
    EDITION_PHASES,
    EDITION_SITES,
    EDITION_UNITS,
    EDITIONS,
    ApprovalMode,
    Edition,
    EditionPhase,
    EditionSite,
    EditionUnit,
    Phase,
)
from backend.immersions.models.offers import OFFERS, SLOT_HOSTS, SLOTS, Offer, OfferStatus, Slot, SlotHost
from backend.immersions.models.placements import (
    PLACEMENTS,
    WAITING,
    Placement,
    PlacementEnd,
    PlacementSource,
    Waiting,
    WaitingStatus,
)
from backend.immersions.models.runs import (
    MATCHING_RUNS,
    PINS,
    RUN_PLACEMENTS,
    MatchingRun,
    Pin,
    RunPlacement,
    RunStatus,
)
from backend.immersions.models.visits import (
    VISIT_HEARTS,
    VISIT_NOTES,
    VISITS,
    Arrival,
    Heart,
    Visit,
    VisitHeart,
    VisitNote,
)
from backend.immersions.models.wishes import (
    APPROVALS,
    LEFT_OUT,
    PARTICIPANTS,
    WISHES,
    Approval,
    ApprovalStatus,
    LeftOut,
    Participant,
    Wish,
)
