"""Webhooks for tests: a tool that Maud lets know, and a line that answers as told."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2

from backend import webhooks
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.settings import Settings
from backend.webhooks import Family, PastDelivery, Poster, WebhookInput
from tests.cast import Cast

URL = "https://hooks.example/in"


async def a_webhook(session: Session, cast: Cast, **more: Any) -> UUID:
    """A tool told of reports and threads, unless said otherwise."""
    given = WebhookInput.model_validate({"name": "Tickets", "url": URL, "families": list(Family), **more})
    return (await webhooks.add_webhook(session, await cast.actor("maud"), given))[0].id


@dataclass
class Tool:
    """What the tool received, and the status it answers."""

    status: int = 204
    seen: list[httpx2.Request] = field(default_factory=list)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        return httpx2.Response(self.status)

    @asynccontextmanager
    async def reached_from(self, database: Database) -> AsyncIterator[None]:
        """The database's jobs reach this tool instead of the internet."""

        async def found(host: str, port: int) -> Sequence[str]:
            return ["93.184.216.34"]

        database.info["poster"] = Poster(found, httpx2.MockTransport(self.answer))
        database.info["settings"] = Settings(mode="development", base_url="https://diapason.example")
        yield
        del database.info["poster"], database.info["settings"]


async def a_dead_delivery(session: Session, cast: Cast) -> tuple[UUID, UUID]:
    """A webhook, and what it was to be told when every try failed."""
    webhook_id = await a_webhook(session, cast)
    past = PastDelivery("report.kept", "{}", now(), now(), tries=10, status=503, error="answered")
    return webhook_id, await webhooks.bring_in(session, webhook_id, past)
