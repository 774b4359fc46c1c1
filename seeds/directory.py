"""The demo provider's directory: the people of the database, the cast first."""

from collections.abc import Sequence

import sqlalchemy as sa

from backend.core.db import Database
from backend.core.text import fold, like
from backend.demo.personas import Persona
from backend.identity import JOB_FAMILIES, ORG_UNITS, PEOPLE, PersonStatus
from seeds.cast import BY_EXTERNAL_ID, CAST, Member

MOST_WORDS = 5


class PeopleDirectory:
    """Everybody who is active can be signed in as; a person's subject is their external id."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def featured(self) -> Sequence[Persona]:
        """The fixed cast, in the order in which to introduce it."""
        return [_of_cast(member, member.external_id) for member in CAST if member.featured]

    async def find(self, email_or_subject: str) -> Persona | None:
        """The one active person with this e-mail or subject."""
        wanted = email_or_subject.strip()
        if not wanted:
            return None
        same = sa.or_(
            PEOPLE.c.email == wanted.lower(), PEOPLE.c.subject == wanted, PEOPLE.c.external_id == wanted
        )
        found = await self._personas(same, 1)
        return found[0] if found else None

    async def search(self, words: str, limit: int) -> Sequence[Persona]:
        """At most `limit` active people whose name or e-mail holds every word, by family name."""
        wanted = fold(words).split()[:MOST_WORDS]
        if not wanted:
            return []
        return await self._personas(
            sa.and_(*(PEOPLE.c.search.like(like(word), escape="\\") for word in wanted)), limit
        )

    async def _personas(self, which: sa.ColumnElement[bool], limit: int) -> list[Persona]:
        async with self.database.reading() as session:
            rows = await session.execute(
                sa.select(
                    PEOPLE.c.external_id,
                    PEOPLE.c.subject,
                    PEOPLE.c.email,
                    PEOPLE.c.given_name,
                    PEOPLE.c.family_name,
                    PEOPLE.c.locale,
                    JOB_FAMILIES.c.name.label("job"),
                    ORG_UNITS.c.name.label("unit"),
                )
                .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
                .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
                .where(PEOPLE.c.status == PersonStatus.ACTIVE, which)
                .order_by(PEOPLE.c.family_name, PEOPLE.c.given_name, PEOPLE.c.id)
                .limit(limit)
            )
            return [_persona(row) for row in rows]


def _persona(row: sa.Row[tuple[str | None, ...]]) -> Persona:
    subject = row.subject or row.external_id or row.email
    member = BY_EXTERNAL_ID.get(row.external_id or "")
    if member:
        return _of_cast(member, subject)
    title = " · ".join(part for part in (row.job, row.unit) if part)
    return Persona(
        subject=subject,
        email=row.email,
        given_name=row.given_name,
        family_name=row.family_name,
        groups=(),
        title={"fr": title, "en": title},
        summary={"fr": "", "en": ""},
        featured=False,
        locale=row.locale,
    )


def _of_cast(member: Member, subject: str) -> Persona:
    return Persona(
        subject=subject,
        email=member.email,
        given_name=member.given_name,
        family_name=member.family_name,
        groups=(),
        title=member.title,
        summary=member.summary,
        featured=member.featured,
    )
