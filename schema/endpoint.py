"""`/graphql` over HTTP: one operation a request, answered as the GraphQL-over-HTTP specification says."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from backend import identity
from backend.core.actor import Actor
from backend.core.errors import DomainError
from backend.core.i18n import negotiate
from backend.core.pace import TooManyCalls
from backend.http.addresses import counted_address
from backend.services import Services
from schema.body import GRAPHQL_JSON, BodyTooLarge, JsonOnly, PostOnly, read, wanted_type
from schema.callers import caller_of, note_used
from schema.context import Context, CutShort, TooSlow
from schema.errors import UNFIT, as_error, as_errors, unfit
from schema.graphiql import graphiql_routes
from schema.limits import MOST_OF
from schema.streaming import events

if TYPE_CHECKING:
    from strawberry.schema import BaseSchema

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (identity.TokenRefused, 401),
    (identity.ProviderUnreachable, 503),
    (identity.OtherOrigin, 403),
    (PostOnly, 405),
    (TooManyCalls, 429),
    (TooSlow, 503),
    (CutShort, 503),
    (BodyTooLarge, 413),
    (JsonOnly, 415),
)
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
"""All of these are answered, so that the refusal of all but the first two is typed like any other."""
OPERATIONS = {
    "GET": frozenset({OperationType.QUERY}),
    "POST": frozenset({OperationType.QUERY, OperationType.MUTATION}),
}


class Endpoint:
    """Answers operations over one schema: by POST, and queries by GET too. There is no batching."""

    def __init__(self, schema: "BaseSchema", services: Services) -> None:
        self.schema = schema
        self.services = services

    async def answer(self, request: Request) -> Response:
        """The answer to one request; whatever is refused before the operation runs has no `data`."""
        settings = self.services.settings
        language = negotiate(request.headers.get("accept-language", ""), settings.default_locale)
        address = counted_address(request)
        context = Context(services=self.services, actor=None, locale=language, pace=address)
        media = wanted_type(request.headers.get("accept", ""))
        try:
            caller = await caller_of(request, self.services)
            if caller is not None:
                context.actor, context.pace = caller.actor, caller.pace
                context.locale = caller.actor.locale
            if "text/event-stream" in request.headers.get("accept", ""):
                return await self._stream(request, context)
            result = await self._run(request, context)
            if caller is not None and caller.stale_session and not context.leaves_no_trace:
                await note_used(self.services, caller.stale_session)
        except DomainError as refusal:
            return _refused(context, refusal, media)
        errors = as_errors(context, result)
        answer: dict[str, Any] = {"errors": errors} if errors else {}
        began = result.data is not None or any("path" in error for error in errors)
        if began or not errors:
            answer["data"] = result.data
        if context.cost is not None:
            answer["extensions"] = {"cost": {"requested": context.cost, "limit": MOST_OF["cost"]}}
        # The older media type has no way to tell a refused request but its body.
        return _response(answer, 400 if not began and errors and media == GRAPHQL_JSON else 200, media)

    async def _stream(self, request: Request, context: Context) -> Response:
        asked = await read(request)

        async def again() -> Actor | None:
            caller = await caller_of(request, self.services)
            return caller.actor if caller else None

        context.again = again
        told = events(self.schema, asked, context)
        # A proxy that gathers an answer before passing it on would hold every event back.
        return StreamingResponse(told, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    async def _run(self, request: Request, context: Context) -> ExecutionResult:
        asked = await read(request)
        try:
            async with asyncio.timeout(None) as context.limit:
                context.start_clock()
                return await self.schema.execute(
                    asked.query,
                    variable_values=asked.variables,
                    operation_name=asked.operation_name,
                    context_value=context,
                    allowed_operation_types=OPERATIONS[request.method],
                )
        except TimeoutError as error:
            raise context.too_slow() from error
        except UNFIT as error:
            is_mutation = getattr(error, "operation_type", None) is OperationType.MUTATION
            raise PostOnly if is_mutation else unfit(error) from error


def _refused(context: Context, refusal: DomainError, media: str) -> Response:
    status = next((status for kind, status in STATUS if isinstance(refusal, kind)), 400)
    response = _response({"errors": [as_error(context, refusal)]}, status, media)
    if status == 401:
        response.headers["www-authenticate"] = "Bearer"
    if isinstance(refusal, TooManyCalls):
        response.headers["retry-after"] = str(refusal.parameters["seconds"])
    if status == 405:
        response.headers["allow"] = "POST"
    return response


def _response(answer: dict[str, Any], status: int, media: str) -> Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, {"content-type": f"{media}; charset=utf-8"})


def graphql_routes(services: Services) -> list[BaseRoute]:
    """The endpoint, and in the demo the page that explores it."""
    from schema import schema

    endpoint = Endpoint(schema, services)
    return [Route("/graphql", endpoint.answer, methods=METHODS), *graphiql_routes(services)]
