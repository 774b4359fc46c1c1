"""One question's figures in one group, as they are released: rounded, with intervals from the rounded ones.

A figure is {"shares": [[value, percent, bound]], "favourable"?, "margin"?, "mean"?, "score"?, "low"?,
"high"?}. Shares of a recommendation are of its three classes; intervals and margins are at 95 %.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.pulse.disclosure import CountRange, Votes, rounded_mean, rounded_score, rounded_share
from backend.pulse.histograms import Histogram, Histograms
from backend.pulse.models import QuestionKind
from backend.pulse.questions import Question
from backend.pulse.statistics import COLLEAGUES, share_margin
from backend.pulse.told_intervals import told_interval

CLASSES = ("promoters", "passives", "detractors")
AGREEMENT = (1, 2, 3, 4, 5)
FAVOURABLE = (4, 5)


def votes_of(question: Question, histograms: Histograms) -> Iterator[Votes]:
    """The question as disclosure sees it; a multiple choice is one question an option."""
    atoms = histograms.atoms(question.key)
    if question.kind is QuestionKind.MULTIPLE:
        for choice in question.choice_keys:
            chosen = {
                groups: (one.values[choice], one.given - one.values[choice]) for groups, one in atoms.items()
            }
            yield Votes(chosen, is_option=True)
    else:
        counts = {groups: _counts(question, one) for groups, one in atoms.items()}
        if question.kind is QuestionKind.RECOMMENDATION:
            yield Votes(counts, (1, 0, -1), is_score=True)
        elif question.kind is QuestionKind.AGREEMENT:
            yield Votes(counts, AGREEMENT, favourable=[AGREEMENT.index(value) for value in FAVOURABLE])
        else:
            yield Votes(counts)


def figures(question: Question, histogram: Histogram, count: CountRange) -> tuple[dict[str, Any], bool]:
    """The figures of a group that may be shown, and whether one of them stops short of the end.

    `count` is how many gave a value, as it is told.
    """
    given, counts = histogram.given, _counts(question, histogram)
    names: Sequence[str | int] = question.choice_keys
    if question.kind is QuestionKind.RECOMMENDATION:
        names = CLASSES
    elif question.kind is QuestionKind.AGREEMENT:
        names = AGREEMENT
    told = [rounded_share(count, given) for count in counts]
    shares = [[name, percent, bound] for name, (percent, bound) in zip(names, told, strict=True)]
    stops = any(bound for _percent, bound in told)
    found: dict[str, Any] = {"shares": shares}
    if question.kind is QuestionKind.RECOMMENDATION:
        score = rounded_score(counts[0], counts[2], given)
        interval = told_interval(told[0], told[2], count)
        found |= {"score": int(score.value), "low": interval.low, "high": interval.high}
        return found, score.coarsened or stops
    if question.kind is QuestionKind.AGREEMENT:
        total = sum(value * count for value, count in histogram.values.items() if isinstance(value, int))
        mean = rounded_mean(total, given, AGREEMENT[0], AGREEMENT[-1])
        favourable, bound = rounded_share(sum(histogram.values[one] for one in FAVOURABLE), given)
        margin = share_margin(favourable, count.min)
        found |= {"mean": mean.value, "favourable": favourable, "bound": bound, "margin": margin}
        return found, mean.coarsened or bound is not None or stops
    return found, stops


def _counts(question: Question, histogram: Histogram) -> tuple[int, ...]:
    values: Mapping[Any, int] = histogram.values
    if question.kind is QuestionKind.RECOMMENDATION:
        classes = COLLEAGUES.classes({int(value): n for value, n in values.items()})
        return classes.promoters, classes.passives, classes.detractors
    if question.kind is QuestionKind.AGREEMENT:
        return tuple(values.get(value, 0) for value in AGREEMENT)
    return tuple(values.get(choice, 0) for choice in question.choice_keys)
