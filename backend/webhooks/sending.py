"""One HTTP request to somebody else's tool: to the very address that was checked, and no further."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx2

from backend.core.clock import now
from backend.webhooks.addresses import NotPublic, Resolve, UnknownHost, public_address, resolved
from backend.webhooks.signing import signed_headers

SECONDS = 10
"""A slow receiver is tried again later."""
HTTPS = 443


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent, under an id that every try of it bears."""

    id: str
    url: str
    secret: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """The status answered, or the code of what went wrong: `not_public`, `unknown_host`, `unreachable`,
    `timed_out`, `redirected`, `answered` (with a status other than 2xx)."""

    status: int | None = None
    error: str = ""


@dataclass(frozen=True)
class Poster:
    """Sends webhooks. Tests bring a resolver and a transport of their own."""

    resolve: Resolve = resolved
    transport: httpx2.AsyncBaseTransport | None = None

    async def post(self, message: Message) -> Outcome:
        """Send once; whatever happens is an outcome."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._post(message)
        except UnknownHost:
            return Outcome(error="unknown_host")
        except NotPublic:
            return Outcome(error="not_public")
        except TimeoutError:
            return Outcome(error="timed_out")
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError):
            return Outcome(error="unreachable")

    async def _post(self, message: Message) -> Outcome:
        """The address is in the URL; the name in `Host` and in the TLS handshake, whose certificate bears it.

        No proxy of the environment is asked, as it would look the name up again, and no redirect is followed.
        """
        url = httpx2.URL(message.url)
        address = await public_address(url.host, url.port or HTTPS, self.resolve)
        headers = {
            "host": url.netloc.decode(),
            "content-type": "application/json",
            "user-agent": "Diapason-Webhooks",
            **signed_headers(message.secret, message.id, int(now().timestamp()), message.body),
        }
        options: dict[str, Any] = {"trust_env": False, "follow_redirects": False, "timeout": SECONDS}
        async with httpx2.AsyncClient(transport=self.transport, **options) as client:
            request = client.build_request(
                "POST",
                url.copy_with(host=address),
                content=message.body,
                headers=headers,
                extensions={"sni_hostname": url.host},
            )
            # What the other side says at length is of no interest: its status is read, then the line is cut.
            response = await client.send(request, stream=True)
            await response.aclose()
        return _outcome(response.status_code)


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(status)
    return Outcome(status, "redirected" if 300 <= status < 400 else "answered")
