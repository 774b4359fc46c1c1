"""The product's faces for tests: a signed-in browser without a screen, and a tool speaking GraphQL."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
from starlette.applications import Starlette

from backend import identity
from backend.app import build_app
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.http import cookies
from backend.services import UI, Services
from backend.settings import Settings
from tests.cast import Cast

BASE = "http://diapason.test"
LIFETIMES = identity.Lifetimes(timedelta(hours=1), timedelta(hours=8), timedelta(minutes=10))


@dataclass
class Faces:
    """The application over a test's database; clients by name of the cast."""

    cast: Cast
    app: Starlette
    clients: dict[str | None, httpx2.AsyncClient] = field(default_factory=dict)

    async def browser(self, name: str | None) -> httpx2.AsyncClient:
        """A browser signed in as `name`, or signed out; it sends what our own pages' forms send."""
        if name not in self.clients:
            client = httpx2.AsyncClient(
                transport=httpx2.ASGITransport(app=self.app),
                base_url=BASE,
                headers={"sec-fetch-site": "same-origin", "accept-language": "fr"},
            )
            if name is not None:
                client.cookies.set(cookies.SESSION, await self.session_cookie(name))
            self.clients[name] = client
        return self.clients[name]

    async def graphql(self, name: str | None, query: str, **variables: Any) -> dict[str, Any]:
        """The answer (`data`, `errors`) to a document sent as `name`, without what it cost."""
        client = await self.browser(name)
        response = await client.post("/graphql", json={"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        return {name: part for name, part in answer.items() if name != "extensions"}

    async def session_cookie(self, name: str) -> str:
        """The cookie of a new session of `name`."""
        async with self.cast.database.writing() as session:
            secret = await identity.open_session(session, self.cast.people[name], LIFETIMES)
            await session.commit()
        services: Services = self.app.state.services
        return cookies.signed(services.settings, secret)

    async def close(self) -> None:
        for client in self.clients.values():
            await client.aclose()


def faces_over(cast: Cast, database: Database, **changes: Any) -> Faces:
    """The application served over an existing database, without its worker; `changes` are settings."""
    given = {"mode": "development", "base_url": BASE, "oidc_issuer": "http://issuer.test"} | changes
    settings = Settings(**given)
    services = Services(settings=settings, database=database, catalogues=Catalogues.load(UI / "locale"))
    return Faces(cast, build_app(settings, services))
