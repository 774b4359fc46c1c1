"""Questions asked after an answer, put side by side: what they tell of a handful together."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from backend.pulse.asked_after import families, sets_apart
from backend.pulse.counting import Outcome, outcome
from backend.pulse.cuts import Cuts, Frozen
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.histograms import Ballot, Histograms
from backend.pulse.models import GroupKind, QuestionKind, SurveyTheme
from backend.pulse.questions import Question, check

JOBS = ("clerk", "apprentice", "leader")


def choice(key: str, *choices: str, after: str = "", values: Sequence[Any] = ()) -> Question:
    condition = {"question": after, "values": list(values)} if after else None
    offered = tuple({"key": one} for one in choices)
    return Question(key, QuestionKind.SINGLE, SurveyTheme.MEANS, {}, choices=offered, shown_if=condition)


def load(key: str, *jobs: str) -> Question:
    return choice(key, "yes", "no", after="job", values=jobs)


JOB = choice("job", *JOBS)
SCORE = Question("score", QuestionKind.RECOMMENDATION, SurveyTheme.MEANS, {})


def sealed(
    questions: Sequence[Question], cuts: Cuts, given: Sequence[tuple[str, int, Mapping[str, Any]]]
) -> Outcome:
    """What is told when so many people of each unit gave these answers."""
    check(questions)
    histograms = Histograms(cuts.parents, questions)
    for unit, people, answers in given:
        groups = frozenset({ROOT})
        if unit:
            groups = cuts.of_ballot({"unit": unit, "site": None, "job_family": None})
        histograms.count([Ballot(groups, answers)] * people)
    return outcome(questions, cuts, histograms, [], k=5, comment_k=10, now={}, last={})


def shown(found: Outcome, key: str) -> set[Group]:
    return {cell.group for cell in found.cells if cell.question == key}


@pytest.mark.parametrize(
    ("others", "apprentices", "told"),
    [
        # One apprentice is the difference between two questions; five are a figure like any other.
        ([("clerk",), ("clerk", "apprentice")], 1, False),
        ([("clerk",), ("clerk", "apprentice")], 6, True),
        # Clerks and leaders apart, and both again under other words.
        ([("clerk",), ("leader",)], 1, False),
        ([("clerk",), ("leader",)], 6, True),
        ([("apprentice", "leader"), ("clerk", "leader")], 1, False),
        # The same people asked twice set nobody apart.
        ([("clerk",), ("clerk",)], 1, True),
    ],
)
def test_two_questions_do_not_set_a_handful_apart(
    others: list[tuple[str, ...]], apprentices: int, told: bool
) -> None:
    asked = [load(f"load_{number}", *jobs) for number, jobs in enumerate(others)]
    given: list[tuple[str, int, dict[str, str]]] = []
    for job, people in (("clerk", 20), ("apprentice", apprentices), ("leader", 10)):
        keys = [one.key for one in asked if job in (one.shown_if or {})["values"]]
        for answer, some in (("yes", people // 2), ("no", people - people // 2)):
            given.append(("", some, {"job": job} | dict.fromkeys(keys, answer)))
    found = sealed([JOB, *asked], Cuts([], 40), given)
    assert [shown(found, one.key) == {ROOT} for one in asked] == [told] * len(asked)


def test_one_asked_after_an_answer_is_not_shown_where_that_answer_is_not() -> None:
    """A team of promoters is hidden with another; « why? », shown in that other, told of the first."""
    ids = {name: UUID(int=number + 1) for number, name in enumerate("HKLM")}
    people = {"H": (6, 0, 0), "K": (5, 3, 2), "L": (3, 5, 4), "M": (3, 4, 4)}
    cuts = Cuts([Frozen(GroupKind.UNIT, ids[unit], None, 14, ids[unit]) for unit in people], 56)
    given: list[tuple[str, int, dict[str, Any]]] = []
    for unit, counts in people.items():
        for score, count in zip((9, 7, 3), counts, strict=True):
            for number in range(count):
                said = {"why": ("time", "tools")[number % 2]} if score < 9 else {}
                given.append((str(ids[unit]), 1, {"score": score} | said))
    why = choice("why", "time", "tools", after="score", values=range(9))
    found = sealed([SCORE, why], cuts, given)
    team = {name: Group(Cut.UNIT, str(one)) for name, one in ids.items()}
    assert shown(found, "score") == {ROOT, team["L"], team["M"]}
    assert shown(found, "why") <= shown(found, "score")


def test_questions_on_answers_that_cross_are_families_apart() -> None:
    """Who is asked the one says nothing of who is asked the other: no sum of both counts people once each."""
    two = [frozenset("ab"), frozenset("a"), frozenset("b"), frozenset[str]()]
    assert sets_apart(two) == []
    nested = sets_apart([frozenset("ab"), frozenset("b"), frozenset[str]()])
    assert {one.keys for one in nested} == {frozenset("ab")}
    assert {frozenset({frozenset("b")})} <= {one.patterns for one in nested}


def test_one_asked_after_another_asked_after_an_answer_is_shown_with_it() -> None:
    why = choice("why", "time", "tools", after="score", values=range(7))
    which = choice("which", "phone", "mail", after="why", values=["tools"])
    proud = choice("proud", "yes", "no")
    found = families([SCORE, why, which, proud], [])
    assert [[one.key for one in family] for family in found] == [["score"], ["proud"], ["why", "which"]]
