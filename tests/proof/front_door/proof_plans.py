"""Every page and list at 97,000 people on PostgreSQL: no plan reads a large table from end to end."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from itertools import product
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Database
from backend.pulse import AudienceKind
from schema.ids import encode
from tests.browser.pages import HEART, NAQ, ONCE, PAGES
from tests.counting import Counted, counting
from tests.faces import Faces
from tests.proof.front_door.conftest import Companies
from tests.proof.front_door.readings import Addresses, lists_of_query, lists_within

PEOPLE = 97_000
LARGE = 10_000
"""Rows from which reading a whole table is too much for a page."""
WRITING = (
    *(f"{HEART}/messages/new", f"{ONCE}/messages/{{draft}}", f"{ONCE}/messages/{{draft}}/edit"),
    *("/digests/3/edit", "/digests/4/edit"),
)
PREPARING = (
    "/pulse/surveys/{survey}",
    "/pulse/surveys/{survey_draft}",
    "/pulse/surveys/{survey_draft}/preview",
)
ADDS_UP = {
    # The map of the whole company adds up each of its units.
    ("/coverage", "org_unit_tree"),
    # Whoever writes to many is told to how many, counted anew.
    *product(WRITING, ("person",)),
    # Whoever prepares a survey is told how many it would ask today, those left out who were asked lately.
    *product(PREPARING, ("person", "pulse_invitation")),
    # A year of what customers said, added up for the whole company.
    ("/reciprocity", "customer_score"),
}
"""Pages that show a sum over everybody, and the table that it is over: no list."""
ASKS = ("ines", "solene", "nadia", "maud")
"""Who asks for each list of GraphQL: an employee, two leaders, an administrator."""


async def test_no_page_or_list_reads_a_large_table_from_end_to_end(companies: Companies) -> None:
    faces = await companies.get("postgresql", PEOPLE)
    database = faces.cast.database
    large = await large_tables(database)
    whole, asked, statements = set[tuple[str, str]](), 0, 0
    async for name, sent in everything_read(faces):
        asked, statements = asked + 1, statements + sent.count
        for statement, values in zip(sent.statements, sent.values, strict=True):
            if statement.lstrip().startswith(("SELECT", "WITH")):
                whole |= {(name, table) for table in await read_whole(database, statement, values) & large}
    print(f"\n{statements} statements of {asked} pages and lists; {len(large)} tables hold over {LARGE} rows")
    print("\n".join(f"  {name} reads {table} from end to end" for name, table in sorted(whole)))
    assert whole <= ADDS_UP


async def everything_read(faces: Faces) -> AsyncIterator[tuple[str, Counted]]:
    """Each page that somebody signed in may open and each list of GraphQL, and what it asks the database."""
    addresses = Addresses(faces)
    for seen in PAGES:
        if seen.reader is not None:
            address = await addresses.filled(seen.path)
            browser = await faces.browser(seen.reader)
            with counting(faces.cast.database) as sent:
                answer = await browser.get(address)
            assert answer.status_code == seen.status, seen.path
            yield seen.path, sent
    async for name, sent in lists_read(faces, addresses):
        yield name, sent


async def lists_read(faces: Faces, addresses: Addresses) -> AsyncIterator[tuple[str, Counted]]:
    """Each list of GraphQL for each of those who ask, and what it asks the database.

    In each list within another, somebody finds a row: an empty one would ask for nothing.
    """
    gathering, survey = [UUID(await addresses.filled(f"{{{link}}}")) for link in ("gathering", "survey")]
    of_query = {
        "slug": _text(HEART.rpartition("/")[2]),
        "gatheringId": _text(encode("Gathering", gathering)),
        "surveyId": _text(encode("Survey", survey)),
        "kind": AudienceKind.UNIT.name,
    }
    some = [
        {"slug": _text(circle.rpartition("/")[2]), "number": await addresses.filled(f"{{{report}}}")}
        for circle, report in ((HEART, "report_delivered"), (NAQ, "report_at_supplier"))
    ]
    within = [asked for given in ({}, *some) for asked in lists_within(of_query | given if given else {})]
    rows = Counter[str]()
    for asked in (*lists_of_query(of_query), *within):
        for reader in ASKS:
            await faces.browser(reader)
            with counting(faces.cast.database) as sent:
                answered = await faces.graphql(reader, asked.document)
            rows[asked.named] += json.dumps(answered).count("__typename")
            yield f"{asked.named} by GraphQL", sent
    assert {asked.named for asked in within if not rows[asked.named]} == set()


_text = json.dumps
"""A text as GraphQL writes it."""


async def large_tables(database: Database) -> set[str]:
    async with database.writer.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(sa.text("ANALYZE"))
        found = await connection.execute(
            sa.text("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= :large"),
            {"large": LARGE},
        )
        return set(found.scalars())


async def read_whole(database: Database, statement: str, values: Any) -> set[str]:
    """The tables that the plan of a statement reads from end to end."""
    async with database.reader.connect() as connection:
        found = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values)
        plan = found.scalar_one()
    nodes = _nodes((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    return {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)
