"""kill -9 of what serves people as they answer, and of what seals: every acknowledged answer counts, once."""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from itertools import cycle, islice
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Database
from backend.core.vault import Vault
from backend.jobs import JOBS
from backend.pulse.models import PARTICIPATIONS, WAVES, WaveStatus
from backend.reactions import REACTIONS
from tests.cast import Cast
from tests.proof.front_door.house import House, Kill, running_house
from tests.proof.front_door.serving import SECRET, migrated
from tests.proof.own_postgres import Killable
from tests.proof.pulse.answering import Answering, signed_in
from tests.proof.pulse.kills import count, counted_once
from tests.pulse.scene import an_open_wave, closed, colleagues, payloads

PEOPLE, KILLS = 2000, 6
EARLIEST, LATEST = 0.1, 0.8
"""Seconds after the answers of a round begin, or after the sealing may begin."""
MOST_SECONDS = 120


async def test_every_answer_acknowledged_over_http_is_counted_once(killable: Killable) -> None:
    async with migrated(killable.url) as cast, running_house(killable.url, killable.postgres) as house:
        await proven(cast, house)


async def proven(cast: Cast, house: House) -> None:
    database = cast.database
    database.info |= {"reactions": REACTIONS, "vault": Vault(SECRET), "zone": ZoneInfo("Europe/Paris")}
    async with database.writing() as session:
        staff = await colleagues(session, cast, "boutique", PEOPLE)
        await session.commit()
    wave_id = await an_open_wave(cast)
    answering = Answering(house, wave_id, await signed_in(database, staff))
    answered = [kill for name, kill in house.kills.items() if name != "the worker"]
    for number, kill in enumerate(islice(cycle(answered), KILLS)):
        size = PEOPLE // KILLS + 1
        await shaken(answering, range(number * size, min(PEOPLE, (number + 1) * size)), kill)
        counted = {payload["comment"] for payload in await payloads(cast, wave_id)}
        assert {f"Mot {one}." for one in answering.acknowledged} <= counted
    said = Counter(payload["comment"] for payload in await payloads(cast, wave_id))
    assert said == Counter(f"Mot {n}." for n in range(PEOPLE))
    assert await count(database, PARTICIPATIONS) == PEOPLE
    await closed(cast, wave_id)
    sealing = list(islice(cycle(house.kills.values()), KILLS))
    early = [await came_early(database, wave_id, kill) for kill in sealing]
    await sealed(database, wave_id)
    await counted_once(database, wave_id, PEOPLE)
    kind, more = database.url.get_backend_name(), answering.tries - PEOPLE
    print(
        f"{kind}, over HTTP: {PEOPLE} answers, {more} tries more, {KILLS} kills, {sum(early)} more while"
        " sealing; every acknowledged one counted once, sealed once"
    )


async def shaken(answering: Answering, numbers: range, kill: Kill) -> None:
    """Answer while something is killed."""
    sending = asyncio.create_task(answering.send(numbers))
    await asyncio.sleep(random.uniform(EARLIEST, LATEST))
    assert not sending.done(), "the kill came too late to disturb anybody"
    await kill()
    await sending


async def came_early(database: Database, wave_id: UUID, kill: Kill) -> bool:
    """Whether the kill came while the wave was not sealed yet; the lease of the killed ends at once."""
    await asyncio.sleep(random.uniform(EARLIEST, LATEST))
    status = await status_of(database, wave_id)
    await kill()
    async with database.writing() as session:
        await session.execute(sa.update(JOBS).values(leased_until=now() - timedelta(1), run_at=now()))
        await session.commit()
    return status is not WaveStatus.SEALED


async def sealed(database: Database, wave_id: UUID) -> None:
    async with asyncio.timeout(MOST_SECONDS):
        while True:
            if await status_of(database, wave_id) is WaveStatus.SEALED:
                return
            await asyncio.sleep(0.1)


async def status_of(database: Database, wave_id: UUID) -> WaveStatus:
    async with database.reading() as session:
        found = await session.execute(sa.select(WAVES.c.status).where(WAVES.c.id == wave_id))
    status: WaveStatus = found.scalar_one()
    return status
