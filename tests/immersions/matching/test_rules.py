"""Each rule that takes a wish out of a run, one at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.immersions.matching import (
    Cause,
    Engagement,
    Host,
    Outcome,
    Person,
    Problem,
    Rule,
    Slot,
    match,
    rule_against,
)
from tests.immersions.matching.problems import BORDEAUX, LYON, PARIS

NINE = datetime(2027, 3, 22, 9, tzinfo=UTC)
DAY = Slot(
    key="day",
    offer="shop",
    capacity=1,
    starts_at=NINE,
    ends_at=NINE + timedelta(hours=8),
    day=NINE.date(),
    place=LYON,
    requires=frozenset({"badge"}),
    hosts=(Host("solene", team="shop-lyon"),),
)
INES = Person(
    key="ines",
    wishes=("shop",),
    place=PARIS,
    furthest_km=400,
    has=frozenset({"badge"}),
    manager="helene",
    team="marketing",
    days=frozenset({NINE.date()}),
)
HOUR = timedelta(hours=1)


def against(ines: Person, slot: Slot = DAY, furthest_km: float | None = None) -> Rule | None:
    return rule_against(Problem((ines,), (slot,), 1, furthest_km=furthest_km), ines, slot)


def test_ines_may_have_the_day_when_every_rule_is_kept() -> None:
    assert against(INES) is None


@pytest.mark.parametrize(
    ("ines", "rule"),
    [
        (replace(INES, refused=frozenset({"shop"})), Rule.NOT_APPROVED),
        (replace(INES, has=frozenset({"licence"})), Rule.PREREQUISITE),
        (replace(INES, manager="solene"), Rule.OWN_MANAGER),
        (replace(INES, team="shop-lyon"), Rule.OWN_TEAM),
        (replace(INES, key="solene"), Rule.OWN_TEAM),
        (replace(INES, furthest_km=390), Rule.TOO_FAR),
        (replace(INES, place=BORDEAUX), Rule.TOO_FAR),
        (replace(INES, days=frozenset()), Rule.NOT_AVAILABLE),
    ],
)
def test_ines_may_not_have_the_day_when_one_rule_is_broken(ines: Person, rule: Rule) -> None:
    assert against(ines) is rule


def test_the_edition_may_set_a_shorter_distance_than_ines_does() -> None:
    assert against(INES, furthest_km=300) is Rule.TOO_FAR
    assert against(replace(INES, furthest_km=None), furthest_km=None) is None
    assert against(replace(INES, place=None), furthest_km=1) is None


@pytest.mark.parametrize(
    ("ended", "began", "kept"),
    [
        (NINE - 11 * HOUR, None, True),
        (NINE - 11 * HOUR + timedelta(seconds=1), None, False),
        (None, DAY.ends_at + 11 * HOUR if DAY.ends_at else None, True),
        (None, DAY.ends_at + 10 * HOUR if DAY.ends_at else None, False),
        (NINE + HOUR, None, False),
    ],
)
def test_ines_rests_eleven_hours_from_any_other_day_of_hers(
    ended: datetime | None, began: datetime | None, kept: bool
) -> None:
    if ended is not None:
        other = Engagement(ended - 2 * HOUR, ended)
    else:
        assert began is not None
        other = Engagement(began, began + 2 * HOUR)
    assert against(replace(INES, engagements=(other,))) is (None if kept else Rule.NO_REST)


def test_hours_of_rest_are_hours_that_pass_when_the_clocks_change() -> None:
    before = Engagement(datetime(2027, 3, 27, 16, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC))
    # 21:00 to 09:00 by the clocks of Paris looks like twelve hours in March and is eleven.
    morning = replace(
        DAY,
        starts_at=datetime(2027, 3, 28, 7, tzinfo=UTC),
        ends_at=datetime(2027, 3, 28, 15, tzinfo=UTC),
        day=NINE.date(),
    )
    assert against(replace(INES, engagements=(before,)), morning) is None
    later = replace(before, ends_at=datetime(2027, 3, 27, 20, 30, tzinfo=UTC))
    assert against(replace(INES, engagements=(later,)), morning) is Rule.NO_REST


def test_a_wish_whose_dates_break_different_rules_says_what_kept_the_nearest_one_away() -> None:
    locked = replace(DAY, key="locked", requires=frozenset({"licence"}))
    elsewhen = replace(DAY, key="elsewhen", day=(NINE + timedelta(days=1)).date())
    [placement] = match(Problem((INES,), (elsewhen, locked), 1)).placements
    assert placement.outcome is Outcome.NOTHING
    assert placement.causes == (Cause("shop", 1, Rule.NOT_AVAILABLE, places=2, wanted_by=0),)


def test_a_pinned_person_and_their_place_leave_the_run_and_its_cost() -> None:
    karim = Person("karim", ("other", "shop"))
    yann = Person("yann", ("shop",))
    other = Slot("other-day", "other", 1)
    result = match(Problem((INES, karim, yann), (DAY, other), 1, pins={"karim": "day"}))
    of = {one.person: one for one in result.placements}
    assert (of["karim"].outcome, of["karim"].rank, of["karim"].slot) == (Outcome.PINNED, 2, "day")
    assert [(cause.code, cause.position) for cause in of["ines"].causes] == [(Rule.NO_PLACE, 1)]
    assert [one.person for one in result.waiting["shop"]] == ["ines"]
    assert result.objective.ranks == (0, 0, 0)
    assert result.objective.nothing == (0, 0, 2)


def test_nobody_can_be_pinned_where_there_is_no_place() -> None:
    for pins in ({"ines": "day", "karim": "day"}, {"ines": "nowhere"}):
        with pytest.raises(ValueError, match="pinned"):
            match(Problem((INES,), (DAY,), 1, pins=pins))


def test_a_date_under_its_minimum_is_reported_and_kept() -> None:
    few = replace(DAY, capacity=5, minimum=3)
    result = match(Problem((INES,), (few,), 1))
    assert result.under_minimum == {"day": 1}
    assert result.placements[0].slot == "day"
