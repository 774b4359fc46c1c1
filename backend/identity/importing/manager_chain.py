"""The manager chain of everybody: how deep each person is, and the cycles that a file would make."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import look_again
from backend.identity.importing import staging
from backend.identity.importing.staging import CHAIN, KEPT, LEVELS, STAGED
from backend.identity.models import PEOPLE


async def refuse_cycles(session: Session) -> int:
    """Work out everybody's level as it will be; refuse the rows that close a cycle, and return how many."""
    await _gather(session)
    top = sa.select(CHAIN.c.person_id, sa.literal(0).label("level")).where(CHAIN.c.manager_id.is_(None))
    below = top.cte("below", recursive=True)
    below = below.union_all(
        sa.select(CHAIN.c.person_id, below.c.level + 1).join(below, CHAIN.c.manager_id == below.c.person_id)
    )
    await session.execute(sa.delete(LEVELS))
    await session.execute(
        sa.insert(LEVELS).from_select(["person_id", "level"], sa.select(below.c.person_id, below.c.level))
    )
    await look_again(session, LEVELS)
    astray = await session.execute(
        sa.select(CHAIN.c.person_id, CHAIN.c.manager_id, CHAIN.c.line)
        .outerjoin(LEVELS, LEVELS.c.person_id == CHAIN.c.person_id)
        .where(LEVELS.c.person_id.is_(None))
    )
    rows = {row.person_id: row for row in astray}
    lines = _lines_in_cycles(rows)
    for start in range(0, len(lines), 1000):
        await staging.refuse(
            session,
            STAGED.c.line.in_(lines[start : start + 1000]),
            "manager_external_id",
            "this manager is also among the people below this person",
        )
    return len(lines)


async def write_levels(session: Session) -> None:
    """Give everybody the level that `refuse_cycles` worked out, where it changed; new people have theirs."""
    await session.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == LEVELS.c.person_id, PEOPLE.c.level != LEVELS.c.level)
        .values(level=LEVELS.c.level)
    )


async def _gather(session: Session) -> None:
    await session.execute(sa.delete(CHAIN))
    fields = ["person_id", "manager_id", "line"]
    said = sa.select(STAGED.c.person_id, STAGED.c.manager_id, STAGED.c.line).where(KEPT)
    await session.execute(sa.insert(CHAIN).from_select(fields, said))
    unsaid = sa.select(PEOPLE.c.id, PEOPLE.c.manager_id, sa.null()).where(
        ~sa.exists().where(KEPT, STAGED.c.person_id == PEOPLE.c.id)
    )
    await session.execute(sa.insert(CHAIN).from_select(fields, unsaid))
    await look_again(session, CHAIN)


def _lines_in_cycles(rows: Mapping[UUID, Any]) -> list[int]:
    """Lines of the people on a cycle; those merely below one are not at fault."""
    lines, seen = [], set[UUID]()
    for start in rows:
        path: dict[UUID, int] = {}
        here = start
        while here in rows and here not in seen and here not in path:
            path[here] = len(path)
            here = rows[here].manager_id
        if here in path:
            on_cycle = list(path)[path[here] :]
            lines += [rows[one].line for one in on_cycle if rows[one].line is not None]
        seen.update(path)
    return sorted(lines)
