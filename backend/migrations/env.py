"""What Alembic runs for each command: our tables, on the connection that `steps` passed."""

from alembic import context

from backend.migrations.rendering import render_item
from backend.migrations.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_item=render_item,
    render_as_batch=True,
    compare_type=True,
    # Comparing defaults on SQLite compares the ways of writing them.
    compare_server_default=False,
    # One transaction is opened, and kept or dropped as a whole, by `steps`.
    transaction_per_migration=False,
)
context.run_migrations()
