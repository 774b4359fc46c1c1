"""Whether the process answers, for those who watch it; the database is `doctor`'s."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response


async def show(request: Request) -> Response:
    """200 and « ok »."""
    return PlainTextResponse("ok")
