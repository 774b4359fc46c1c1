"""Coverage, on both databases: the figures one would count by hand, in a constant number of statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import circles, identity
from backend.circles.models import CIRCLES, MEMBERSHIPS
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.identity import ORG_UNITS, PEOPLE
from tests.cast import Cast
from tests.identity.importing.files import Row, imported, person

REGIONS = {"S1": "Bretagne", "S2": "Bretagne", "S3": "Occitanie"}
PATHS = st.lists(st.sampled_from(["A", "B", "C"]), max_size=3).map(lambda names: "/".join(["T", *names]))


async def in_circle(session: Session, people: dict[str, UUID], *members: str, **values: str) -> None:
    """A circle with these members, active unless said otherwise."""
    circle_id, status = new_id(), values.pop("status", "active")
    given = {"slug": circle_id.hex, "name": "Cœur", "kind": "ambassador", "join_policy": "open", **values}
    await session.execute(sa.insert(CIRCLES).values(id=circle_id, **given))
    for name in members:
        await session.execute(
            sa.insert(MEMBERSHIPS).values(circle_id=circle_id, person_id=people[name], status=status)
        )
    await circles.count_ambassadors(session)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = database.reader.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@dataclass(frozen=True)
class Company:
    rows: list[Row]
    ambassadors: set[str]


@st.composite
def companies(draw: st.DrawFn) -> Company:
    keys = [f"p{n}" for n in range(draw(st.integers(1, 12)))]
    rows = []
    for key in keys:
        site = draw(st.sampled_from(sorted(REGIONS)))
        status = draw(st.sampled_from(["active", "active", "active", "inactive"]))
        place = {"site_code": site, "site_name": site, "region": REGIONS[site]}
        rows.append(person(key, unit_path=draw(PATHS), status=status, **place))
    return Company(rows, set(draw(st.lists(st.sampled_from(keys), unique=True))))


def under(path: str, unit: str) -> bool:
    return path == unit or path.startswith(unit + "/")


@settings(max_examples=12)
@given(company=companies(), data=st.data())
async def test_coverage_is_what_one_would_count_by_hand(
    database: Database, tmp_path: Path, company: Company, data: st.DataObject
) -> None:
    scope = data.draw(st.sampled_from(sorted({row["unit_path"] for row in company.rows})))
    async with database.writing() as session:
        await imported(session, tmp_path / "people.csv", company.rows)
        ids = dict((await session.execute(sa.select(PEOPLE.c.external_id, PEOPLE.c.id))).all())
        await in_circle(session, ids, *company.ambassadors)
        await in_circle(session, ids, *list(company.ambassadors)[:2], kind="evangelist")
        units = dict((await session.execute(sa.select(ORG_UNITS.c.path, ORG_UNITS.c.id))).all())
        found = await circles.coverage_of(session, SYSTEM, units[scope])
    working = [row for row in company.rows if row["status"] == "active" and under(row["unit_path"], scope)]
    cells: Counter[tuple[str, str]] = Counter()
    ambassadors: Counter[tuple[str, str]] = Counter()
    for row in working:
        below = row["unit_path"][len(scope) :].split("/")
        cell = (scope + "/" + below[1] if len(below) > 1 else scope, row["site_code"])
        cells[cell] += 1
        ambassadors[cell] += row["external_id"] in company.ambassadors
    by_id = {unit_id: path for path, unit_id in units.items()}
    assert {(by_id[c.unit_id], c.site): (c.headcount, c.ambassadors) for c in found.cells} == {
        cell: (people, ambassadors[cell]) for cell, people in cells.items()
    }
    assert (found.headcount, found.ambassadors) == (len(working), ambassadors.total())
    assert sum(part.headcount for part in found.regions) == len(working)
    assert {region.name for region in found.regions} == {REGIONS[row["site_code"]] for row in working}
    assert found.ratio == (ceil(len(working) / ambassadors.total()) if ambassadors.total() else None)
    assert sorted((by_id[unit.id], unit.headcount) for unit in found.bare) == bare_by_hand(
        company, scope, list(units)
    )


def bare_by_hand(company: Company, scope: str, units: list[str]) -> list[tuple[str, int]]:
    """Units under `scope` that have people and no ambassador, whose parent has some or is `scope`."""

    def of(unit: str) -> list[Row]:
        return [r for r in company.rows if r["status"] == "active" and under(r["unit_path"], unit)]

    def has_some(unit: str) -> bool:
        return any(row["external_id"] in company.ambassadors for row in of(unit))

    found = []
    for unit in units:
        parent = unit.rpartition("/")[0]
        highest = parent == scope or has_some(parent)
        if unit != scope and under(unit, scope) and highest and of(unit) and not has_some(unit):
            found.append((unit, len(of(unit))))
    return sorted(found)


async def test_who_counts_is_an_active_member_of_an_open_circle_once(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await in_circle(session, cast.people, "ines", "karim", kind="evangelist")
        await in_circle(session, cast.people, "ines")
        await in_circle(session, cast.people, "thomas", **{"status": "waiting"})
        circle_id = new_id()
        archived = {"slug": "old", "name": "Old", "kind": "ambassador", "join_policy": "open"}
        await session.execute(sa.insert(CIRCLES).values(id=circle_id, **archived, status="archived"))
        yann = {"circle_id": circle_id, "person_id": cast.people["yann"], "status": "active"}
        await session.execute(sa.insert(MEMBERSHIPS).values(**yann))
        await circles.count_ambassadors(session)
        found = await circles.coverage_of(session, SYSTEM)
    assert found.unit is not None
    assert (found.unit.name, found.headcount, found.ambassadors, found.ratio) == ("Télénova", 8, 2, 4)
    assert [(unit.name, unit.headcount) for unit in found.bare] == [
        ("Bretagne", 1),
        ("Intervention Landes", 1),
    ]
    assert {part.name: part.ratio for part in found.parts} == {
        "Bretagne": None,
        "Nouvelle-Aquitaine": 2,
        "Télénova": None,
    }


@pytest.mark.parametrize(
    ("people", "ambassadors", "level"),
    [(40, 1, 4), (41, 1, 3), (60, 1, 3), (61, 1, 2), (100, 1, 2), (101, 1, 1), (9, 0, 0), (80, 2, 4)],
)
def test_the_map_has_five_steps_around_the_target(people: int, ambassadors: int, level: int) -> None:
    assert circles.CoverageShare(people, ambassadors).level(40) == level


async def test_a_cx_leader_may_create_a_circle_in_the_bare_units_of_their_scope_only(cast: Cast) -> None:
    async with cast.database.reading() as session:
        found = await circles.coverage_of(session, await cast.actor("solene"))
        employee = await circles.coverage_of(session, await cast.actor("ines"))
    may = {unit.name: unit.may_create for unit in found.bare}
    assert may == {"Nouvelle-Aquitaine": True, "Bretagne": False}
    assert not any(unit.may_create for unit in employee.bare)


async def test_coverage_takes_as_many_statements_whatever_the_size(
    database: Database, tmp_path: Path
) -> None:
    async with database.writing() as session:
        small = [person("boss"), person("p", unit_path="Télénova/U0")]
        await imported(session, tmp_path / "people.csv", small)
        await session.commit()
    with counted(database) as few:
        async with database.reading() as session:
            await circles.coverage_of(session, SYSTEM)
    async with database.writing() as session:
        rows = [person(f"p{n}", unit_path=f"Télénova/U{n % 40}/V{n}", site_code=f"S{n}") for n in range(200)]
        await imported(session, tmp_path / "people.csv", rows)
        await session.commit()
    with counted(database) as many:
        async with database.reading() as session:
            found = await circles.coverage_of(session, SYSTEM)
    assert found.headcount == 202
    assert len(many) == len(few) <= 7


async def test_an_unknown_unit_is_not_found_and_a_stranger_is_refused(database: Database) -> None:
    async with database.reading() as session:
        with pytest.raises(NotFound):
            await circles.coverage_of(session, SYSTEM, new_id())
        with pytest.raises(identity.NotAllowed):
            await circles.coverage_of(session, Actor(person_id=new_id()))
