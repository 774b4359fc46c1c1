"""Questions asked after an answer, put side by side: what they tell of a handful together."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from backend.pulse.asked_after import families
from backend.pulse.counting import Outcome, outcome
from backend.pulse.cuts import Cuts, Frozen
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.histograms import Ballot, Histograms
from backend.pulse.models import GroupKind, QuestionKind, SurveyTheme
from backend.pulse.questions import Question, check

JOBS = ("clerk", "apprentice", "leader", "intern", "guest")


def choice(key: str, *choices: str, after: str = "", values: Sequence[Any] = ()) -> Question:
    condition = {"question": after, "values": list(values)} if after else None
    offered = tuple({"key": one} for one in choices)
    return Question(key, QuestionKind.SINGLE, SurveyTheme.MEANS, {}, choices=offered, shown_if=condition)


def load(key: str, *jobs: str) -> Question:
    return choice(key, "yes", "no", after="job", values=jobs)


JOB = choice("job", *JOBS)
SCORE = Question("score", QuestionKind.RECOMMENDATION, SurveyTheme.MEANS, {})


def sealed(
    questions: Sequence[Question],
    cuts: Cuts,
    given: Sequence[tuple[str, int, Mapping[str, Any]]],
    newcomers: int = 0,
) -> Outcome:
    """What is told when so many people of each unit gave these answers.

    With `newcomers`, after a wave that told of all groups: so many of the last ones were not there.
    """
    check(questions)
    histograms = Histograms(cuts.parents, questions)
    now: dict[Group, set[Hashable]] = {}
    place = 0
    for unit, people, answers in given:
        groups = frozenset({ROOT})
        if unit:
            groups = cuts.of_ballot({"unit": unit, "site": None, "job_family": None})
        histograms.count([Ballot(groups, answers)] * people)
        for group in groups:
            now.setdefault(group, set()).update(range(place, place + people))
        place += people
    new = set(range(place - newcomers, place))
    last = {group: those - new for group, those in now.items()} if newcomers else {}
    return outcome(questions, cuts, histograms, [], k=5, comment_k=10, now=now, last=last)


def shown(found: Outcome, key: str) -> set[Group]:
    return {cell.group for cell in found.cells if cell.question == key}


@pytest.mark.parametrize(
    ("asked", "people", "told"),
    [
        # One apprentice is the difference between two questions; six are a figure like any other.
        (["clerk", "clerk apprentice"], "20 1 10", 1),
        (["clerk", "clerk apprentice"], "20 6 10", 2),
        # Clerks and leaders apart: who is neither is what both leave of everybody.
        (["clerk", "leader"], "20 1 10", 1),
        (["clerk", "leader"], "20 6 10", 2),
        (["clerk", "leader"], "20 0 10", 2),
        (["apprentice leader", "clerk leader"], "20 1 10", 0),
        # Two less the third are twice the clerks; the fourth holds the three others.
        (["clerk apprentice", "clerk leader", "apprentice leader"], "1 10 10 9", 2),
        (["clerk", "apprentice", "leader", "clerk apprentice leader intern"], "8 8 8 1 9", 3),
        # Of five, one would learn what the four others said; the five alone do not see theirs.
        (["clerk", "clerk apprentice"], "20 5 10", 1),
        (["apprentice"], "20 5 10", 1),
        # The same people asked twice set nobody apart.
        (["clerk", "clerk"], "20 1 10", 2),
    ],
)
def test_questions_do_not_set_a_handful_apart(asked: list[str], people: str, told: int) -> None:
    loads = [load(f"load_{number}", *jobs.split()) for number, jobs in enumerate(asked)]
    given: list[tuple[str, int, dict[str, str]]] = []
    for job, count in zip(JOBS, map(int, people.split()), strict=False):
        keys = [f"load_{number}" for number, jobs in enumerate(asked) if job in jobs.split()]
        for answer, some in (("yes", count // 2), ("no", count - count // 2)):
            given.append(("", some, {"job": job} | dict.fromkeys(keys, answer)))
    found = sealed([JOB, *loads], Cuts([], 60), given)
    assert sum(shown(found, one.key) == {ROOT} for one in loads) == told


def test_whoever_skips_a_question_takes_nothing_from_those_asked_after_it() -> None:
    low, high = (
        choice(key, "yes", "no", after="score", values=of)
        for key, of in (("low", range(7)), ("high", range(7, 11)))
    )
    given: list[tuple[str, int, dict[str, Any]]] = [("", 1, {})]
    for answer in ("yes", "no"):
        given += [("", 10, {"score": 3, "low": answer}), ("", 10, {"score": 8, "high": answer})]
    found = sealed([SCORE, low, high], Cuts([], 60), given)
    assert shown(found, "low") == shown(found, "high") == {ROOT}


def test_whoever_alone_answers_what_others_skip_is_set_apart_like_any_other() -> None:
    """Six apprentices are asked the second question, of whom five skip it: less the first it is the sixth."""
    asked = [JOB, load("a", "clerk"), load("b", "clerk", "apprentice")]
    clerks = [("", 6, {"job": "clerk", "a": answer, "b": answer}) for answer in ("yes", "no")]
    others = [("", 5, {"job": "apprentice"}), ("", 12, {"job": "guest"})]
    for sixth, told in (({}, 2), ({"b": "yes"}, 1)):
        given = [*clerks, *others, ("", 1, {"job": "apprentice"} | sixth)]
        found = sealed(asked, Cuts([], 60), given)
        assert len([one for one in asked[1:] if shown(found, one.key)]) == told


def test_questions_after_answers_stay_in_the_teams_though_the_whole_keeps_its_last_value() -> None:
    """Somebody came: neither their team nor the company is told again. The other teams are."""
    ids = [UUID(int=number + 1) for number in range(6)]
    cuts = Cuts([Frozen(GroupKind.UNIT, one, None, 40, one) for one in ids], 240)
    why, proud = (
        choice("why", "time", "tools", after="score", values=range(7)),
        choice("proud", "people", "work", after="score", values=range(7, 11)),
    )
    given: list[tuple[str, int, dict[str, Any]]] = []
    for unit in ids:
        for number in range(2):
            given.append((str(unit), 8, {"score": 3, "why": ("time", "tools")[number]}))
            given.append((str(unit), 12, {"score": 9, "proud": ("people", "work")[number]}))
    for newcomers, told in ((0, 7), (1, 5)):
        found = sealed([SCORE, why, proud], cuts, given, newcomers)
        assert [len(shown(found, key)) for key in ("score", "why", "proud")] == [told] * 3


def test_the_count_of_a_question_does_not_tell_that_all_gave_the_answer_before_it() -> None:
    """Nine skipped the first one, all others are clerks: its share stops at 95 %, and so does this."""
    given: list[tuple[str, int, dict[str, Any]]] = [("", 9, {})]
    given += [("", some, {"job": "clerk", "load": answer}) for answer, some in (("yes", 11), ("no", 10))]
    found = sealed([JOB, load("load", "clerk")], Cuts([], 60), given)
    assert shown(found, "job") == {ROOT}
    assert shown(found, "load") == set()


def test_one_with_few_answers_gives_way_to_the_one_it_is_asked_after() -> None:
    why = choice("why", "time", "tools", after="score", values=range(7))
    which = choice("which", "phone", "mail", after="why", values=["tools"])
    given: list[tuple[str, int, dict[str, Any]]] = [("", 20, {"score": 9})]
    given += [("", 12, {"score": 3, "why": "time"}), ("", 8, {"score": 3, "why": "tools"})]
    given += [("", 3, {"score": 3, "why": "tools", "which": "phone"})]
    found = sealed([SCORE, why, which], Cuts([], 60), given)
    assert (shown(found, "why"), shown(found, "which")) == ({ROOT}, set())


def test_a_team_without_some_answers_is_no_filter_either() -> None:
    """Ten clerks and one apprentice, and no leader: there, one question less the other is that apprentice."""
    ids = [UUID(int=number + 1) for number in range(4)]
    cuts = Cuts([Frozen(GroupKind.UNIT, one, None, 40, one) for one in ids], 160)
    asked = [load("a", "clerk", "leader"), load("b", "clerk", "apprentice")]
    given: list[tuple[str, int, dict[str, Any]]] = []
    for place, unit in enumerate(ids):
        some = "10 1 0 9" if not place else "10 10 10 10"
        for job, count in zip(JOBS, map(int, some.split()), strict=False):
            keys = [one.key for one in asked if job in (one.shown_if or {})["values"]]
            for answer, people in (("yes", count // 2), ("no", count - count // 2)):
                given.append((str(unit), people, {"job": job} | dict.fromkeys(keys, answer)))
    found = sealed([JOB, *asked], cuts, given)
    assert ROOT in shown(found, "a") & shown(found, "b")
    assert Group(Cut.UNIT, str(ids[0])) not in shown(found, "a") & shown(found, "b")


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
    why, load_of_clerks = (
        choice("why", "time", "tools", after="score", values=range(7)),
        load("load", "clerk"),
    )
    asked = [SCORE, JOB, why, load_of_clerks]
    every = dict.fromkeys(map(frozenset, ([], ["why"], ["load"], ["why", "load"])), 5)
    found = [family.keys for family in families(asked, lambda _family: every, 5)]
    assert found == [{"score"}, {"job"}, {"why"}, {"load"}]
    # All detractors are clerks, but four.
    nested = families(asked, lambda _family: every | {frozenset(["why"]): 4}, 5)
    assert [family.keys for family in nested] == [{"score"}, {"job"}, {"load", "why"}]


def test_one_asked_after_another_asked_after_an_answer_is_shown_with_it() -> None:
    why = choice("why", "time", "tools", after="score", values=range(7))
    which = choice("which", "phone", "mail", after="why", values=["tools"])
    found = families([SCORE, why, which, choice("proud", "yes", "no")], lambda _family: {}, 5)
    assert [family.keys for family in found] == [{"score"}, {"proud"}, {"why", "which"}]
    assert found[-1].roots == {"score"}
