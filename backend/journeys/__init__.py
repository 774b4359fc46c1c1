"""Journeys: what a customer goes through, the handoffs between its steps, and what hurts there.

Other slices place what they hear on a step or a handoff: `steps_of` and `handoffs_of` list them,
`note_irritant` counts an irritant there, `send_on` says what became of it.
"""

from backend.journeys import errors
from backend.journeys.inputs import (
    FoundInput,
    HandoffInput,
    IrritantInput,
    JourneyInput,
    ReviewInput,
    StepInput,
)
from backend.journeys.irritant_rows import (
    IrritantRow,
    NotedCount,
    irritants_by_ids,
    irritants_from,
    irritants_since,
    visible_irritants,
)
from backend.journeys.irritants import get_irritant, note_irritant, send_on
from backend.journeys.journeys import draw_journey, get_journey
from backend.journeys.models import (
    HANDOFFS,
    IRRITANTS,
    JOURNEYS,
    REVIEWS,
    STEPS,
    Frequency,
    Handoff,
    Irritant,
    IrritantStatus,
    Journey,
    Review,
    ReviewKind,
    Step,
)
from backend.journeys.placed import KeptPlace, kept_places, noted_since
from backend.journeys.policy import may_conduct, may_draw
from backend.journeys.queries import (
    HandoffRow,
    JourneyRow,
    PlaceRow,
    StepRow,
    handoffs_by_ids,
    handoffs_of,
    journey_row,
    journeys_by_ids,
    places,
    places_of,
    steps_by_ids,
    steps_of,
    visible_journeys,
    worst_handoffs,
)
from backend.journeys.redrawing import redraw_journey
from backend.journeys.review_rows import ReviewRow, review_row, reviews_by_ids, reviews_of
from backend.journeys.reviews import SOURCE as REVIEW
from backend.journeys.reviews import tell_review
from backend.journeys.topic_tables import TOPICS, Topic
from backend.journeys.topics import (
    TopicInput,
    TopicRow,
    answered_by,
    get_topic,
    open_topic,
    region_of_owner,
    responders_of,
    topic_for,
    topic_rows,
)
