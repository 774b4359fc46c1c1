"""Whatever the company looks like: the tree is closed, order does not matter, a repeat changes nothing."""

from collections import Counter
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.db import Database, Session
from backend.identity import HEADCOUNTS, ORG_UNIT_HEADS, ORG_UNIT_TREE, ORG_UNITS, PEOPLE, SITES
from tests.identity.importing.files import Row, imported, person

SLOW = settings(max_examples=10)
PATHS = st.lists(st.sampled_from(["Nord", "Sud", "Boutique", "Été"]), max_size=4).map(
    lambda names: "/".join(["Télénova", *names])
)


@st.composite
def companies(draw: st.DrawFn) -> list[Row]:
    """Up to 12 people, each managed by one drawn before them or by nobody."""
    size = draw(st.integers(1, 12))
    rows = []
    for n in range(size):
        above = draw(st.integers(-1, n - 1))
        rows.append(
            person(
                f"p{n}",
                unit_path=draw(PATHS),
                manager_external_id=f"p{above}" if above >= 0 else "",
                site_code=draw(st.sampled_from(["S1", "S2"])),
                status=draw(st.sampled_from(["active", "active", "active", "inactive"])),
            )
        )
    return rows


async def picture(session: Session) -> dict[str, Any]:
    """The company by its names alone, without the ids that an import draws."""
    above, unit, manager = ORG_UNITS.alias("above"), ORG_UNITS.alias("unit"), PEOPLE.alias("manager")
    tree = await session.execute(
        sa.select(above.c.path, unit.c.path, ORG_UNIT_TREE.c.distance)
        .join(above, above.c.id == ORG_UNIT_TREE.c.ancestor_id)
        .join(unit, unit.c.id == ORG_UNIT_TREE.c.descendant_id)
    )
    people = await session.execute(
        sa.select(PEOPLE.c.external_id, PEOPLE.c.level, PEOPLE.c.status, manager.c.external_id, unit.c.path)
        .outerjoin(manager, manager.c.id == PEOPLE.c.manager_id)
        .join(unit, unit.c.id == PEOPLE.c.org_unit_id)
    )
    heads = await session.execute(
        sa.select(unit.c.path, PEOPLE.c.external_id)
        .join(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == unit.c.id)
        .join(PEOPLE, PEOPLE.c.id == ORG_UNIT_HEADS.c.person_id)
    )
    counts = await session.execute(
        sa.select(unit.c.path, SITES.c.code, HEADCOUNTS.c.people)
        .join(HEADCOUNTS, HEADCOUNTS.c.org_unit_id == unit.c.id)
        .join(SITES, SITES.c.id == HEADCOUNTS.c.site_id)
    )
    named = {"tree": tree, "people": people, "heads": heads, "counts": counts}
    return {name: sorted(map(tuple, rows), key=repr) for name, rows in named.items()}


def expected(rows: list[Row]) -> dict[str, Any]:
    """The same picture, worked out by hand from the rows."""
    paths = {row["unit_path"] for row in rows}
    units = {"/".join(path.split("/")[: n + 1]) for path in paths for n in range(path.count("/") + 1)}
    tree = [
        (above, unit, unit.count("/") - above.count("/"))
        for above in units
        for unit in units
        if unit == above or unit.startswith(above + "/")
    ]
    by_id = {row["external_id"]: row for row in rows}
    people = []
    for row in rows:
        level, above = 0, row["manager_external_id"]
        while above:
            level, above = level + 1, by_id[above]["manager_external_id"]
        manager = row["manager_external_id"] or None
        people.append((row["external_id"], level, row["status"], manager, row["unit_path"]))
    working = [row for row in rows if row["status"] == "active"]
    managers: dict[str, Counter[str]] = {}
    for row in working:
        manager_id = row["manager_external_id"]
        if manager_id and by_id[manager_id]["status"] == "active":
            managers.setdefault(row["unit_path"], Counter())[manager_id] += 1
    heads = [(path, min(c, key=lambda who: (-c[who], who))) for path, c in managers.items()]
    counts = Counter((row["unit_path"], row["site_code"]) for row in working)
    named = {
        "tree": tree,
        "people": people,
        "heads": heads,
        "counts": [(path, site, n) for (path, site), n in counts.items()],
    }
    return {name: sorted(found, key=repr) for name, found in named.items()}


@SLOW
@given(rows=companies())
async def test_the_tree_the_levels_the_heads_and_the_headcounts_are_those_counted_by_hand(
    database: Database, tmp_path: Path, rows: list[Row]
) -> None:
    async with database.writing() as session:
        await imported(session, tmp_path / "people.csv", rows)
        assert await picture(session) == expected(rows)


@SLOW
@given(rows=companies(), data=st.data())
async def test_the_order_of_the_rows_does_not_matter_and_a_repeat_changes_nothing(
    database: Database, tmp_path: Path, rows: list[Row], data: st.DataObject
) -> None:
    async with database.writing() as session:
        await imported(session, tmp_path / "people.csv", data.draw(st.permutations(rows)))
        assert await picture(session) == expected(rows)
        report = await imported(session, tmp_path / "people.csv", rows)
        assert (report.unchanged, report.kept) == (len(rows), len(rows))


@SLOW
@given(first=companies(), second=companies())
async def test_moving_everybody_leaves_the_same_company_as_starting_there(
    database: Database, tmp_path: Path, first: list[Row], second: list[Row]
) -> None:
    async with database.writing() as session:
        await imported(session, tmp_path / "people.csv", first)
        report = await imported(session, tmp_path / "people.csv", second)
        assert not report.bad
        now, wanted = await picture(session), expected(second)
    ids = {row["external_id"] for row in second}
    assert [p for p in now["people"] if p[0] in ids] == wanted["people"]
    assert set(now["tree"]) >= set(wanted["tree"])
