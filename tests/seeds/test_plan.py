"""The plan of Télénova: pure, for any number of people."""

from collections import Counter

import pytest

from seeds.cast import CAST
from seeds.directions import LEAST, MOST, company
from seeds.organisation import TEAM_LEAST, TEAM_MOST
from seeds.people import HEADER, csv_rows, seats_of
from seeds.seating import Seating

SIZES = (LEAST, 300, 999, 2400, 9000)


@pytest.mark.parametrize("people", SIZES)
def test_every_seat_is_in_one_unit_and_every_team_has_six_to_fourteen_people(people: int) -> None:
    plan = company(people)
    assert [unit.first for unit in plan.units[1:]] == [unit.first + unit.size for unit in plan.units[:-1]]
    assert plan.seats == people == plan.units[0].people
    for unit in plan.units:
        is_team = unit.last == unit.number
        assert TEAM_LEAST <= unit.size <= TEAM_MOST if is_team else unit.size == 1


@pytest.mark.parametrize("people", SIZES)
def test_addresses_and_external_ids_are_given_once_and_the_cast_is_there(people: int) -> None:
    plan = company(people)
    rows = [dict(zip(HEADER, row, strict=True)) for row in csv_rows(plan, seats_of(plan))]
    assert len({row["email"] for row in rows}) == len({row["external_id"] for row in rows}) == people
    assert {member.email for member in CAST} <= {row["email"] for row in rows}
    numbered = sum(row["email"].split("@")[0][-1].isdigit() for row in rows)
    assert numbered < people * 0.05


def test_the_cast_sits_where_its_titles_say() -> None:
    plan = company(2400)
    rows = {row[0]: dict(zip(HEADER, row, strict=True)) for row in csv_rows(plan, seats_of(plan))}
    seats = seats_of(plan)
    ines, karim = (rows[seats.external_id(seats.of(key))] for key in ("ines", "karim"))
    assert ines["unit_path"] == karim["unit_path"]
    assert ines["unit_path"].endswith("Boutique Sainte-Catherine")
    assert ines["manager_external_id"] == karim["external_id"]
    assert rows[seats.external_id(seats.of("helene"))]["manager_external_id"] == ""


def test_the_same_number_of_people_is_the_same_company() -> None:
    one, other = company(500), company(500)
    assert list(csv_rows(one, seats_of(one))) == list(csv_rows(other, seats_of(other)))
    assert Seating(one, seats_of(one)).all() == Seating(other, seats_of(other)).all()


def test_a_person_is_once_in_a_circle_and_slugs_differ() -> None:
    plan = company(9000)
    seated = Seating(plan, seats_of(plan)).all()
    assert max(Counter(circle.slug for circle in seated).values()) == 1
    for circle in seated:
        assert max(Counter(spell.seat for spell in circle.spells).values()) == 1


@pytest.mark.parametrize("people", [0, LEAST - 1, MOST + 1])
def test_a_company_too_small_or_too_large_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="240 to 97000"):
        company(people)
