"""Immersions: editions of role-swap days, from the first offer to the last debrief.

Start with `phases` for what may be done when, `standing` for who may know of an edition, `wishes` for the
shape of a verb, `offer_rows` for the shape of a list.
"""

from backend.immersions import errors, past
from backend.immersions.activities import (
    activities_by_ids,
    activities_offered,
    add_activity,
    change_activity,
    get_activity,
    retire_activity,
)
from backend.immersions.activity_rows import ActivityRow, visible_activities
from backend.immersions.approvals import approve_absence
from backend.immersions.calendar import OPEN_PHASE, advance_phase, enter_phase, open_due_phases
from backend.immersions.codes import code_of
from backend.immersions.dashboard_rows import Dashboard, HurtRow, dashboard
from backend.immersions.debrief_rows import (
    DebriefRow,
    StoryRow,
    debrief_author,
    debrief_row,
    debriefs_by_ids,
    debriefs_of,
    stories,
)
from backend.immersions.debriefs import SOURCE as DEBRIEF
from backend.immersions.debriefs import submit_debrief
from backend.immersions.digest import digest_candidates
from backend.immersions.edition_rows import (
    EditionRow,
    PhaseRow,
    edition_row,
    editions_by_ids,
    phases_of,
    visible_editions,
)
from backend.immersions.editions import SETTINGS, change_edition, clone_edition, open_edition, scope_of
from backend.immersions.hearts import BY_HAND, PARTS, Part
from backend.immersions.held_slots import HeldSlot, held_slot
from backend.immersions.host_facts import hosts_of_run, hosts_of_slot, visit_given_back
from backend.immersions.inputs import (
    ActivityInput,
    CloneInput,
    DebriefInput,
    EditionInput,
    FeltInput,
    NoteInput,
    OfferInput,
    ParticipantInput,
    PhaseInput,
    PrerequisiteInput,
    SlotChangeInput,
    SlotInput,
    SwapInput,
    Worded,
    WordedLine,
)
from backend.immersions.leavers import release_person
from backend.immersions.matching import Outcome
from backend.immersions.models import (
    Activity,
    ActivityKind,
    ApprovalMode,
    ApprovalStatus,
    Debrief,
    Edition,
    Heart,
    MatchingRun,
    Offer,
    OfferStatus,
    Phase,
    PlacementSource,
    Prerequisite,
    RunStatus,
    Side,
    WaitingStatus,
)
from backend.immersions.offer_rows import (
    OfferFilter,
    OfferRow,
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
from backend.immersions.outdated import still_holds
from backend.immersions.personal import looks_personal
from backend.immersions.phases import BY_DEED, ORDER, Deed, following
from backend.immersions.pins import pin_placement
from backend.immersions.placement_facts import (
    OfferedPlace,
    SlotFacts,
    offer_facts,
    offered_place,
    slot_facts,
    told_of_run,
)
from backend.immersions.placement_rows import MyPlacement, my_placement
from backend.immersions.placements import accept_waiting_offer, decline_waiting_offer, withdraw_placement
from backend.immersions.places import sites_for
from backend.immersions.policy import may_now, may_run, require_now
from backend.immersions.prerequisites import (
    add_prerequisite,
    prerequisite,
    prerequisite_ids,
    prerequisites,
    required_by,
)
from backend.immersions.publishing import publish_matching
from backend.immersions.run_rows import (
    DateChoice,
    RunPlacementRow,
    RunRow,
    dates_to_pin,
    placements_of_run,
    runs_by_ids,
    runs_of,
)
from backend.immersions.runs import SOLVE, run_matching, solve_run
from backend.immersions.slot_rows import SlotRow, days_of, slots_of
from backend.immersions.slots import cancel_slot, change_slot
from backend.immersions.standing import Standing, get_edition, get_edition_by_id, standing_of
from backend.immersions.swap_rows import MySwap, SwapAsk, my_swap
from backend.immersions.swaps import propose_swap
from backend.immersions.tallies import Tally, TallyRow
from backend.immersions.today import asks_for
from backend.immersions.unapproved import WARNED, Unapproved, approved_by_edition, unapproved
from backend.immersions.visit_calendar import visit_calendar
from backend.immersions.visit_notes import drop_note, note_on_the_day
from backend.immersions.visit_rows import HostRow, MyDay, NoteRow, has_day, my_day
from backend.immersions.visitor_rows import VisitorRow, WelcomeRow, visitors, welcome_row, welcomes
from backend.immersions.visits import (
    EARLY,
    LATE,
    acknowledge_as_host,
    acknowledge_rules,
    check_in,
    miss_visit,
    tick_heart,
)
from backend.immersions.waiting import PASS_ON, pass_places_on, valid_until
from backend.immersions.waiting_rows import WaitingRow, my_waiting_lists
from backend.immersions.wish_rows import (
    ApprovalRow,
    Constraints,
    WishRow,
    approvals_asked,
    my_constraints,
    my_wishes,
    wishable_offers,
)
from backend.immersions.wishes import ASKED_FOR, rank_wishes, say_constraints
