"""Many who write at once and try again under the same key until they are told that it is done."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2

from schema.ids import encode
from tests.proof.front_door.house import House
from tests.proof.front_door.serving import client

AT_ONCE = 32
PAUSE_SECONDS = 0.3
REPORT = """mutation($input: SubmitReportInput!) { done: submitReport(input: $input) { __typename
  ... on UserError { code } } }"""
INVITATION = """mutation($input: InviteToCircleInput!) { done: inviteToCircle(input: $input) { __typename
  ... on UserError { code } } }"""


@dataclass
class Writes:
    """Write n is a report when n is even, and else an invitation of colleague n // 2 to a circle.

    They come through a proxy, in that what one door does not answer is asked at the next.
    """

    house: House
    secret: str
    slug: str
    colleagues: Sequence[UUID]
    acknowledged: set[int] = field(default_factory=set)
    tries: int = 0
    clients: dict[int, httpx2.AsyncClient] = field(default_factory=dict)

    async def send(self, numbers: Sequence[int]) -> None:
        """Until each is acknowledged."""
        waiting = iter(numbers)
        await asyncio.gather(*(self._one_client(waiting) for _ in range(AT_ONCE)))

    async def close(self) -> None:
        for one in self.clients.values():
            await one.aclose()

    async def _one_client(self, waiting: Iterator[int]) -> None:
        for number in waiting:
            while True:
                if await self._is_done(number):
                    self.acknowledged.add(number)
                    break
                await asyncio.sleep(PAUSE_SECONDS)

    async def _is_done(self, number: int) -> bool:
        """Whether the server said so; whatever else happens, it may be done or not."""
        self.tries += 1
        door = self.house.doors[self.tries % len(self.house.doors)]
        if door not in self.clients:
            self.clients[door] = client(door, authorization=f"Bearer {self.secret}")
        try:
            answer = await self.clients[door].post("/graphql", json=self._body(number))
        except httpx2.TransportError:
            return False
        done = answer.status_code == 200 and (answer.json().get("data") or {}).get("done")
        if not done:
            return False
        assert done["__typename"].endswith("Success"), done
        return True

    def _body(self, number: int) -> dict[str, Any]:
        given: dict[str, Any] = {"idempotencyKey": f"write {number}"}
        if number % 2 == 0:
            given |= {"kind": "IDEA", "title": f"Remontée {number}"}
            return {"query": REPORT, "variables": {"input": given}}
        given |= {"slug": self.slug, "personIds": [encode("Person", self.colleagues[number // 2])]}
        return {"query": INVITATION, "variables": {"input": given}}
