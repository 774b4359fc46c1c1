"""Importing who leaves, returns, or is absent from the file, on both databases."""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from backend import identity
from backend.core.clock import now
from backend.core.db import Database
from backend.events import EVENTS
from backend.identity import ROLE_GRANTS, Permission, Role
from backend.identity.models import SIGN_IN_SESSIONS, TOKENS
from tests.cast import Cast
from tests.faces import LIFETIMES
from tests.identity.importing.files import SHOP, SMALL, keep, people, person


async def test_whoever_is_absent_from_the_file_is_not_touched(
    cast: Cast, database: Database, path: Path
) -> None:
    before = await people(database)
    report = await keep(database, path, [person("nouvelle", manager_external_id="karim")])
    assert (report.created, report.updated, report.deactivated) == (1, 0, 0)
    after = await people(database)
    assert after.pop("nouvelle").level == before["karim"].level + 1
    assert after == before


async def test_a_leaver_is_signed_out_everywhere_and_told_to_the_other_slices(
    database: Database, path: Path
) -> None:
    await keep(database, path, SMALL)
    ines = (await people(database))["ines"].id
    async with database.writing() as session:
        secret = await identity.open_session(session, ines, LIFETIMES)
        token = {"hash": "h", "hint": "x", "name": "intranet", "scopes": ["read"], "person_id": ines}
        await session.execute(sa.insert(TOKENS).values(**token, expires_at=now() + timedelta(days=9)))
        await session.commit()
    leaving = [person("ines", manager_external_id="karim", unit_path=SHOP, status="inactive")]
    report = await keep(database, path, leaving)
    assert (report.deactivated, report.updated, report.unchanged) == (1, 0, 0)
    async with database.reading() as session:
        assert not await identity.signed_in(session, [secret])
        for table in (SIGN_IN_SESSIONS, TOKENS):
            assert await session.scalar(sa.select(table.c.revoked_at)) is not None
        told = await session.execute(
            sa.select(EVENTS.c.subject_id).where(EVENTS.c.name == "person.deactivated")
        )
        assert told.scalars().all() == [ines]
        assert await identity.headcount_of(session, None) == 2
    assert (await keep(database, path, leaving)).unchanged == 1


async def test_a_leaver_s_roles_end_and_do_not_come_back(database: Database, path: Path) -> None:
    await keep(database, path, SMALL)
    ines = (await people(database))["ines"].id
    async with database.writing() as session:
        await session.execute(sa.insert(ROLE_GRANTS).values(person_id=ines, role=Role.ADMINISTRATOR))
        await session.commit()
    await keep(database, path, [person("ines", unit_path=SHOP, status="inactive")])
    await keep(database, path, [person("ines", unit_path=SHOP)])
    async with database.reading() as session:
        actor = await identity.actor_of(session, ines)
        assert actor is not None
        assert not actor.may_somewhere(Permission.ROLES_GRANT)


async def test_a_person_who_returns_is_active_again(database: Database, path: Path) -> None:
    await keep(database, path, [person("ines", status="inactive")])
    report = await keep(database, path, [person("ines")])
    assert report.updated == 1
    assert (await people(database))["ines"].status == "active"
