"""Granting roles: within one's reach, once, and never leaving the company without an administrator."""

import asyncio
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Database
from backend.core.errors import DomainError, NotFound
from backend.core.ids import new_id
from backend.events import EVENTS
from backend.identity.models import ROLE_GRANTS, Role, RoleSource
from tests.cast import Cast


async def grant(cast: Cast, actor: Actor, name: str, role: Role, unit: str | None) -> UUID:
    async with cast.database.writing() as session:
        person = await identity.get_person(session, cast.people[name])
        made = await identity.grant_role(session, actor, person, role, cast.units[unit] if unit else None)
        await session.commit()
        return made.id


async def revoke(cast: Cast, actor: Actor, grant_id: UUID) -> None:
    async with cast.database.writing() as session:
        await identity.revoke_role(session, actor, grant_id)
        await session.commit()


async def grant_of(cast: Cast, name: str, role: Role) -> UUID:
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(ROLE_GRANTS.c.id).where(
                ROLE_GRANTS.c.person_id == cast.people[name], ROLE_GRANTS.c.role == role
            )
        )
        return UUID(str(found.scalar_one()))


async def events_of(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as session:
        rows = await session.execute(sa.select(EVENTS.c.name, EVENTS.c.payload).order_by(EVENTS.c.id))
    return [(row.name, row.payload["role"]) for row in rows]


async def test_maud_grants_a_role_and_takes_it_back(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    made = await grant(cast, maud, "karim", Role.CX_LEADER, "boutique")
    assert (await cast.actor("karim")).may("circles.create", cast.units["boutique"])
    await revoke(cast, maud, made)
    assert not (await cast.actor("karim")).may_somewhere("circles.create")
    assert await events_of(database) == [("role.granted", "cx_leader"), ("role.revoked", "cx_leader")]


async def test_a_role_held_already_there_is_not_granted_twice(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    for unit in ("boutique", None):
        await grant(cast, maud, "karim", Role.EDITOR, unit)
        with pytest.raises(identity.RoleAlreadyHeld):
            await grant(cast, maud, "karim", Role.EDITOR, unit)


async def test_nobody_grants_or_revokes_beyond_their_own_reach(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    elsewhere = await grant(cast, maud, "thomas", Role.EDITOR, "bretagne")
    everywhere = await grant(cast, maud, "thomas", Role.EDITOR, None)
    await grant(cast, maud, "yann", Role.ADMINISTRATOR, "aquitaine")
    yann = await cast.actor("yann")
    for unit in ("bretagne", "telenova", None):
        with pytest.raises(identity.NotAllowed):
            await grant(cast, yann, "yann", Role.ADMINISTRATOR, unit)
    for held in (elsewhere, everywhere):
        with pytest.raises(identity.NotAllowed):
            await revoke(cast, yann, held)
    await revoke(cast, yann, await grant(cast, yann, "ines", Role.MODERATOR, "boutique"))
    for name in ("solene", "ines"):
        with pytest.raises(identity.NotAllowed):
            await grant(cast, await cast.actor(name), name, Role.EDITOR, "aquitaine")


async def test_who_grants_nothing_does_not_learn_whether_a_grant_exists(cast: Cast) -> None:
    held = await grant_of(cast, "maud", Role.ADMINISTRATOR)
    for grant_id in (held, new_id()):
        with pytest.raises(identity.NotAllowed):
            await revoke(cast, await cast.actor("ines"), grant_id)


async def test_what_makes_no_sense_is_refused(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    with pytest.raises(identity.RoleForEverybody):
        await grant(cast, maud, "ines", Role.EMPLOYEE, None)
    with pytest.raises(NotFound):
        await revoke(cast, maud, new_id())
    cast.units["atlantis"] = new_id()
    with pytest.raises(NotFound):
        await grant(cast, maud, "ines", Role.EDITOR, "atlantis")


async def test_a_role_of_the_directory_is_taken_back_there(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await session.execute(
            sa.insert(ROLE_GRANTS).values(
                person_id=cast.people["ines"], role=Role.EDITOR, source=RoleSource.CLAIM
            )
        )
        await session.commit()
    with pytest.raises(identity.RoleFromDirectory):
        await revoke(cast, await cast.actor("maud"), await grant_of(cast, "ines", Role.EDITOR))


async def test_the_last_administrator_stays(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    await grant(cast, maud, "karim", Role.ADMINISTRATOR, "aquitaine")
    own = await grant_of(cast, "maud", Role.ADMINISTRATOR)
    with pytest.raises(identity.LastAdministrator):
        await revoke(cast, maud, own)
    await grant(cast, maud, "nadia", Role.ADMINISTRATOR, None)
    await revoke(cast, maud, own)


async def test_two_administrators_revoking_each_other_leave_one(cast: Cast, database: Database) -> None:
    maud = await cast.actor("maud")
    hers = await grant_of(cast, "maud", Role.ADMINISTRATOR)
    his = await grant(cast, maud, "karim", Role.ADMINISTRATOR, None)
    karim = await cast.actor("karim")
    outcomes = await asyncio.gather(
        revoke(cast, maud, his), revoke(cast, karim, hers), return_exceptions=True
    )
    assert sorted(type(o).__name__ for o in outcomes if isinstance(o, DomainError)) == ["LastAdministrator"]
