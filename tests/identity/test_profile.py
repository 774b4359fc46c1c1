"""One's own settings, and ending one's own sessions."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.db import Database
from backend.core.errors import InvalidInput, NotFound, checked
from backend.events import EVENTS
from tests.cast import Cast
from tests.faces import LIFETIMES


async def payloads(database: Database) -> list[dict[str, object]]:
    async with database.reading() as session:
        return list((await session.execute(sa.select(EVENTS.c.payload))).scalars())


async def test_ines_settles_her_theme_and_only_a_change_is_recorded(cast: Cast, database: Database) -> None:
    for _ in range(2):
        async with database.writing() as session:
            given = checked(identity.ProfileInput, {"theme": "dark", "locale": "fr"})
            await identity.update_profile(session, await cast.actor("ines"), given)
            await session.commit()
    async with database.reading() as session:
        person = await identity.get_person(session, cast.people["ines"])
    assert (person.theme, person.time_zone) == (identity.Theme.DARK, "Europe/Paris")
    assert await payloads(database) == [{"changed": ["theme"]}]


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("locale", "de"), ("theme", "pink")]
)
def test_settings_that_do_not_exist_are_refused(field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked(identity.ProfileInput, {field: value})
    assert list(refused.value.problems) == [field]


async def test_one_signs_out_ones_own_browsers_only(cast: Cast, database: Database) -> None:
    async def sessions(name: str) -> list[UUID]:
        async with database.reading() as session:
            return [row.id for row in await identity.open_sessions(session, cast.people[name])]

    async with database.writing() as session:
        for name in ("ines", "ines", "karim"):
            await identity.open_session(session, cast.people[name], LIFETIMES)
        await session.commit()
    ines, first = await cast.actor("ines"), (await sessions("ines"))[0]
    async with database.writing() as session:
        with pytest.raises(NotFound):
            await identity.sign_out_session(session, ines, (await sessions("karim"))[0])
        await identity.sign_out_session(session, ines, first)
        with pytest.raises(NotFound):
            await identity.sign_out_session(session, ines, first)
        assert await identity.sign_out_everywhere(session, ines) == 1
        await session.commit()
    assert (await sessions("ines"), len(await sessions("karim"))) == ([], 1)
