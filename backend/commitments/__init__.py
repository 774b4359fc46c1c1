"""Commitments: what somebody promised, for when, about what, and what became of it.

A promise is tied to what it answers by `source_kind` and `source_id` (a report, a theme of the pulse): the
slices above make promises here and find them again by their source.
"""

from backend.commitments import errors
from backend.commitments.commitments import (
    drop,
    get_commitment,
    keep,
    keep_about,
    make,
    move,
    reopen_about,
)
from backend.commitments.inputs import DropInput, MoveInput, PromiseInput
from backend.commitments.models import COMMITMENTS, ITSELF, Commitment, Fate
from backend.commitments.past import set_back
from backend.commitments.rows import (
    CommitmentRow,
    commitment_row,
    commitments_by_ids,
    commitments_of,
    falling_due,
    lately_kept,
    owed_by,
    settled_by,
    sources_of,
)
from backend.commitments.today import asks_for

__all__ = [
    "COMMITMENTS",
    "ITSELF",
    "Commitment",
    "CommitmentRow",
    "DropInput",
    "Fate",
    "MoveInput",
    "PromiseInput",
    "asks_for",
    "commitment_row",
    "commitments_by_ids",
    "commitments_of",
    "drop",
    "errors",
    "falling_due",
    "get_commitment",
    "keep",
    "keep_about",
    "lately_kept",
    "make",
    "move",
    "owed_by",
    "reopen_about",
    "set_back",
    "settled_by",
    "sources_of",
]
