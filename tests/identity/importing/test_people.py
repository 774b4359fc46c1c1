"""Importing people, on both databases: what is kept, refused, closed, and left alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.clock import now
from backend.core.db import Database, metadata
from backend.events import EVENTS
from backend.identity import ORG_UNIT_HEADS, ORG_UNITS, PEOPLE, ROLE_GRANTS, SITES, Permission, Role
from backend.identity.models import SIGN_IN_SESSIONS, TOKENS
from tests.cast import Cast
from tests.faces import LIFETIMES
from tests.identity.importing.files import Row, keep, person, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


async def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, in a stable order."""
    async with database.reading() as session:
        return {
            table.name: sorted(map(repr, await session.execute(sa.select(table))))
            for table in metadata.sorted_tables
        }


async def people(database: Database) -> dict[str, Any]:
    """The people by external id, with the external id of their manager and the path of their unit."""
    manager = PEOPLE.alias("manager")
    async with database.reading() as session:
        found = await session.execute(
            sa.select(PEOPLE, manager.c.external_id.label("manager"), ORG_UNITS.c.path)
            .outerjoin(manager, manager.c.id == PEOPLE.c.manager_id)
            .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        )
        return {row.external_id: row for row in found}


async def heads(database: Database) -> dict[str, str]:
    """Who heads which unit, by external id and path."""
    async with database.reading() as session:
        found = await session.execute(
            sa.select(ORG_UNITS.c.path, PEOPLE.c.external_id)
            .join(ORG_UNIT_HEADS, ORG_UNIT_HEADS.c.org_unit_id == ORG_UNITS.c.id)
            .join(PEOPLE, PEOPLE.c.id == ORG_UNIT_HEADS.c.person_id)
        )
        return dict(found.all())


SHOP = "Télénova / Nouvelle-Aquitaine / Boutique Sainte-Catherine"
SMALL: list[Row] = [
    person("ines", manager_external_id="karim", unit_path=SHOP),
    person("karim", given_name="Karim", manager_external_id="solene", unit_path=SHOP),
    person("solene", given_name="Solène", unit_path="Télénova/Nouvelle-Aquitaine"),
]


async def test_people_arrive_with_their_units_their_managers_and_their_levels(
    database: Database, path: Path
) -> None:
    report = await keep(database, path, SMALL)
    assert report.as_json() == {
        "created": 3,
        "updated": 0,
        "deactivated": 0,
        "unchanged": 0,
        "bad": [],
        "warnings": [],
    }
    found = await people(database)
    assert [(p.manager, p.level) for p in (found["solene"], found["karim"], found["ines"])] == [
        (None, 0),
        ("solene", 1),
        ("karim", 2),
    ]
    assert found["ines"].path == "Télénova/Nouvelle-Aquitaine/Boutique Sainte-Catherine"
    assert found["ines"].search == "ines marchetti ines@telenova.example"
    async with database.reading() as session:
        company = await session.scalar(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.parent_id.is_(None)))
        assert await identity.headcount_of(session, company) == 3
        assert await identity.headcount_of(session, found["ines"].org_unit_id) == 2
        shop = await identity.path_to(session, found["ines"].org_unit_id)
        assert [unit.name for unit in shop] == [
            "Télénova",
            "Nouvelle-Aquitaine",
            "Boutique Sainte-Catherine",
        ]


async def test_a_second_run_says_all_unchanged_and_writes_nothing(database: Database, path: Path) -> None:
    rows = [*SMALL, person("yann", site_name="Bordeaux-Lac")]
    await keep(database, path, rows)
    before = await everything(database)
    report = await keep(database, path, rows)
    assert (report.unchanged, report.kept, report.bad) == (4, 4, [])
    assert await everything(database) == before


async def test_whoever_is_absent_from_the_file_is_not_touched(
    cast: Cast, database: Database, path: Path
) -> None:
    before = await people(database)
    report = await keep(database, path, [person("nouvelle", manager_external_id="karim")])
    assert (report.created, report.updated, report.deactivated) == (1, 0, 0)
    after = await people(database)
    assert after.pop("nouvelle").level == before["karim"].level + 1
    assert after == before


