"""Tables of matching runs: what each was given, what it found, and why; kept, one of them published."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.clock import now
from backend.core.db import JSON, enum_type, table
from backend.core.ids import new_id
from backend.immersions.matching import Outcome


class RunStatus(StrEnum):
    WAITING = "waiting"
    SOLVING = "solving"
    DONE = "done"
    FAILED = "failed"


class MatchingRun(SQLModel, table=True):
    """One run of an edition, the `number`-th. Its figures are there once it is done.

    `unplaced` and `ranks` are the objective by class; `optimal` is the product's own proof; `inputs_digest`
    is the same for the same people, slots, wishes, rules and pins; `milliseconds` is the time of the run.
    `swaps` are the pairs who swap their days, and `swap_ranks` the sum of (rank − 1) over them; while a large
    run is solved, those of a quick answer. `joined` is `matching.Joined`, of an edition that joins handoffs.
    """

    __tablename__ = "matching_run"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.Index(
            "uq_matching_run_published",
            "edition_id",
            unique=True,
            sqlite_where=sa.text("published_at IS NOT NULL"),
            postgresql_where=sa.text("published_at IS NOT NULL"),
        ),
        sa.CheckConstraint("(status = 'done') = (optimal IS NOT NULL)", name="done_has_figures"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE")
    number: int
    seed: int
    status: RunStatus = Field(default=RunStatus.WAITING, sa_type=enum_type(RunStatus, "status"))
    people: int = 0
    placed: int = 0
    pinned: int = 0
    unplaced: list[int] = Field(default_factory=list, sa_type=JSON)
    ranks: list[int] = Field(default_factory=list, sa_type=JSON)
    by_rank: list[int] = Field(default_factory=list, sa_type=JSON)
    swaps: int = 0
    swap_ranks: int = 0
    joined: dict[str, int] | None = Field(default=None, sa_type=JSON)
    under_minimum: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    optimal: bool | None = None
    inputs_digest: str = Field(default="", max_length=64)
    milliseconds: int | None = None
    asked_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    asked_at: datetime = Field(default_factory=now)
    finished_at: datetime | None = None
    published_at: datetime | None = None


class RunPlacement(SQLModel, table=True):
    """What a run found for a person, and the causes of each better wish, as codes and facts."""

    __tablename__ = "run_placement"

    run_id: UUID = Field(foreign_key="matching_run.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    outcome: Outcome = Field(sa_type=enum_type(Outcome, "outcome"))
    slot_id: UUID | None = Field(default=None, foreign_key="slot.id", ondelete="CASCADE", index=True)
    rank: int | None = None
    drawn: bool = False
    causes: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class Pin(SQLModel, table=True):
    """A person whom the leaders have put in a slot: both leave the runs to come."""

    __tablename__ = "pin"

    edition_id: UUID = Field(foreign_key="edition.id", ondelete="CASCADE", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE", primary_key=True, index=True)
    slot_id: UUID = Field(foreign_key="slot.id", ondelete="CASCADE", index=True)
    pinned_by_id: UUID | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    pinned_at: datetime = Field(default_factory=now)


MATCHING_RUNS = table(MatchingRun)
RUN_PLACEMENTS = table(RunPlacement)
PINS = table(Pin)
