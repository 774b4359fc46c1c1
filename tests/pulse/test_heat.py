"""The heat map: a gap with the whole company is marked where it is larger than its own margin."""

from dataclasses import replace

import pytest

from backend.pulse.counting import PARTICIPATION
from backend.pulse.disclosure import ROOT, CountRange, Cut, Group
from backend.pulse.group_results import GroupResults
from backend.pulse.heat import heat_row, themes_of
from backend.pulse.models import QuestionKind, SurveyTheme
from backend.pulse.questions import Question
from backend.pulse.release_rows import CellRow, GroupRow
from backend.pulse.statistics import share_margin

TOOLS = Question("tools", QuestionKind.AGREEMENT, next(iter(SurveyTheme)), {"fr": "Mes outils m’aident."})


def results(group: Group, answers: int, favourable: int) -> GroupResults:
    count = CountRange(answers, answers)
    row = GroupRow(group, None, "")
    cells = {
        name: CellRow(name, group, 1, count, coarsened=False, figures={"favourable": favourable})
        for name in (PARTICIPATION, TOOLS.key)
    }
    return GroupResults(row, cells, 1)


@pytest.mark.parametrize(
    ("answers", "favourable", "gap"),
    [
        (40, 60, 0),  # Ten points, where forty answers are told to fifteen.
        (400, 56, 1),  # Six points, where four hundred are told to five.
        (400, 44, -1),
        (400, 70, 2),
        (400, 30, -2),
    ],
)
def test_a_gap_is_marked_beyond_its_margin_alone(answers: int, favourable: int, gap: int) -> None:
    whole = results(ROOT, 90_000, 50)
    shop = results(Group(Cut.UNIT, "shop"), answers, favourable)
    [cell] = heat_row(shop, whole, [TOOLS], themes_of([TOOLS]))
    assert cell is not None
    assert (cell.favourable, cell.gap) == (favourable, gap)
    assert cell.margin == share_margin(favourable, answers)
    assert (abs(favourable - 50) > cell.margin) == (gap != 0)


def test_what_was_asked_in_another_kind_has_no_cell() -> None:
    group = Group(Cut.UNIT, "shop")
    score = CellRow(TOOLS.key, group, 1, CountRange(40, 40), coarsened=False, figures={"score": 20})
    shop = GroupResults(GroupRow(group, None, ""), {TOOLS.key: score}, 1)
    assert heat_row(shop, results(ROOT, 100, 50), [TOOLS], themes_of([TOOLS])) == [None]


def test_what_is_not_shown_has_no_cell() -> None:
    hidden = GroupResults(GroupRow(Group(Cut.UNIT, "shop"), None, ""), {}, 1)
    assert heat_row(hidden, results(ROOT, 100, 50), [TOOLS], themes_of([TOOLS])) == [None]


def test_a_gap_is_taken_over_the_questions_that_the_group_tells() -> None:
    """The shop tells one of two, which the company answers alike: nothing sets it apart."""
    pace = Question("pace", QuestionKind.AGREEMENT, TOOLS.theme, {"fr": "Le rythme me va."})
    whole, shop = results(ROOT, 90_000, 16), results(Group(Cut.UNIT, "shop"), 400, 15)
    other = replace(whole.cells[TOOLS.key], question=pace.key, figures={"favourable": 56})
    whole = replace(whole, cells={**whole.cells, pace.key: other})
    [cell] = heat_row(shop, whole, [TOOLS, pace], themes_of([TOOLS, pace]))
    assert cell is not None
    assert (cell.favourable, cell.gap) == (15, 0)
    [alone] = heat_row(shop, replace(whole, cells={pace.key: other}), [TOOLS, pace], themes_of([TOOLS]))
    assert alone is not None
    assert alone.gap == 0


def test_a_share_that_stops_says_so_in_its_cell() -> None:
    whole, shop = results(ROOT, 90_000, 90), results(Group(Cut.UNIT, "shop"), 400, 95)
    told = replace(shop.cells[TOOLS.key], figures={"favourable": 95, "bound": "at_least"})
    [cell] = heat_row(replace(shop, cells={TOOLS.key: told}), whole, [TOOLS], themes_of([TOOLS]))
    assert cell is not None
    assert (cell.favourable, cell.bound) == (95, "at_least")