async def test_a_leaver_is_signed_out_everywhere_and_told_to_the_other_slices(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    ines = (await people(database))["ines"].id
    async with database.writing() as session:
        secret = await identity.open_session(session, ines, LIFETIMES)
        token = {"hash": "h", "hint": "x", "name": "intranet", "scopes": ["read"], "person_id": ines}
        await session.execute(sa.insert(TOKENS).values(**token, expires_at=now() + timedelta(days=9)))
        await session.commit()
    leaving = [person("ines", manager_external_id="karim", unit_path=SHOP, status="inactive")]
    report = await keep(database, path, leaving)
    assert (report.deactivated, report.updated, report.unchanged) == (1, 0, 0)
    async with database.reading() as session:
        assert not await identity.signed_in(session, [secret])
        for table in (SIGN_IN_SESSIONS, TOKENS):
            assert await session.scalar(sa.select(table.c.revoked_at)) is not None
        told = await session.execute(
            sa.select(EVENTS.c.subject_id).where(EVENTS.c.name == "person.deactivated")
        )
        assert told.scalars().all() == [ines]
        assert await identity.headcount_of(session, None) == 2
    assert (await keep(database, path, leaving)).unchanged == 1


async def test_a_leaver_s_roles_end_and_do_not_come_back(database: Database, path: Path) -> None:
    await keep(database, path, SMALL)
    ines = (await people(database))["ines"].id
    async with database.writing() as session:
        await session.execute(sa.insert(ROLE_GRANTS).values(person_id=ines, role=Role.ADMINISTRATOR))
        await session.commit()
    await keep(database, path, [person("ines", unit_path=SHOP, status="inactive")])
    await keep(database, path, [person("ines", unit_path=SHOP)])
    async with database.reading() as session:
        actor = await identity.actor_of(session, ines)
        assert actor is not None
        assert not actor.may_somewhere(Permission.ROLES_GRANT)


async def test_a_person_who_returns_is_active_again(database: Database, path: Path) -> None:
    await keep(database, path, [person("ines", status="inactive")])
    report = await keep(database, path, [person("ines")])
    assert report.updated == 1
    assert (await people(database))["ines"].status == "active"


async def test_a_language_chosen_here_outlives_imports_until_the_file_changes_its_mind(
    database: Database, path: Path
) -> None:
    await keep(database, path, [person("ines")])
    async with database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(locale="en"))
        await session.commit()
    assert (await keep(database, path, [person("ines", locale="fr-FR")])).unchanged == 1
    assert (await people(database))["ines"].locale == "en"
    assert (await keep(database, path, [person("ines", locale="en")])).updated == 1
    assert (await keep(database, path, [person("ines", locale="fr")])).updated == 1
    assert (await people(database))["ines"].locale == "fr"


async def test_a_person_known_by_a_first_sign_in_is_recognised_by_their_address(
    database: Database, path: Path
) -> None:
    async with database.writing() as session:
        values = {"email": "ines@telenova.example", "given_name": "I", "family_name": "M", "subject": "s-1"}
        await session.execute(sa.insert(PEOPLE).values(**values))
        await session.commit()
    report = await keep(database, path, [person("ines")])
    assert (report.created, report.updated) == (0, 1)
    assert (await people(database))["ines"].subject == "s-1"


async def test_two_people_may_swap_their_addresses_in_one_file(database: Database, path: Path) -> None:
    await keep(database, path, [person("ines"), person("karim")])
    swapped = [
        person("ines", email="karim@telenova.example"),
        person("karim", email="INES@telenova.example"),
    ]
    assert (await keep(database, path, swapped)).updated == 2
    found = await people(database)
    assert (found["ines"].email, found["karim"].email) == ("karim@telenova.example", "ines@telenova.example")


REFUSED = {
    "repeated external_id": ([person("a"), person("a", email="b@telenova.example")], 3, "external_id"),
    "repeated e-mail": ([person("a"), person("b", email="A@telenova.example")], 3, "email"),
    "somebody else's e-mail": ([person("a", email="karim.benhaddou@telenova.example")], 2, "email"),
    "unknown manager": ([person("a", manager_external_id="nobody")], 2, "manager_external_id"),
    "their own manager": ([person("a", manager_external_id="a")], 2, "manager_external_id"),
    "unknown status": ([person("a", status="on leave")], 2, "status"),
    "bad e-mail": ([person("a", email="a@telenova")], 2, "email"),
    "bad locale": ([person("a", locale="de")], 2, "locale"),
    "empty unit part": ([person("a", unit_path="Télénova//Boutique")], 2, "unit_path"),
    "too long a name": ([person("a", given_name="x" * 121)], 2, "given_name"),
    "a NUL": ([person("a", family_name="Mar\x00chetti")], 2, "family_name"),
    "no external id": ([person("", email="x@telenova.example")], 2, "external_id"),
}


