"""`/graphql` over HTTP: who is calling, and the operation's context."""

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from backend import identity
from backend.core.actor import Actor
from backend.services import Services
from backend.web.cookies import session_secret
from backend.web.guard import comes_from_us
from schema.context import Context

if TYPE_CHECKING:
    from strawberry.schema import BaseSchema


class Endpoint(GraphQL[Context, None]):
    """Strawberry's ASGI application with our context."""

    def __init__(self, schema: "BaseSchema", services: Services) -> None:
        super().__init__(schema, graphql_ide=None, allow_queries_via_get=False)
        self.services = services

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        actor = await self._caller(request)
        locale = actor.locale if actor else self.services.settings.default_locale
        return Context(services=self.services, actor=actor, locale=locale)

    async def _caller(self, request: Request | WebSocket) -> Actor | None:
        """The person behind a token if one was sent, else behind our own pages' cookie.

        A token that is not live answers 401: a tool is told at once, rather than taken for a stranger.
        """
        scheme, _, sent = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            bearer = await self._bearer(sent.strip())
            if bearer is None:
                raise HTTPException(401, "This token is not valid.", {"WWW-Authenticate": "Bearer"})
            return bearer.actor
        secret = session_secret(self.services.settings, request.cookies)
        if not secret or not isinstance(request, Request):
            return None
        if not comes_from_us(request, self.services.settings.base_url):
            return None
        async with self.services.database.reading() as session:
            signed_in = await identity.signed_in(session, secret)
            return signed_in.actor if signed_in else None

    async def _bearer(self, secret: str) -> identity.Bearer | None:
        async with self.services.database.reading() as session:
            bearer = await identity.bearer_of(session, secret)
        if bearer is not None and bearer.stale:
            async with self.services.database.writing() as session:
                await identity.touch_token(session, bearer.token_id)
                await session.commit()
        return bearer


def graphql_routes(services: Services) -> list[BaseRoute]:
    """The route of the endpoint."""
    from schema import schema

    return [Route("/graphql", Endpoint(schema, services))]
