"""The named cast of the tests: a small Télénova in which every role has somebody."""

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Database, Session
from backend.core.text import fold
from backend.identity import ORG_UNIT_TREE, ORG_UNITS, PEOPLE, ROLE_GRANTS, SITES, Role
from tests.tables import Rows, kept, put_back

PERSONAS = {
    # name: (given, family, unit, manager, level, roles)
    "helene": ("Hélène", "Vasseur", "telenova", None, 0, (Role.SPONSOR,)),
    "solene": ("Solène", "Arrighi", "aquitaine", "helene", 1, (Role.CX_LEADER,)),
    "nadia": ("Nadia", "Kessler", "telenova", "helene", 1, (Role.HR_LEADER, Role.LISTENER)),
    "karim": ("Karim", "Benhaddou", "boutique", "solene", 2, ()),
    "ines": ("Inès", "Marchetti", "boutique", "karim", 3, ()),
    "thomas": ("Thomas", "Le Goff", "intervention", "solene", 2, ()),
    "maud": ("Maud", "Terrier", "telenova", "helene", 1, (Role.ADMINISTRATOR,)),
    "yann": ("Yann", "Faure", "bretagne", "helene", 1, ()),
}
UNITS = {
    "telenova": ("Télénova", None),
    "aquitaine": ("Nouvelle-Aquitaine", "telenova"),
    "boutique": ("Boutique Sainte-Catherine", "aquitaine"),
    "intervention": ("Intervention Landes", "aquitaine"),
    "bretagne": ("Bretagne", "telenova"),
}
EVERYWHERE_ROLES = {Role.SPONSOR, Role.HR_LEADER, Role.LISTENER, Role.ADMINISTRATOR}


@dataclass
class Cast:
    """Ids by name; `actor("ines")` is Inès acting."""

    database: Database
    people: dict[str, UUID] = field(default_factory=dict)
    units: dict[str, UUID] = field(default_factory=dict)

    async def actor(self, name: str) -> Actor:
        async with self.database.reading() as session:
            actor = await identity.actor_of(session, self.people[name])
        assert actor is not None
        return actor


# The company as it was first written, with its rows, for every later test of this process.
_first: tuple[Cast, Rows] | None = None


async def company(database: Database) -> Cast:
    """Write the small Télénova and return its cast."""
    global _first
    if _first is None:
        cast = await _written(database)
        _first = cast, await kept(database)
    else:
        await put_back(database, _first[1])
    return Cast(database, dict(_first[0].people), dict(_first[0].units))


async def _written(database: Database) -> Cast:
    cast = Cast(database)
    async with database.writing() as session:
        await _units(session, cast)
        await session.execute(
            sa.insert(SITES).values(code="BDX", name="Bordeaux", region="Nouvelle-Aquitaine")
        )
        site = (await session.execute(sa.select(SITES.c.id))).scalar_one()
        for name, (given, family, unit, manager, level, roles) in PERSONAS.items():
            email = f"{fold(given)}.{fold(family).replace(' ', '-')}@telenova.example"
            row = await session.execute(
                sa.insert(PEOPLE)
                .values(
                    email=email,
                    external_id=name,
                    given_name=given,
                    family_name=family,
                    search=fold(f"{given} {family} {email}"),
                    sort_name=fold(f"{family} {given}"),
                    org_unit_id=cast.units[unit],
                    site_id=site,
                    manager_id=cast.people.get(manager or ""),
                    level=level,
                )
                .returning(PEOPLE.c.id)
            )
            cast.people[name] = row.scalar_one()
            for role in roles:
                scope = None if role in EVERYWHERE_ROLES else cast.units[unit]
                await session.execute(
                    sa.insert(ROLE_GRANTS).values(person_id=cast.people[name], role=role, org_unit_id=scope)
                )
        await identity.index_words(session)
        await identity.rebuild_heads(session)
        await identity.rebuild_headcounts(session)
        await session.commit()
    return cast


async def _units(session: Session, cast: Cast) -> None:
    for key, (name, parent) in UNITS.items():
        parent_id = cast.units.get(parent or "")
        row = await session.execute(
            sa.insert(ORG_UNITS)
            .values(name=name, parent_id=parent_id, path=key, search=fold(name))
            .returning(ORG_UNITS.c.id)
        )
        unit_id = cast.units[key] = row.scalar_one()
        above, distance = key, 0
        while above:
            await session.execute(
                sa.insert(ORG_UNIT_TREE).values(
                    ancestor_id=cast.units[above], descendant_id=unit_id, distance=distance
                )
            )
            above, distance = UNITS[above][1] or "", distance + 1
