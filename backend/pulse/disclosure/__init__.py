"""What of a sealed wave may be shown: one pure rule a file, run to a fixed point by `disclose`.

Start with `groups` for what a group, an atom and a tally are, and `fixed_point` for the order of the rules.
"""

from backend.pulse.disclosure.certainty import Certainty
from backend.pulse.disclosure.complement import complement
from backend.pulse.disclosure.differences import nested_differences
from backend.pulse.disclosure.extremes import is_extreme_choice, is_extreme_mean
from backend.pulse.disclosure.fixed_point import disclose
from backend.pulse.disclosure.groups import MOST_GROUPS, ROOT, Cut, Group, Tally, Tree
from backend.pulse.disclosure.readers import withheld_from_members
from backend.pulse.disclosure.reduction import determining
from backend.pulse.disclosure.remainders import of_one_mind
from backend.pulse.disclosure.rounding import (
    Bound,
    CountRange,
    count_range,
    rounded_mean,
    rounded_score,
    rounded_share,
)
from backend.pulse.disclosure.threshold import COMMENTS_FLOOR, FIGURES_FLOOR, below_threshold
from backend.pulse.disclosure.votes import Votes, count_as_share
from backend.pulse.disclosure.waves import changed_too_little

__all__ = [
    "COMMENTS_FLOOR",
    "FIGURES_FLOOR",
    "MOST_GROUPS",
    "ROOT",
    "Bound",
    "Certainty",
    "CountRange",
    "Cut",
    "Group",
    "Tally",
    "Tree",
    "Votes",
    "below_threshold",
    "changed_too_little",
    "complement",
    "count_as_share",
    "count_range",
    "determining",
    "disclose",
    "is_extreme_choice",
    "is_extreme_mean",
    "nested_differences",
    "of_one_mind",
    "rounded_mean",
    "rounded_score",
    "rounded_share",
    "withheld_from_members",
]
