"""A process to be killed: `answer` for the people it is told of, or `seal` a closed wave.

Prints the number of each person as soon as their answers are acknowledged.
"""

import asyncio
import sys
from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Database
from backend.core.vault import Vault
from backend.reactions import REACTIONS
from backend.worker import Worker
from tests.pulse.scene import various

SECRET = "a secret of the tests"
CLIENTS = 16


def over(url: sa.URL) -> Database:
    return Database(url, {"reactions": REACTIONS, "vault": Vault(SECRET), "zone": ZoneInfo("Europe/Paris")})


async def answer(database: Database, wave_id: UUID, people: Iterator[str]) -> None:
    """Sixteen at a time; a database that goes away ends it."""
    writer = pulse.BallotWriter(database)

    async def client() -> None:
        for line in people:
            number, person_id = line.split()
            given = pulse.AnswersInput(answers=various(int(number)), comment=f"Mot {number}.")
            async with database.reading() as session:
                try:
                    await pulse.submit(session, writer, Actor(UUID(person_id)), wave_id, given)
                except pulse.errors.AlreadyCounted:
                    """They were counted, and the acknowledgement got lost: it is given now."""
            print(number, flush=True)

    await asyncio.gather(*(client() for _ in range(CLIENTS)))


async def main(what: str, address: str, *rest: str) -> None:
    database = over(sa.make_url(address))
    if what == "answer":
        await answer(database, UUID(rest[0]), iter(sys.stdin.read().splitlines()))
    else:
        await Worker(database).drain()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
