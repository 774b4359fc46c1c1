"""A database's shape as its own catalogue tells it, and where two shapes differ."""

from typing import Any

import sqlalchemy as sa

from backend.core.db import Database
from backend.migrations.tables import metadata

Shape = dict[str, dict[str, Any]]


async def shape_of(database: Database) -> Shape:
    """Columns, keys, checks and indexes of every table but Alembic's own."""
    async with database.writer.connect() as connection:
        return await connection.run_sync(_read)


async def create(database: Database) -> None:
    """Make every table from the models."""
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.create_all)


async def drop(database: Database) -> None:
    """Leave nothing, neither our tables nor Alembic's."""
    async with database.writer.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.execute(sa.text("DROP TABLE IF EXISTS alembic_version"))


def differences(migrated: Shape, created: Shape) -> list[str]:
    """One line for each thing that the steps and the models do not make alike."""
    lines = []
    for table in sorted(migrated.keys() | created.keys()):
        ours, theirs = migrated.get(table, {}), created.get(table, {})
        lines += [
            f"{table}, {part}: steps {ours.get(part)}, models {theirs.get(part)}"
            for part in sorted(ours.keys() | theirs.keys())
            if ours.get(part) != theirs.get(part)
        ]
    return lines


def _read(connection: sa.Connection) -> Shape:
    look = sa.inspect(connection)
    shape: Shape = {}
    for table in look.get_table_names():
        if table == "alembic_version":
            continue
        parts = shape[table] = {"primary key": look.get_pk_constraint(table)}
        for column in look.get_columns(table):
            parts[f"column {column['name']}"] = (
                str(column["type"]),
                column["nullable"],
                column.get("default"),
            )
        for key in look.get_foreign_keys(table):
            parts[f"foreign key {key['name']}"] = key
        for unique in look.get_unique_constraints(table):
            parts[f"unique {unique['name']}"] = sorted(unique["column_names"])
        for check in look.get_check_constraints(table):
            parts[f"check {check['name']}"] = check["sqltext"]
        for index in look.get_indexes(table):
            options = {key: str(value) for key, value in index.pop("dialect_options", {}).items()}
            parts[f"index {index['name']}"] = {**index, **options}
    return shape
