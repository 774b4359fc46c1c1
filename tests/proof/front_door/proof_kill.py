"""kill -9 of a server, of the worker and of PostgreSQL during 3,000 writes: none is lost, none done twice."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from backend import identity
from backend.circles.models import MEMBERSHIPS, MembershipStatus
from backend.core.clock import now
from backend.core.db import Database
from backend.events import EVENTS
from backend.jobs import JOBS, JobStatus
from backend.jobs.queue import LEASE
from backend.notifications.models import NOTIFICATIONS, READERS, NotificationKind
from backend.reports.models import REPORTS
from tests.cast import Cast
from tests.circles.scene import a_circle
from tests.proof.front_door.house import House, Kill, running_house
from tests.proof.front_door.serving import migrated
from tests.proof.front_door.writes import Writes
from tests.proof.own_postgres import Killable
from tests.pulse.scene import colleagues

WRITES, KILLS = 3000, 5
EARLIEST, LATEST = 0.1, 1.0
"""Seconds after the writes of a round begin."""
MOST_SECONDS = 20
PAUSE_SECONDS = 0.05
TOLD = NOTIFICATIONS.c.kind == NotificationKind.INVITATION
READY = JOBS.c.status == JobStatus.READY


async def test_nothing_acknowledged_is_lost_or_doubled(killable: Killable) -> None:
    async with migrated(killable.url) as cast, running_house(killable.url, killable.postgres) as house:
        await proven(cast, house)


async def proven(cast: Cast, house: House) -> None:
    database = cast.database
    writes = await about_to_write(cast, house)
    rounds = [(name, kill) for name, kill in house.kills.items() for _ in range(KILLS)]
    random.shuffle(rounds)
    size, took = WRITES // len(rounds), {name: [0.0] for name, _ in rounds}
    for number, (name, kill) in enumerate(rounds):
        took[name].append(await shaken(writes, range(number * size, (number + 1) * size), kill, database))
    await writes.close()
    assert len(writes.acknowledged) == WRITES
    jobs_took = await jobs_done(database)
    await done_once(database)
    kind, kills = database.url.get_backend_name(), len(rounds)
    print(
        f"\n{kind}: {WRITES} writes, {writes.tries - WRITES} tries more, {kills} kills; none lost, none twice"
    )
    for name, seconds in took.items():
        print(f"  {name} killed {KILLS} times: all is well again in {max(seconds):.1f} s at most")
    print(f"  every job done once, {jobs_took:.0f} s after the last write (a lease is {LEASE.seconds} s)")
    print(f"  the house had opened in {house.opened_in:.1f} s")
    assert max(max(seconds) for seconds in took.values()) < MOST_SECONDS


async def about_to_write(cast: Cast, house: House) -> Writes:
    """Karim, who leads a circle, and whom he invites to it."""
    slug = await a_circle(cast)
    karim = await cast.actor("karim")
    async with cast.database.writing() as session:
        staff = await colleagues(session, cast, "boutique", WRITES // 2)
        given = identity.NewToken(name="intranet", scopes=frozenset({"read", "write"}))
        person = await identity.get_person(session, cast.people["karim"])
        _, secret = await identity.create_token(session, karim, person, given)
        await session.commit()
    return Writes(house, secret, slug, staff)


async def shaken(writes: Writes, numbers: Sequence[int], kill: Kill, database: Database) -> float:
    """Write while something is killed; returns the seconds until all is well again.

    That is: it has started again, writes are acknowledged, and jobs are done, those in hand excepted.
    """
    writing = asyncio.create_task(writes.send(numbers))
    await asyncio.sleep(random.uniform(EARLIEST, LATEST))
    assert not writing.done(), "the kill came too late to disturb anybody"
    began = time.monotonic()
    await kill()
    acknowledged, told = len(writes.acknowledged), await counted(database, NOTIFICATIONS, TOLD)
    async with asyncio.timeout(3 * MOST_SECONDS):
        while True:
            goes_on = writing.done() or len(writes.acknowledged) > acknowledged
            if goes_on and (
                not await due(database, READY) or await counted(database, NOTIFICATIONS, TOLD) > told
            ):
                break
            await asyncio.sleep(PAUSE_SECONDS)
    took = time.monotonic() - began
    await writing
    return took


async def jobs_done(database: Database) -> float:
    """Wait until no job is due or in hand; a killed worker's are run once its lease ends."""
    began = time.monotonic()
    async with asyncio.timeout(2 * LEASE.seconds):
        while True:
            if not await due(database):
                return time.monotonic() - began
            await asyncio.sleep(PAUSE_SECONDS)


async def due(database: Database, *where: sa.ColumnElement[bool]) -> int:
    """Jobs promised for now or before, in hand or not; the timetable's are for later."""
    return await counted(database, JOBS, JOBS.c.run_at <= now() + timedelta(seconds=1), *where)


async def counted(database: Database, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    async with database.reading() as session:
        return int(await session.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0)


async def done_once(database: Database) -> None:
    """Each write, its event, and what followed from it."""
    half = WRITES // 2
    async with database.reading() as session:
        titles = Counter((await session.execute(sa.select(REPORTS.c.title))).scalars())
    assert titles == Counter(f"Remontée {2 * n}" for n in range(half))
    invited = MEMBERSHIPS.c.status == MembershipStatus.INVITED
    assert await counted(database, MEMBERSHIPS, invited) == half
    for name in ("report.submitted", "membership.invited"):
        assert await counted(database, EVENTS, EVENTS.c.name == name) == half, name
    assert await counted(database, NOTIFICATIONS, TOLD) == half
    told = sa.select(NOTIFICATIONS.c.person_id).where(TOLD)
    assert await counted(database, READERS, READERS.c.unread == 1, READERS.c.person_id.in_(told)) == half
