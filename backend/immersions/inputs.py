"""What people may type about immersions. Limits mirror the columns; codes are worded by the catalogues.

Instants without an offset are times on the clocks of the edition.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.core.moments import Moment
from backend.immersions.models import ActivityKind, ApprovalMode, Phase
from backend.journeys import Frequency


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class PhaseInput(Input):
    """When a phase opens by itself; None: by hand."""

    phase: Phase
    opens_at: Moment | None = None


class EditionInput(Input):
    """An edition as its leaders set it. What is left out of `phases` opens by hand."""

    name: Name
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    org_unit_id: UUID | None = None
    unit_ids: Annotated[list[UUID], Field(max_length=50)] = []
    site_ids: Annotated[list[UUID], Field(max_length=200)] = []
    most_wishes: Annotated[int, Field(ge=1, le=5)] = 5
    furthest_km: Annotated[int, Field(ge=1, le=2000)] | None = None
    approval: ApprovalMode = ApprovalMode.MANUAL
    approval_hours: Annotated[int, Field(ge=1, le=24)] | None = None
    rest_hours: Annotated[int, Field(ge=0, le=48)] = 11
    join_handoffs: bool = False
    phases: Annotated[list[PhaseInput], Field(max_length=8)] = []


class CloneInput(Input):
    """A new edition like another. Dates keep their distances, the first phase opening at `starts_at`.

    `org_unit_id` is none for the whole company; where it is left out, the unit of the other is kept.
    """

    name: Name
    org_unit_id: UUID | None = None
    starts_at: Moment | None = None


class Worded(Input):
    """A long text in both languages."""

    fr: Annotated[str, StringConstraints(strip_whitespace=True, max_length=8000)] = ""
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=8000)] = ""


class WordedLine(Input):
    """A line in both languages."""

    fr: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    en: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class PrerequisiteInput(Input):
    """Something to hold; without a `code`, one is made of its French name."""

    name: WordedLine
    code: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""


class ActivityInput(Input):
    name: WordedLine
    kind: ActivityKind
    kit: Worded = Worded()
    script: Worded = Worded()
    checklist: Annotated[list[WordedLine], Field(max_length=20)] = []
    prerequisite_ids: Annotated[list[UUID], Field(max_length=20)] = []
    org_unit_id: UUID | None = None


class SlotInput(Input):
    starts_at: Moment
    ends_at: Moment
    capacity: Annotated[int, Field(ge=1, le=200)] = 1
    minimum: Annotated[int, Field(ge=0, le=200)] = 0


class SlotChangeInput(SlotInput):
    """A date as it is to be from now on; `reason` is told to those who had a place there."""

    reason: Short = ""


class OfferInput(Input):
    """An offer; without hosts, whoever drafts it hosts it."""

    activity_id: UUID
    title: Title
    description: Long = ""
    site_id: UUID | None = None
    accessibility: Short = ""
    to_bring: Short = ""
    slots: Annotated[list[SlotInput], Field(min_length=1, max_length=20)]
    host_ids: Annotated[list[UUID], Field(max_length=10)] = []


class SwapInput(Input):
    """One's own day, offered in exchange for another's."""

    activity_id: UUID
    title: Title
    description: Long = ""
    to_bring: Short = ""
    starts_at: Moment
    ends_at: Moment


class ParticipantInput(Input):
    """What somebody says of themselves: no `days` are any days; `needs` go to the final host alone."""

    days: Annotated[list[date], Field(max_length=60)] = []
    furthest_km: Annotated[int, Field(ge=1, le=2000)] | None = None
    needs: Short = ""
    prerequisite_ids: Annotated[list[UUID], Field(max_length=40)] = []


class NoteInput(Input):
    """An irritant noted during the day; `place` is a step or a handoff of a customer journey."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    place: UUID | None = None


class FeltInput(Input):
    """An irritant of a debrief, on a step or a handoff."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    place: UUID
    frequency: Frequency = Frequency.SOMETIMES


Told = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class DebriefInput(Input):
    """What is said after a day; `quote_shared` lets everybody read the quote.

    `sure`: the author has looked again at what looks like a customer's name or number.
    """

    surprised: Told = ""
    customers_expect: Told = ""
    colleagues_live: Told = ""
    ideas: Told = ""
    quote: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    quote_shared: bool = False
    irritants: Annotated[list[FeltInput], Field(max_length=10)] = []
    sure: bool = False
