"""Every list at 97,000 people on PostgreSQL: its plan reads an index, never a large table from end to end."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from backend.core.db import Database
from tests.counting import counting
from tests.postgres import running_postgres
from tests.proof.circles.company import telenova

PEOPLE = 97_000
LARGE = 10_000
"""Rows from which reading a whole table is too much for a page."""
HEART, EDITION = "/circles/coeur-de-boutique", "/immersions/10-de-coeur-nouvelle-aquitaine"
LISTS = {
    "ines": [
        "/",
        "/circles",
        "/circles?mine=1",
        "/circles?q=coeur",
        HEART,
        *(f"{HEART}/{part}" for part in ("members", "messages", "gatherings", "practices", "charter")),
        "/invitations",
        "/reports",
        "/reports?q=file",
        "/reports?order=most_voted",
        "/forum",
        "/forum?q=box",
        "/knowledge",
        "/knowledge?q=box",
        "/immersions",
        EDITION,
        f"{EDITION}/wishes",
        "/immersions/stories",
        "/journeys",
        "/commitments",
        "/digests",
        "/pulse",
        "/recognition",
        "/me/notifications",
        "/search?q=marchetti",
    ],
    "solene": ["/coverage", "/coverage?view=table", "/reports/inbox", f"{EDITION}/dashboard"],
    "maud": ["/admin/people", "/admin/people?q=marchetti", "/admin/audit", "/admin/jobs", "/admin/tokens"],
}


async def test_no_list_reads_a_large_table_from_end_to_end() -> None:
    with running_postgres("proofplans") as url:
        async with telenova(url, PEOPLE) as faces:
            database = faces.cast.database
            large = await large_tables(database)
            whole, seen = [], 0
            for reader, paths in LISTS.items():
                browser = await faces.browser(reader)
                for path in paths:
                    statements = await asked(database, browser, path)
                    seen += len(statements)
                    whole += [
                        f"{path}: {table}"
                        for statement, values in statements
                        for table in await read_whole(database, statement, values)
                        if table in large
                    ]
    print(
        f"{seen} statements of {sum(map(len, LISTS.values()))} lists, {len(large)} tables over {LARGE} rows"
    )
    print("\n".join(sorted(set(whole))) or "none reads one of them from end to end")
    assert whole == []


async def asked(database: Database, browser: Any, path: str) -> list[tuple[str, Any]]:
    """The reads that the page sends, with their values."""
    with counting(database) as sent:
        answer = await browser.get(path)
    assert answer.status_code == 200, path
    return [
        (statement, values)
        for statement, values in zip(sent.statements, sent.values, strict=True)
        if statement.lstrip().upper().startswith(("SELECT", "WITH"))
    ]


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
