"""What those who watch the process ask it: does it answer, may it be given work, what has it done."""

import asyncio
import hmac

import sqlalchemy as sa
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backend.core.metrics import REGISTRY
from backend.services import Services

READY_SECONDS = 2.0


async def show(request: Request) -> Response:
    """200 and « ok »: the process answers."""
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """200 once the database answers and the process is not stopping; 503 otherwise."""
    services: Services = request.app.state.services
    if services.database.live.closed:
        return PlainTextResponse("stopping", 503)
    try:
        async with asyncio.timeout(READY_SECONDS), services.database.reading() as session:
            await session.execute(sa.text("SELECT 1"))
    except (TimeoutError, OSError, sa.exc.SQLAlchemyError):
        return PlainTextResponse("the database does not answer", 503)
    return PlainTextResponse("ready")


async def metrics(request: Request) -> Response:
    """What this process counts, as Prometheus reads it; for who holds the token of the settings."""
    services: Services = request.app.state.services
    token = services.settings.metrics_token.get_secret_value()
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        return PlainTextResponse("not found", 404)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
