"""Scores of any survey file, shown as a release would show them: rules 1, 2 and 4, with no database."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backend.pulse.disclosure import (
    COMMENTS_FLOOR,
    FIGURES_FLOOR,
    ROOT,
    CountRange,
    Cut,
    Group,
    Tally,
    Votes,
    count_range,
    disclose,
    rounded_score,
    rounded_share,
)
from backend.pulse.statistics import Interval, Scale
from backend.pulse.told_intervals import told_interval

_DICE = random.SystemRandom()


class Row(NamedTuple):
    """One answer: a unit (empty where none is named), a score or none, a comment."""

    unit: str
    score: int | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score that may be shown: how many gave one, and the interval at 95 %.

    `coarsened` where it, or the share of a class, stops short of the end.
    """

    count: CountRange
    value: int
    interval: Interval
    coarsened: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """Everybody's score and each unit's by name, None where it is hidden; comments in random order.

    A comment's unit is told only where 10 gave a score or a comment and nothing can be subtracted.
    """

    blank: int
    whole: Score | None
    units: Mapping[str, Score | None]
    comments: Sequence[tuple[str | None, str]]


def score_file(rows: Iterable[Row], scale: Scale) -> Scores:
    """Run the rules over the rows of a file. Errors: ValueError for a score outside the scale."""
    blank, answered = 0, Counter[str]()
    given: dict[str, Counter[int]] = {}
    said: list[tuple[str, str]] = []
    for unit, score, comment in rows:
        values = given.setdefault(unit, Counter())
        if score is None:
            blank += 1
        else:
            values[score] += 1
        if score is not None or comment:
            answered[unit] += 1
        if comment:
            said.append((unit, comment))
    classes = {unit: scale.classes(counts) for unit, counts in given.items()}
    votes = {unit: (one.promoters, one.passives, one.detractors) for unit, one in classes.items()}
    shown = _shown({unit: sum(counts) for unit, counts in votes.items()}, votes)
    whole = [sum(column) for column in zip(*votes.values(), strict=True)] or [0, 0, 0]
    return Scores(
        blank=blank,
        whole=score_of(whole) if ROOT in shown else None,
        units={
            unit: score_of(counts) if _group(unit) in shown else None
            for unit, counts in sorted(votes.items())
        },
        comments=_readable(answered, said),
    )


def _shown(given: Mapping[str, int], votes: Mapping[str, tuple[int, int, int]]) -> frozenset[Group]:
    classes = {frozenset({ROOT, _group(unit)}): counts for unit, counts in votes.items()}
    return disclose(_tally(given), FIGURES_FLOOR, votes=Votes(classes, (1, 0, -1), is_score=True))


def _readable(answered: Mapping[str, int], said: Sequence[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """What may be read, each with its unit where the unit may be told."""
    everybody = _tally(answered)
    read = disclose(everybody, COMMENTS_FLOOR)
    if ROOT not in read:
        return []
    told = [(unit if _group(unit) in read else None, text) for unit, text in said]
    _DICE.shuffle(told)
    return told


def _tally(people: Mapping[str, int]) -> Tally:
    parents: dict[Group, Group | None] = {ROOT: None, **{_group(unit): ROOT for unit in people}}
    return Tally(parents, {frozenset({ROOT, _group(unit)}): number for unit, number in people.items()})


def _group(unit: str) -> Group:
    return Group(Cut.UNIT, unit)


def score_of(counts: Sequence[int]) -> Score:
    """The score of so many promoters, passives and detractors, rounded as it may be shown."""
    given = sum(counts)
    score = rounded_score(counts[0], counts[2], given)
    count = count_range(given)
    shares = [rounded_share(part, given) for part in counts]
    interval = told_interval(shares[0], shares[2], count)
    stops = any(bound for _percent, bound in shares)
    return Score(count, int(score.value), interval, score.coarsened or stops)
