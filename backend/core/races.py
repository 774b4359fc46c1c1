"""How the databases say that a unit of work lost a race.

Verbs look before they write: what a row points to was there, and its key was free. When it is gone or taken,
another unit of work was first, and the verb says so to whoever tries again. A value that is missing, or that
a CHECK refuses, is nobody else's deed: it is a fault of ours.
"""

import sqlalchemy as sa

TAKEN = {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
GONE = {"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"}
POINTED_TO = {"23001", "SQLITE_CONSTRAINT_TRIGGER"}
"""What was to go, and may not (ON DELETE RESTRICT, which SQLite makes a trigger of its own)."""
DEADLOCK = {"40P01"}
"""Two wait for each other; PostgreSQL ends one of them."""


def lost_a_race(error: sa.exc.DBAPIError) -> bool:
    """Whether the database settled a race against who is told this."""
    said = {getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname")}
    return not said.isdisjoint(TAKEN | GONE | POINTED_TO | DEADLOCK)
