"""What a run answers: placements, waiting lists, reasons as codes and facts, the objective and its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backend.immersions.matching.handoffs import Joined
from backend.immersions.matching.problem import Priority
from backend.immersions.matching.rules import Rule


class Outcome(StrEnum):
    """How it ended for a person."""

    FIRST_WISH = "first_wish"
    LOWER_WISH = "lower_wish"
    PINNED = "pinned"
    NOTHING = "nothing"
    NO_WISH = "no_wish"
    SWAPPED = "swapped"


class Binding(StrEnum):
    """Why a wish that the rules allowed was not given: the first thing that giving it would have worsened."""

    DRAW = "draw"
    """Nothing would have worsened: the shuffle decided between equal situations."""
    PRIORITY = "priority"
    """Somebody of a class before theirs would have had less."""
    COLLEAGUE_WITH_NOTHING = "colleague_with_nothing"
    """One person more would have had nothing."""
    RANKS = "ranks"
    """The ranks of the others would have been worse by more."""
    RANKS_OR_HANDOFFS = "ranks_or_handoffs"
    """The same, or the sides of a handoff would have been kept apart, where the option joins them."""
    COLLEAGUE_INSTEAD = "colleague_instead"
    """To somebody with nothing: a colleague would have had nothing in their place, for ranks worse in sum."""
    COLLEAGUE_INSTEAD_OR_HANDOFFS = "colleague_instead_or_handoffs"
    """The same, where the option joins the sides of handoffs."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a wish better than the placement was not given."""

    offer: str
    rank: int
    code: Binding | Rule
    places: int
    """Places of the offer in the run."""
    wanted_by: int
    """People of the run whom the rules allowed to have it and who wished for it."""
    position: int | None = None
    """Their place in the offer's waiting list, from 1; None where a rule keeps them out of it."""
    ahead: Priority | None = None
    """The class that went first, for PRIORITY."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What a person got, and why. `drawn`: the shuffle could have given them something else."""

    person: str
    outcome: Outcome
    slot: str | None
    offer: str | None
    rank: int | None
    drawn: bool
    causes: tuple[Cause, ...]
    """One for each wish better than what they got, best first."""


@dataclass(frozen=True, slots=True, order=True)
class Objective:
    """(u1, u2, u3) people with nothing and (c1, c2, c3) sums of (rank − 1), by class; smaller is better."""

    nothing: tuple[int, int, int]
    ranks: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody in a waiting list: the rank of their wish, and the slots that the rules allow them."""

    person: str
    rank: int
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run. `optimal` is our own proof, not the solver's word."""

    placements: tuple[Placement, ...]
    """Everybody, in order of key."""
    waiting: Mapping[str, tuple[Waiter, ...]]
    """Offer → people in order; offers without a list are absent."""
    objective: Objective
    optimal: bool
    by_rank: tuple[int, ...]
    """People of the run placed on their 1st, 2nd, … wish."""
    under_minimum: Mapping[str, int]
    """Slot → people, pins included, where they are fewer than its minimum."""
    joined: Joined | None
    """What bringing the sides of handoffs together changes; None where the option is off."""
    swaps: int
    """Pairs of people who swap; they are outside the objective."""
    swap_ranks: int
    """The sum of (rank − 1) over them."""
    seed: int
    digest: str
