"""People who answer through the servers of a house, trying again until they are told they are counted."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2

from backend import identity
from backend.core.db import Database
from backend.http import cookies
from backend.settings import Settings
from schema.ids import encode
from tests.faces import LIFETIMES
from tests.proof.front_door.house import House
from tests.proof.front_door.serving import SECRET, client
from tests.pulse.scene import various

AT_ONCE = 16
PAUSE_SECONDS = 0.1
SUBMIT = """mutation($input: SubmitAnswersInput!) { done: submitAnswers(input: $input) { __typename
  ... on UserError { code } } }"""


@dataclass
class Answering:
    """Number n says « Mot n. »; what one door does not answer is asked at the next."""

    house: House
    wave_id: UUID
    cookies: Mapping[int, str]
    acknowledged: set[int] = field(default_factory=set)
    tries: int = 0

    async def send(self, numbers: Sequence[int]) -> None:
        """Until each is acknowledged."""
        waiting = iter(numbers)
        await asyncio.gather(*(self._one_client(waiting) for _ in range(AT_ONCE)))

    async def _one_client(self, waiting: Iterator[int]) -> None:
        clients = {door: client(door) for door in self.house.doors}
        for number in waiting:
            while True:
                if await self._is_counted(clients, number):
                    self.acknowledged.add(number)
                    break
                await asyncio.sleep(PAUSE_SECONDS)
        for one in clients.values():
            await one.aclose()

    async def _is_counted(self, clients: Mapping[int, httpx2.AsyncClient], number: int) -> bool:
        """Whether the server said so; whatever else happens, they may be counted or not."""
        self.tries += 1
        door = self.house.doors[self.tries % len(self.house.doors)]
        given = {"waveId": encode("Wave", self.wave_id), "answers": said(number), "comment": f"Mot {number}."}
        sent = {"query": SUBMIT, "variables": {"input": given}}
        headers = {"cookie": f"{cookies.SESSION}={self.cookies[number]}"}
        try:
            answer = await clients[door].post("/graphql", json=sent, headers=headers)
        except httpx2.TransportError:
            return False
        done = answer.status_code == 200 and (answer.json().get("data") or {}).get("done")
        if not done:
            return False
        # A first try may have been counted, and its acknowledgement lost: it is given now.
        assert done["__typename"].endswith("Success") or done["code"] == "already_counted", done
        return True


def said(number: int) -> list[dict[str, Any]]:
    """Answers of all kinds, as GraphQL takes them."""
    return [
        {"question": key, "choices": value} if isinstance(value, list) else {"question": key, "number": value}
        for key, value in various(number).items()
    ]


async def signed_in(database: Database, people: Sequence[UUID]) -> dict[int, str]:
    """A session cookie of each, by their number."""
    settings = Settings(mode="development", secret_key=SECRET)
    async with database.writing() as session:
        opened = [await identity.open_session(session, one, LIFETIMES) for one in people]
        await session.commit()
    return {number: cookies.signed(settings, secret) for number, secret in enumerate(opened)}
