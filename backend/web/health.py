"""What those who watch the process ask it: does it answer, may it be given work, what has it done."""

import asyncio
import hmac
import math

import sqlalchemy as sa
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from backend import jobs
from backend.core.db import Database
from backend.core.metrics import JOBS_DEAD, JOBS_DUE, JOBS_LATE, REGISTRY
from backend.services import Services

READY_SECONDS = 2.0
AWAY = (TimeoutError, OSError, sa.exc.SQLAlchemyError)
"""What is raised where the database does not answer."""


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
    except AWAY:
        return PlainTextResponse("the database does not answer", 503)
    return PlainTextResponse("ready")


async def metrics(request: Request) -> Response:
    """What this process counts, and how jobs stand in all, for Prometheus, which sends its token."""
    services: Services = request.app.state.services
    token = services.settings.metrics_token.get_secret_value()
    sent = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(sent.encode(), token.encode()):
        return PlainTextResponse("not found", 404)
    stand = await _standing(services.database)
    for gauge, value in ((JOBS_DUE, stand.due), (JOBS_LATE, stand.late), (JOBS_DEAD, stand.dead)):
        gauge.set(value)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


async def _standing(database: Database) -> jobs.Standing:
    try:
        async with asyncio.timeout(READY_SECONDS), database.reading() as session:
            return await jobs.standing(session)
    except AWAY:
        return jobs.Standing(math.nan, math.nan, math.nan)
