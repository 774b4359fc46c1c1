"""Work that must not be done twice at once, whichever process begins it."""

import sqlalchemy as sa

from backend.core.db import Session


async def one_at_a_time(session: Session, what: str) -> None:
    """Wait for whoever does the same, then keep others waiting until the end of the transaction.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        name = sa.func.hashtext(f"diapason.{what}")
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(name)))
