"""Application tokens: who may make them, how far they reach, when they end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core import clock
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.core.errors import InvalidInput, NotFound, checked
from backend.core.listing import Page
from backend.events import EVENTS
from backend.identity.models import TOKENS
from backend.identity.token_secrets import is_token
from tests.cast import Cast


async def a_token(cast: Cast, maker: str, owner: str, *scopes: str, days: int = 30) -> str:
    actor = await cast.actor(maker)
    given = checked(identity.NewToken, {"name": "Intranet", "scopes": scopes, "days": days})
    async with cast.database.writing() as session:
        person = await identity.get_person(session, cast.people[owner])
        _, secret = await identity.create_token(session, actor, person, given)
        await session.commit()
    return secret


async def bearer(database: Database, secret: str) -> identity.Bearer | None:
    async with database.reading() as session:
        return await identity.bearer_of(session, secret)


async def test_ines_makes_a_token_that_acts_as_her_within_its_scopes(cast: Cast, database: Database) -> None:
    secret = await a_token(cast, "ines", "ines", "circles:read")
    found = await bearer(database, secret)
    assert found is not None
    assert found.stale
    assert found.actor.person_id == cast.people["ines"]
    identity.require_scope(found.actor, "circles", "read")
    with pytest.raises(identity.ScopeMissing):
        identity.require_scope(found.actor, "circles", "write")


async def test_the_secret_is_stored_nowhere_and_its_making_is_recorded(
    cast: Cast, database: Database
) -> None:
    secret = await a_token(cast, "maud", "karim", "read")
    async with database.reading() as session:
        row = (await session.execute(sa.select(TOKENS))).one()
        event = (await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "token.created"))).one()
    assert secret not in str(row)
    assert row.hash == identity.digest(secret)
    assert event.actor_id == cast.people["maud"]
    assert event.payload["person_id"] == str(cast.people["karim"])
    assert secret not in str(event.payload)


async def test_a_token_knows_whether_somebody_else_made_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        ines = await identity.get_person(session, cast.people["ines"])
        given = checked(identity.NewToken, {"name": "Intranet", "scopes": ["read"]})
        _, made_here = await identity.create_token(session, SYSTEM, ines, given)
        await session.commit()
    lent, own = await a_token(cast, "maud", "ines", "read"), await a_token(cast, "ines", "ines", "read")
    found = [await bearer(database, secret) for secret in (lent, own, made_here)]
    assert [one and one.actor.by_another for one in found] == [True, False, False]


async def test_only_the_administrator_makes_a_token_for_somebody_else(cast: Cast, database: Database) -> None:
    with pytest.raises(identity.NotAllowed):
        await a_token(cast, "karim", "ines", "read")
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(TOKENS)) == 0


async def test_a_token_makes_no_token_that_would_outlive_its_revocation(
    cast: Cast, database: Database
) -> None:
    tool = await bearer(database, await a_token(cast, "maud", "maud", "write"))
    assert tool is not None
    given = checked(identity.NewToken, {"name": "Copy", "scopes": ["circles:read"]})
    async with database.writing() as session:
        maud = await identity.get_person(session, cast.people["maud"])
        with pytest.raises(identity.MadeByToken):
            await identity.create_token(session, tool.actor, maud, given)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scopes": ["circles:delete"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"days": 367}, "days"),
        ({"days": 0}, "days"),
        ({"name": "  "}, "name"),
    ],
)
def test_a_token_that_makes_no_sense_is_refused_by_its_field(values: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked(identity.NewToken, {"name": "Intranet", "scopes": ["read"], **values})
    assert list(refused.value.problems) == [field]


async def test_an_expired_a_revoked_and_a_mistyped_token_are_nobody(cast: Cast, database: Database) -> None:
    secret = await a_token(cast, "ines", "ines", "read", days=1)
    assert await bearer(database, secret[:-1] + ("0" if secret[-1] != "0" else "1")) is None
    clock.travel(timedelta(days=1, seconds=1))
    try:
        assert await bearer(database, secret) is None
    finally:
        clock.travel(timedelta())
    ines = await cast.actor("ines")
    async with database.writing() as session:
        [row] = (await identity.visible_tokens(session, ines, Page())).items
        await identity.revoke_token(session, ines, row.id)
        await session.commit()
    assert await bearer(database, secret) is None
    async with database.writing() as session:
        with pytest.raises(identity.AlreadyRevoked):
            await identity.revoke_token(session, ines, row.id)


async def test_somebody_elses_token_does_not_exist_but_for_the_administrator(
    cast: Cast, database: Database
) -> None:
    await a_token(cast, "ines", "ines", "read")
    karim, maud = await cast.actor("karim"), await cast.actor("maud")
    async with database.reading() as session:
        assert not (await identity.visible_tokens(session, karim, Page())).items
        [row] = (await identity.visible_tokens(session, maud, Page())).items
    assert (row.person_name, row.scopes) == ("Inès Marchetti", ("read",))
    async with database.writing() as session:
        with pytest.raises(NotFound):
            await identity.revoke_token(session, karim, row.id)


async def test_scanners_recognise_a_token_by_its_prefix_and_checksum(cast: Cast) -> None:
    secret = await a_token(cast, "ines", "ines", "read")
    assert secret.startswith("diap_")
    assert is_token(secret)
    assert not is_token("diap_" + "a" * 49)
    assert not is_token(secret.removeprefix("diap_"))
