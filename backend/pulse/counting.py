"""From opened ballots to what may be shown: counting and disclosure together, with no database.

Whatever is not in the outcome is forgotten with the ballots.
"""

import random
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from backend.pulse.asked_after import Family, Pattern, families, set_apart
from backend.pulse.cuts import Cuts
from backend.pulse.disclosure import (
    ROOT,
    CountRange,
    Cut,
    Group,
    Tally,
    Tree,
    Votes,
    changed_too_little,
    count_as_share,
    count_range,
    disclose,
    withheld_from_members,
)
from backend.pulse.figures import figures, votes_of
from backend.pulse.histograms import Histograms
from backend.pulse.questions import Question

PARTICIPATION = ""
COMMENTS = "*"
_DICE = random.SystemRandom()

Members = Mapping[Group, Set[Hashable]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown of one question in one group."""

    question: str
    group: Group
    count: CountRange
    coarsened: bool
    figures: Mapping[str, Any]


class Comment(NamedTuple):
    """A comment with its unit ("" for the whole company) and the hash of its author's code."""

    unit_key: str
    text: str
    code_hash: str | None


@dataclass
class Outcome:
    """All that a wave leaves: cells, what members do not see of them, comments in random order."""

    cells: list[Cell] = field(default_factory=list)
    withheld: list[tuple[str, Group, Group]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def released(self) -> set[Group]:
        """The groups of which anything is told."""
        return {cell.group for cell in self.cells}


def outcome(
    questions: Sequence[Question],
    cuts: Cuts,
    histograms: Histograms,
    comments: Sequence[Comment],
    *,
    k: int,
    comment_k: int,
    now: Members,
    last: Members,
) -> Outcome:
    """Run the rules, once: first over who took part, then over each question, then over comments."""
    found = Outcome()
    everybody = histograms.participation()
    frozen = changed_too_little(now, last, k)
    shown = disclose(everybody, k, withheld=frozen, now=now, last=last, large=cuts.is_large)
    _tell(found, PARTICIPATION, shown, withheld_from_members(everybody, shown, k))
    for group in sorted(shown):
        found.cells.append(Cell(PARTICIPATION, group, count_range(everybody.answers[group]), False, {}))
    of_all: list[Question] = []
    for question in questions:
        on = question.shown_if["question"] if question.shown_if else None
        if question.is_closed and question.unit is None and (not on or on in {one.key for one in of_all}):
            of_all.append(question)
    shown_of = _shown_of(of_all, histograms, k, cuts, shown)
    for question in questions:
        if question.key in shown_of:
            _count(found, question, histograms, k, shown_of[question.key])
        elif question.is_closed:
            _count_within(found, question, histograms, k, shown)
    read = disclose(everybody.only_units(), comment_k, withheld=frozenset(cuts.parents) - shown)
    for group in sorted(read):
        found.cells.append(Cell(COMMENTS, group, count_range(everybody.answers[group]), False, {}))
    _tell(found, COMMENTS, read, withheld_from_members(everybody.only_units(), read, comment_k))
    found.comments = [
        Comment(_told_unit(cuts, one.unit_key, read, comment_k), one.text, one.code_hash) for one in comments
    ]
    _DICE.shuffle(found.comments)
    return found


def _shown_of(
    questions: Sequence[Question], histograms: Histograms, k: int, cuts: Cuts, shown: frozenset[Group]
) -> dict[str, frozenset[Group]]:
    """Where each question may be shown; one asked after an answer, where that answer may be shown as well."""
    found: dict[str, frozenset[Group]] = {}

    def asked(family: Family) -> Counter[Pattern]:
        return sum(histograms.asked_of(family).values(), Counter())

    for family in families(questions, asked, k):
        around = shown.intersection(*(found[root] for root in family.roots))
        together = _shown_together(family, histograms, k, cuts, around)
        while around and together.isdisjoint(around & {ROOT} or around) and len(family.questions) > 1:
            # Not all of them are shown as a whole: the one with the fewest answers gives way to the others.
            fewest = min(reversed(family.questions), key=lambda one: histograms.given(one.key).answers[ROOT])
            found[fewest.key] = frozenset()
            family = Family([one for one in family.questions if one != fewest], family.roots)
            together = _shown_together(family, histograms, k, cuts, around)
        found |= dict.fromkeys(family.keys, together)
    return found


def _shown_together(
    family: Family, histograms: Histograms, k: int, cuts: Cuts, shown: frozenset[Group]
) -> frozenset[Group]:
    """What hides a group for one of these hides it for the others too, which may call for hiding more."""
    patterns = (histograms.asked_of(family), histograms.answered_of(family)) if family.roots else ()
    trees = histograms.participation().trees or (Tree({}, (ROOT,)),)
    held: list[tuple[Tally, Votes]] = []
    for one in family.questions:
        given = histograms.given(one.key)
        held.extend((given, votes) for votes in votes_of(one, histograms))
        if one.shown_if:
            before = histograms.given(one.shown_if["question"])
            held.append((before, _who_was_asked(before, given, k)))
    left = None
    while shown != left:
        left = shown
        for tally, votes in held:
            hidden = frozenset(cuts.parents) - shown
            shown = disclose(tally, k, withheld=hidden, votes=votes, large=cuts.is_large)
        for tree, who in product(trees, patterns):
            shown -= set_apart(tree, who, shown, k)
    return shown


def _count(
    found: Outcome, question: Question, histograms: Histograms, k: int, shown: frozenset[Group]
) -> None:
    given, by_group = histograms.given(question.key), histograms.by_group(question.key)
    before = histograms.given(question.shown_if["question"]) if question.shown_if else None
    for group in sorted(shown):
        people = given.answers[group]
        count = count_as_share(people, before.answers[group]) if before else count_range(people)
        told, coarsened = figures(question, by_group[group], count)
        found.cells.append(Cell(question.key, group, count, coarsened, told))
    _tell(found, question.key, shown, withheld_from_members(given, shown, k))


def _who_was_asked(before: Tally, given: Tally, k: int) -> Votes:
    """Whoever answers what is asked after an answer gave it: each who answered `before` did, or did not."""
    counts = {groups: (given.atoms.get(groups, 0), people) for groups, people in before.atoms.items()}
    return Votes({groups: (some, people - some) for groups, (some, people) in counts.items()}, fewest=k)


def _count_within(
    found: Outcome, question: Question, histograms: Histograms, k: int, shown: Set[Group]
) -> None:
    """A question asked of one unit alone: that unit's figure as a whole, and no cut of it."""
    unit = Group(Cut.UNIT, question.unit or "")
    histogram = histograms.by_group(question.key).get(unit)
    if unit not in shown or histogram is None:
        return
    everybody = Tally({ROOT: None}, {frozenset({ROOT}): histogram.given})
    counts = [sum(column) for column in zip(*_within(question, histograms, unit), strict=True)]
    if disclose(everybody, k, votes=Votes({frozenset({ROOT}): counts})):
        count = count_range(histogram.given)
        told, coarsened = figures(question, histogram, count)
        found.cells.append(Cell(question.key, unit, count, coarsened, told))
        if histogram.given == k:
            found.withheld.append((question.key, unit, unit))


def _within(question: Question, histograms: Histograms, unit: Group) -> list[Sequence[int]]:
    [votes] = votes_of(question, histograms)
    return [counts for groups, counts in votes.atoms.items() if unit in groups]


def _tell(
    found: Outcome, question: str, shown: Set[Group], withheld: Mapping[Group, frozenset[Group]]
) -> None:
    for member, groups in sorted(withheld.items()):
        found.withheld.extend((question, member, group) for group in sorted(groups & shown))


def _told_unit(cuts: Cuts, unit_key: str, read: Set[Group], comment_k: int) -> str:
    """The smallest unit around an author with enough people asked, in which comments may be read."""
    around = cuts.around(Group(Cut.UNIT, unit_key)) if unit_key else [ROOT]
    fit = (group for group in around if group in read and cuts.invited.get(group, comment_k) >= comment_k)
    return next(fit, ROOT).key