@pytest.mark.parametrize(("rows", "line", "field"), REFUSED.values(), ids=REFUSED)
async def test_a_bad_row_is_told_by_its_line_and_the_good_ones_are_kept(
    cast: Cast, database: Database, path: Path, rows: list[Row], line: int, field: str
) -> None:
    before = (await people(database)).keys()
    report = await keep(database, path, [*rows, person("good")])
    assert [(bad.line, bad.field) for bad in report.bad] == [(line, field)]
    assert report.created == len(rows)
    kept = {row["external_id"] for row in rows[: line - 2]} | {"good"}
    assert (await people(database)).keys() == before | kept


async def test_a_cycle_of_managers_is_refused_and_those_below_it_keep_the_manager_they_had(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    report = await keep(
        database,
        path,
        [
            person("karim", manager_external_id="thomas"),
            person("thomas", manager_external_id="yann"),
            person("yann", manager_external_id="karim"),
            person("ines", manager_external_id="karim", family_name="Marchetti-Roux", unit_path=SHOP),
            person("lea", manager_external_id="thomas"),
        ],
    )
    assert {(bad.line, bad.field) for bad in report.bad} == {(n, "manager_external_id") for n in (2, 3, 4)}
    assert (report.created, report.updated) == (1, 1)
    assert len(report.warnings) == 1
    found = await people(database)
    assert (found["karim"].manager, found["ines"].manager, found["lea"].manager) == ("solene", "karim", None)


async def test_a_cycle_through_somebody_absent_from_the_file_is_refused(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    before = await everything(database)
    report = await keep(
        database,
        path,
        [person("solene", manager_external_id="ines", unit_path="Télénova/Nouvelle-Aquitaine")],
    )
    assert [bad.field for bad in report.bad] == ["manager_external_id"]
    assert await everything(database) == before


async def test_the_people_of_a_refused_manager_are_kept_and_one_warning_says_so(
    database: Database, path: Path
) -> None:
    rows = [
        person("boss", email="nonsense"),
        *(person(f"p{n}", manager_external_id="boss") for n in range(3)),
    ]
    report = await keep(database, path, rows)
    assert ([bad.line for bad in report.bad], report.created, len(report.warnings)) == ([2], 3, 1)


async def test_sites_that_disagree_take_the_last_row_and_one_warning(database: Database, path: Path) -> None:
    rows = [
        person("ines", site_name="Bordeaux"),
        person("karim", site_name="Bordeaux centre", region="Sud-Ouest"),
        person("yann", site_code="RNS", site_name="", region=""),
    ]
    report = await keep(database, path, rows)
    assert (report.created, report.bad, len(report.warnings)) == (3, [], 1)
    async with database.reading() as session:
        found = await session.execute(sa.select(SITES.c.code, SITES.c.name, SITES.c.region))
        assert sorted(map(tuple, found)) == [("BDX", "Bordeaux centre", "Sud-Ouest"), ("RNS", "RNS", "")]


async def test_a_unit_is_headed_by_who_the_column_says_else_by_its_commonest_manager(
    database: Database, path: Path
) -> None:
    rows = [
        *SMALL,
        person("lea", manager_external_id="karim", unit_path=SHOP),
        person("thomas", manager_external_id="solene", unit_path="Télénova/Landes"),
        person("yann", manager_external_id="karim", unit_path="Télénova/Landes", unit_head="oui"),
    ]
    await keep(database, path, rows, "unit_head")
    shop = "Télénova/Nouvelle-Aquitaine/Boutique Sainte-Catherine"
    assert await heads(database) == {shop: "karim", "Télénova/Landes": "yann"}
    denied = [person("yann", manager_external_id="karim", unit_path="Télénova/Landes", unit_head="non")]
    await keep(database, path, denied, "unit_head")
    assert await heads(database) == {shop: "karim", "Télénova/Landes": "karim"}


async def test_only_those_who_may_import_people_do(cast: Cast, database: Database, path: Path) -> None:
    file = written(path, [person("new")])
    async with database.writing() as session:
        with pytest.raises(identity.NotAllowed):
            await identity.import_people(session, await cast.actor("solene"), file)
        report = await identity.import_people(session, await cast.actor("maud"), file)
    assert report.created == 1
