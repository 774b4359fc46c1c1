"""The secret key is changed as docs/operations.md says: what was signed or wrapped before keeps its worth."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from backend import digests, pulse, reports
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.vault import Vault
from backend.core.wrapped import Under
from backend.digests.subscriptions import token_of
from backend.http import cookies
from backend.notifications import NotificationKind
from backend.notifications.unsubscribing import letterhead, token_for
from backend.pulse.errors import AlreadyCounted
from backend.services import WRAPPED
from backend.settings import Settings
from backend.webhooks.models import WEBHOOKS
from tests.cast import Cast
from tests.pulse.scene import an_open_wave, answered, payloads
from tests.webhooks.scenes import a_webhook

OLD, NEW = "o" * 40, "n" * 40


def settings(secret: str, *before: str) -> Settings:
    return Settings(
        mode="development", secret_key=SecretStr(secret), secret_key_previous=SecretStr(", ".join(before))
    )


@pytest.fixture
def house(database: Database) -> Iterator[Database]:
    """A house whose secrets change."""
    before = database.info["vault"]
    yield database
    database.info["vault"] = before


def give(house: Database, *secrets: str) -> None:
    """Start its processes again with these secrets, the one in force first."""
    house.info["vault"] = Vault(*settings(*secrets).secret_keys)


async def rewrapped(house: Database) -> Counter[Under]:
    """What `diapason rewrap` found and mended."""
    found: Counter[Under] = Counter()
    async with house.writing() as session:
        for one in WRAPPED:
            found += await one.rewrap(session, house.info["vault"])
        await session.commit()
    return found


async def secret_of(house: Database, webhook_id: UUID) -> bytes:
    vault: Vault = house.info["vault"]
    async with house.reading() as session:
        sealed = await session.scalar(sa.select(WEBHOOKS.c.sealed_secret).where(WEBHOOKS.c.id == webhook_id))
    assert sealed is not None
    return vault.unwrap(sealed, webhook_id.bytes)


async def test_an_open_survey_and_a_webhook_go_on_under_the_new_secret(cast: Cast, house: Database) -> None:
    give(house, OLD)
    wave_id = await an_open_wave(cast)
    await answered(cast, pulse.BallotWriter(house), "ines", wave_id)
    async with house.writing() as session:
        webhook_id = await a_webhook(session, cast)
        await session.commit()
    secret = await secret_of(house, webhook_id)

    give(house, NEW, OLD)
    await answered(cast, pulse.BallotWriter(house), "karim", wave_id)
    assert await rewrapped(house) == {Under.EARLIER: 2}
    assert await rewrapped(house) == {Under.CURRENT: 2}

    give(house, NEW)
    await answered(cast, pulse.BallotWriter(house), "thomas", wave_id)
    for name in ("ines", "karim", "thomas"):
        with pytest.raises(AlreadyCounted):
            await answered(cast, pulse.BallotWriter(house), name, wave_id)
    assert len(await payloads(cast, wave_id)) == 3
    assert await secret_of(house, webhook_id) == secret


async def test_what_a_secret_that_is_lost_wrapped_is_counted_and_left_as_it_is(
    cast: Cast, house: Database
) -> None:
    give(house, OLD)
    wave_id = await an_open_wave(cast)
    give(house, NEW)
    assert await rewrapped(house) == {Under.UNKNOWN: 1}
    give(house, OLD)
    await answered(cast, pulse.BallotWriter(house), "ines", wave_id)


async def test_what_was_signed_is_known_until_the_secret_of_then_is_taken_away(
    cast: Cast, house: Database
) -> None:
    ines = cast.people["ines"]
    old, both, new = settings(OLD), settings(NEW, OLD), settings(NEW)
    cookie = {cookies.SESSION: cookies.signed(old, "a session")}
    link, today = token_of(old, ines, ines), reports.day_pass(old)
    give(house, OLD)
    async with house.reading() as session:
        letter = token_for(session, ines, [NotificationKind.REPORT])
        feed = await digests.feed_key(session, old, ines)

    give(house, NEW, OLD)
    assert cookies.session_secret(both, cookie) == "a session"
    assert digests.read_token(both, link) == (ines, ines)
    reports.check_pass(both, today)
    async with house.reading() as session:
        assert (await digests.feed_reader(session, both, feed)).person_id == ines
        assert letterhead(session, letter).person_id == ines
    assert cookies.session_secret(new, {cookies.SESSION: cookies.signed(both, "another")}) == "another"

    give(house, NEW)
    assert cookies.session_secret(new, cookie) is None
    with pytest.raises(digests.errors.LinkExpired):
        digests.read_token(new, link)
    with pytest.raises(reports.errors.PassExpired):
        reports.check_pass(new, today)
    async with house.reading() as session:
        with pytest.raises(NotFound):
            await digests.feed_reader(session, new, feed)
        with pytest.raises(NotFound):
            letterhead(session, letter)
