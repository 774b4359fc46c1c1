"""The access matrix, through verb, page and mutation; what is refused changes nothing.

`matrix.csv` has one row per action and one column per persona; a cell says `allowed`, `refused` (the thing
is known, the act is not permitted) or `invisible` (the thing does not exist for this persona).
"""

import csv
import functools
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from backend.core.db import Database, metadata
from backend.core.errors import DomainError, NotFound
from tests.access.actions import Action, Scene
from tests.access.all_actions import ACTIONS
from tests.access.specialists import with_specialists
from tests.cast import Cast
from tests.faces import Faces
from tests.turns import DATABASES, in_turns

MATRIX = Path(__file__).with_name("matrix.csv")
NOBODY = "nobody"
UNWATCHED = {"sign_in_session"}


@pytest.fixture
async def cast(cast: Cast) -> Cast:
    """The small Télénova, with people who hold one role and nothing else."""
    return await with_specialists(cast)


def rows() -> list[tuple[str, dict[str, str]]]:
    """The matrix: an action's name, and what each persona meets."""
    with MATRIX.open(encoding="utf-8") as file:
        return [(row.pop("action"), row) for row in csv.DictReader(file)]


def test_every_action_has_its_row_and_every_row_its_action() -> None:
    assert [name for name, _ in rows()] == sorted(ACTIONS)


@pytest.mark.parametrize(
    ("name", "expected", "engine"), in_turns(rows(), [name for name, _ in rows()]), indirect=["engine"]
)
async def test_rights(
    name: str, expected: dict[str, str], cast: Cast, database: Database, faces: Faces
) -> None:
    """Each action on one of the two databases; `make proof` tries them all on both."""
    await every_cell_holds(name, expected, cast, database, faces)


async def every_cell_holds(
    name: str, expected: dict[str, str], cast: Cast, database: Database, faces: Faces
) -> None:
    """What each persona meets through verb, page and mutation is what the row says."""
    action = ACTIONS[name]
    met = {}
    for persona in expected:
        await faces.browser(None if persona == NOBODY else persona)
    # What is refused changes nothing, so one scene serves all who are refused, and one look at the end tells:
    # whatever acts writes an event at least, which nothing takes away.
    scene = await arranged(action, cast, database)
    before = await fingerprint(database)
    for persona in (one for one, right in expected.items() if right != "allowed"):
        for face in FACES:
            met[persona, face.__name__] = await face(action, persona, scene, faces)
    after = await fingerprint(database)
    assert [table for table in after if after[table] != before[table]] == [], met
    # What is allowed changes its scene, unless it is rolled back, as the verb is.
    for persona in (one for one, right in expected.items() if right == "allowed"):
        for on_one_scene in ((by_verb, by_page), (by_mutation,)):
            scene = await arranged(action, cast, database)
            for face in on_one_scene:
                met[persona, face.__name__] = await face(action, persona, scene, faces)
    assert {cell: outcome for cell, outcome in met.items() if outcome not in (None, expected[cell[0]])} == {}


async def arranged(action: Action, cast: Cast, database: Database) -> Scene:
    """A new scene of the action."""
    async with database.writing() as session:
        scene = await action.arrange(cast, session)
        await session.commit()
    return scene


async def by_verb(action: Action, persona: str, scene: Scene, faces: Faces) -> str | None:
    """Call the verb in a unit of work that is rolled back."""
    if persona == NOBODY:
        return None
    actor = await faces.cast.actor(persona)
    try:
        async with faces.cast.database.writing() as session:
            await action.verb(session, actor, scene)
    except NotFound:
        return "invisible"
    except DomainError:
        return "refused"
    return "allowed"


async def by_page(action: Action, persona: str, scene: Scene, faces: Faces) -> str | None:
    """Post the page's form."""
    if action.page is None:
        return None
    path, form = action.page(scene)
    client = await faces.browser(None if persona == NOBODY else persona)
    response = await client.post(path, data=form)
    if response.status_code == 303:
        return "refused" if response.headers["location"].startswith("/sign-in") else "allowed"
    return {200: "allowed", 404: "invisible"}.get(response.status_code, "refused")


async def by_mutation(action: Action, persona: str, scene: Scene, faces: Faces) -> str | None:
    """Send the mutation."""
    if action.mutation is None:
        return None
    name, given = action.mutation(scene)
    kind = name[0].upper() + name[1:] + "Input"
    document = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ __typename }} }}"
    answer = await faces.graphql(None if persona == NOBODY else persona, document, input=given)
    assert "errors" not in answer, answer
    shown = answer["data"][name]["__typename"]
    if shown.endswith("Success"):
        return "allowed"
    return "invisible" if shown == "NotFoundError" else "refused"


FACES = (by_verb, by_page, by_mutation)


async def fingerprint(database: Database) -> dict[str, str | None]:
    """The rows of every table that an action might change, by the table's name, read in one statement."""
    async with database.reading() as session:
        rows = await session.execute(EVERY_ROW[database.writer.dialect.name])
        return {row.name: row.told for row in rows}


def rows_of(table: sa.Table, dialect: str) -> sa.Select[str, str]:
    """One row: the table's name, and its rows as one text in the order of their keys."""
    told: list[sa.ColumnElement[str]] = [
        sa.func.coalesce(as_text(column, dialect), "-") for column in table.columns
    ]
    row = functools.reduce(lambda one, other: one.concat(" ").concat(other), told)
    rows = sa.select(row.label("row")).order_by(row).subquery()
    return sa.select(
        sa.literal(table.name).label("name"), sa.func.aggregate_strings(rows.c.row, "\n").label("told")
    )


def as_text(column: sa.Column[Any], dialect: str) -> sa.ColumnElement[str]:
    """Bytes are told in hexadecimal: SQLite would take them for text as they are."""
    if not isinstance(column.type, sa.LargeBinary):
        return sa.cast(column, sa.Text)
    return sa.func.hex(column) if dialect == "sqlite" else sa.func.encode(column, "hex")


EVERY_ROW = {
    dialect: sa.union_all(
        *(rows_of(table, dialect) for table in metadata.sorted_tables if table.name not in UNWATCHED)
    )
    for dialect in DATABASES
}
