"""People of the access matrix who hold one role and nothing else: they manage nobody and lead nothing."""

from dataclasses import replace

import sqlalchemy as sa

from backend.core.text import fold
from backend.identity import PEOPLE, ROLE_GRANTS, Role
from tests.cast import Cast

SPECIALISTS = {
    # name: (given, family, the one role, which they hold for the whole company)
    "remi": ("Rémi", "Colas", Role.RESPONDER),
    "mona": ("Mona", "Perrin", Role.MODERATOR),
    "edith": ("Édith", "Caron", Role.EDITOR),
    "paola": ("Paola", "Giraud", Role.PUBLISHER),
}


async def with_specialists(cast: Cast) -> Cast:
    """The cast, and these four at the head office."""
    people = [
        {
            "email": f"{fold(given)}.{fold(family)}@telenova.example",
            "external_id": name,
            "given_name": given,
            "family_name": family,
            "search": fold(f"{given} {family}"),
            "sort_name": fold(f"{family} {given}"),
            "org_unit_id": cast.units["telenova"],
            "manager_id": cast.people["helene"],
            "level": 2,
        }
        for name, (given, family, _) in SPECIALISTS.items()
    ]
    async with cast.database.writing() as session:
        added = await session.execute(sa.insert(PEOPLE).returning(PEOPLE.c.external_id, PEOPLE.c.id), people)
        ids = {row.external_id: row.id for row in added}
        grants = [{"person_id": ids[name], "role": role} for name, (*_, role) in SPECIALISTS.items()]
        await session.execute(sa.insert(ROLE_GRANTS), grants)
        await session.commit()
    return replace(cast, people=cast.people | ids)
