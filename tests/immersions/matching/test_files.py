"""Wishes read from files, and the arithmetic of a real-shaped one."""

from collections import Counter
from pathlib import Path

import pytest

from backend.immersions.matching import BadLine, Problem, Slot, match, read_csv, read_soi
from tests.immersions.matching.problems import by_linear_programming, vector

SKEWED = Path(__file__).with_name("skewed.soi")


def test_count_copies_a_person_comments_are_skipped_and_a_repeat_is_reported() -> None:
    found = read_soi("# a comment\n2: 3, 1\n\n1: 2,2,1\n1:\n", alternatives=3, most=5)
    assert [(one.key, one.wishes) for one in found.people] == [
        ("1", ("3", "1")),
        ("2", ("3", "1")),
        ("3", ("2", "1")),
        ("4", ()),
    ]
    assert found.repeats == ((4, "2"),)


def test_only_the_first_distinct_wishes_count() -> None:
    [person] = read_soi("1: 1,1,2,3,4,5,6", alternatives=6, most=5).people
    assert person.wishes == ("1", "2", "3", "4", "5")


def test_a_csv_may_have_a_header_and_short_rows() -> None:
    found = read_csv("person,wish1,wish2\nInès,2,1\nKarim,1,\n", alternatives=2, most=5)
    assert [(one.key, one.wishes) for one in found.people] == [("Inès", ("2", "1")), ("Karim", ("1",))]


@pytest.mark.parametrize("header", ["name", "Nom", "person,"])
def test_a_header_of_one_column_is_nobody(header: str) -> None:
    found = read_csv(f"{header}\nInès\nKarim,1\n", alternatives=1, most=5)
    assert [(one.key, one.wishes) for one in found.people] == [("Inès", ()), ("Karim", ("1",))]


@pytest.mark.parametrize(
    ("read", "text", "line"),
    [
        (read_soi, "1: 1\n1: 4\n", 2),
        (read_soi, "1: 1,{2,3}\n", 1),
        (read_soi, "# no colon\n1 2 3\n", 2),
        (read_soi, "x: 1\n", 1),
        (read_soi, "1: 0\n", 1),
        (read_csv, "Inès,1\nInès,2\n", 2),
        (read_csv, "Inès,first\nKarim,second\n", 2),
        (read_csv, ",1\n", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named(read: type, text: str, line: int) -> None:
    with pytest.raises(BadLine, match=f"Line {line}:"):
        read(text, 3, 5)


@pytest.mark.parametrize("places", [12, 20, 30])
def test_skewed_wishes_are_placed_as_well_as_linear_programming_does(places: int) -> None:
    people = read_soi(SKEWED.read_text(encoding="utf-8"), alternatives=24, most=5).people
    slots = tuple(Slot(str(number), str(number), places) for number in range(1, 25))
    problem = Problem(people, slots, seed=7)
    result = match(problem)
    assert len(people) == 600
    assert vector(result) == by_linear_programming(problem)
    assert result.optimal
    first = Counter(one.wishes[0] for one in people)
    assert result.by_rank[0] <= sum(min(places, number) for number in first.values())
