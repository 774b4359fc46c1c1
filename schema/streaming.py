"""Subscriptions as server-sent events: the graphql-sse protocol, one stream an operation."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from backend.core.actor import Actor
from backend.core.errors import DomainError
from backend.core.live import Heard
from schema.body import Asked
from schema.context import Context
from schema.errors import as_errors

if TYPE_CHECKING:
    from strawberry.schema import BaseSchema

BEAT_SECONDS = 20.0
BEAT = ":\n\n"


async def changes(context: Context, slice_name: str, topic: str) -> AsyncIterator[Actor]:
    """The caller now, then at each change of a topic, with their rights of that moment.

    What it was told before is forgotten in between, and its connection to the database given back. Whoever
    may no longer call is refused at the next change, or beat.
    Errors: NotSignedIn, TokenRefused, ScopeMissing, TooManyLive.
    """
    actor = context.caller(slice_name)
    assert actor.person_id is not None
    with context.services.database.live.listening(topic, actor.person_id) as listener:
        heard = Heard.CHANGE
        while heard is not Heard.CLOSING:
            context.actor = await context.again() if context.again else None
            caller = context.caller(slice_name)
            if heard is Heard.CHANGE:
                yield caller
                await context.session.rollback()
                context.loaders.clear()
            context.stop_clock()
            heard = await listener.wait(BEAT_SECONDS)
            context.start_clock()


async def events(schema: "BaseSchema", asked: Asked, context: Context) -> AsyncIterator[str]:
    """Each result of a subscription as a `next` event, then `complete`; whatever is refused is told there.

    A silent stream says that it is there, as proxies want; a reader who is gone is noticed by it.
    """
    results: Any = await schema.stream(
        asked.query,
        variable_values=asked.variables,
        operation_name=asked.operation_name,
        context_value=context,
        allowed_operation_types={OperationType.SUBSCRIPTION},
    )
    coming = asyncio.create_task(_following(results, context))
    try:
        while True:
            come, _ = await asyncio.wait({coming}, timeout=BEAT_SECONDS)
            if not come:
                yield BEAT
                continue
            result = coming.result()
            if result is None:
                break
            answer: dict[str, Any] = {"data": result.data}
            if errors := as_errors(context, result):
                answer["errors"] = errors
            yield f"event: next\ndata: {json.dumps(answer, ensure_ascii=False)}\n\n"
            coming = asyncio.create_task(_following(results, context))
    finally:
        coming.cancel()
    yield "event: complete\ndata:\n\n"


async def _following(results: AsyncIterator[ExecutionResult], context: Context) -> ExecutionResult | None:
    """The next result, or why there is none; None once it was the last."""
    try:
        async with asyncio.timeout(None) as context.limit:
            context.start_clock()
            return await anext(results, None)
    except TimeoutError:
        refusal = context.too_slow()
        return ExecutionResult(data=None, errors=[GraphQLError(refusal.code, original_error=refusal)])
    except DomainError as refusal:
        return ExecutionResult(data=None, errors=[GraphQLError(refusal.code, original_error=refusal)])
    except GraphQLError as error:
        return ExecutionResult(data=None, errors=[error])
