"""Journeys: what a customer goes through, the handoffs between its steps, and what hurts there.

Other slices place what they hear on a step or a handoff: `steps_of` and `handoffs_of` list them,
`note_irritant` counts an irritant there, `send_on` says what became of it.
"""

from backend.journeys import errors
from backend.journeys.inputs import HandoffInput, IrritantInput, JourneyInput, StepInput
from backend.journeys.irritants import get_irritant, note_irritant, send_on
from backend.journeys.journeys import draw_journey, get_journey
from backend.journeys.models import (
    HANDOFFS,
    IRRITANTS,
    JOURNEYS,
    STEPS,
    Frequency,
    Handoff,
    Irritant,
    IrritantStatus,
    Journey,
    Step,
)
from backend.journeys.queries import (
    HandoffRow,
    IrritantRow,
    JourneyRow,
    StepRow,
    handoffs_by_ids,
    handoffs_of,
    irritants_by_ids,
    journey_row,
    journeys_by_ids,
    steps_by_ids,
    steps_of,
    visible_irritants,
    visible_journeys,
)
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

__all__ = [
    "HANDOFFS",
    "IRRITANTS",
    "JOURNEYS",
    "STEPS",
    "TOPICS",
    "Frequency",
    "Handoff",
    "HandoffInput",
    "HandoffRow",
    "Irritant",
    "IrritantInput",
    "IrritantRow",
    "IrritantStatus",
    "Journey",
    "JourneyInput",
    "JourneyRow",
    "Step",
    "StepInput",
    "StepRow",
    "Topic",
    "TopicInput",
    "TopicRow",
    "answered_by",
    "draw_journey",
    "errors",
    "get_irritant",
    "get_journey",
    "get_topic",
    "handoffs_by_ids",
    "handoffs_of",
    "irritants_by_ids",
    "journey_row",
    "journeys_by_ids",
    "note_irritant",
    "open_topic",
    "region_of_owner",
    "responders_of",
    "send_on",
    "steps_by_ids",
    "steps_of",
    "topic_for",
    "topic_rows",
    "visible_irritants",
    "visible_journeys",
]
