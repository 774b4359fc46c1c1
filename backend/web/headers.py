"""Security headers of every answer, as a plain ASGI middleware."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SecurityHeaders:
    """Adds the headers a browser enforces; a response that set its own policy keeps it."""

    def __init__(self, app: ASGIApp, *, scripts: tuple[str, ...], issuer: str, https: bool) -> None:
        self.app = app
        sources = " ".join(("'self'", *scripts))
        parts = urlsplit(issuer)
        forms = f"'self' {parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"
        headers = {
            "content-security-policy": (
                f"default-src 'none'; script-src {sources}; style-src 'self'; img-src 'self' data:; "
                f"font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action {forms}; "
                "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(self), geolocation=(), microphone=()",
        }
        if https:
            headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        self.kept = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.passing = [*self.kept, (b"cache-control", b"no-store")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_kept = scope["path"].startswith("/static/")
        ours = self.kept if is_kept else self.passing

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in ours if one[0] not in own)]
                if not is_kept:
                    MutableHeaders(scope=message).add_vary_header("HX-Request")
            await send(message)

        await self.app(scope, receive, with_headers)
