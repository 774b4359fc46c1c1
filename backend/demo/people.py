"""The people of the demo company as its provider knows them: whoever the database holds, the cast first."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, Self

import sqlalchemy as sa

from backend.core.db import Database
from backend.core.text import fold, like
from backend.demo.personas import Persona
from backend.identity import JOB_FAMILIES, ORG_UNITS, PEOPLE, PersonStatus


class Introduced(Protocol):
    """A member of the cast: who they are is in the database, how to introduce them is not."""

    @property
    def email(self) -> str: ...

    @property
    def title(self) -> dict[str, str]: ...

    @property
    def summary(self) -> dict[str, str]: ...


class People:
    """A directory over the product's own people; groups are empty, as the seeds grant the cast's roles."""

    def __init__(self, database: Database, cast: Sequence[Persona]) -> None:
        self._database = database
        self._cast = cast

    @classmethod
    async def load(cls, database: Database, cast: Iterable[Introduced]) -> Self:
        """The directory, with those of the cast who are in the database, in the cast's order."""
        introduced = {member.email: member for member in cast}
        rows = await _rows(database, PEOPLE.c.email.in_(introduced), len(introduced))
        held = {row.email: row for row in rows}
        return cls(
            database,
            [_persona(held[email], member) for email, member in introduced.items() if email in held],
        )

    def featured(self) -> Sequence[Persona]:
        return self._cast

    async def find(self, email_or_subject: str) -> Persona | None:
        wanted = email_or_subject.strip()
        for one in self._cast:
            if wanted in {one.email, one.subject}:
                return one
        rows = await _rows(
            self._database, sa.or_(PEOPLE.c.email == wanted.lower(), PEOPLE.c.external_id == wanted), 1
        )
        return _persona(rows[0]) if rows else None

    async def search(self, words: str, limit: int) -> Sequence[Persona]:
        matches = [PEOPLE.c.search.like(like(word), escape="\\") for word in fold(words).split()]
        return [_persona(row) for row in await _rows(self._database, sa.and_(sa.true(), *matches), limit)]


async def _rows(database: Database, where: sa.ColumnElement[bool], limit: int) -> Sequence[sa.Row[Any]]:
    statement = (
        sa.select(
            PEOPLE.c.external_id,
            PEOPLE.c.email,
            PEOPLE.c.given_name,
            PEOPLE.c.family_name,
            PEOPLE.c.locale,
            JOB_FAMILIES.c.name.label("job"),
            ORG_UNITS.c.name.label("unit"),
        )
        .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
        .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
        .where(PEOPLE.c.status == PersonStatus.ACTIVE, where)
        .order_by(PEOPLE.c.sort_name, PEOPLE.c.id)
        .limit(limit)
    )
    async with database.reading() as session:
        rows: Sequence[sa.Row[Any]] = (await session.execute(statement)).all()
    return rows


def _persona(row: sa.Row[Any], member: Introduced | None = None) -> Persona:
    words = {"fr": row.job or "", "en": row.job or ""}, {"fr": row.unit or "", "en": row.unit or ""}
    title, summary = (member.title, member.summary) if member else words
    return Persona(
        subject=row.external_id or row.email,
        email=row.email,
        given_name=row.given_name,
        family_name=row.family_name,
        groups=(),
        title=title,
        summary=summary,
        featured=member is not None,
        locale=row.locale,
    )
