"""Answers made small on their way, but for those whose length could tell a secret."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, remove_compress_type

from backend.http.origin import another_site_asks

# Live events are short, and each must leave at once.
remove_compress_type("text/event-stream")


class Compression:
    """zstd 3, brotli 4 or gzip 6, as the client can.

    Whoever can have a reader's browser ask for a page, put words in it and measure the answer can guess the
    rest (BREACH). So nothing is compressed that another site asked for with our cookies, nor the answer
    to a form, where secrets are shown once, nor a page below `/pulse/`, nor what GraphQL answers to cookies.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compressing = CompressMiddleware(app, zstd_level=3, brotli_quality=4, gzip_level=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] != "http" or could_tell(scope)
        await (self.app if plain else self._compressing)(scope, receive, send)


def could_tell(scope: Scope) -> bool:
    """Whether the length of a compressed answer could tell a secret in it."""
    path, headers = scope["path"], Headers(scope=scope)
    if path.startswith("/static/"):
        return False
    if path == "/graphql":
        return "cookie" in headers
    elsewhere = another_site_asks(headers) and "cookie" in headers
    return scope["method"] != "GET" or path.startswith("/pulse/") or elsewhere
