"""Where a webhook may reach: public addresses alone, found once, so that a name cannot turn inwards later."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address

from backend.webhooks.special_ranges import is_ordinary

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as the system would connect to them."""


class UnknownHost(Exception):
    """The name has no address."""


class NotPublic(Exception):
    """One of the name's addresses is set apart: private, local to a link, shared, a tunnel's…"""


async def resolved(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says. Errors: OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


async def public_address(host: str, port: int, resolve: Resolve = resolved) -> str:
    """The one address to connect to, looked up once. A name with any address inside is refused whole.

    Errors: UnknownHost, NotPublic.
    """
    try:
        found = await resolve(host, port)
    except OSError as error:
        raise UnknownHost from error
    if not found:
        raise UnknownHost
    if not all(is_public(one) for one in found):
        raise NotPublic
    return found[0]


def is_public(text: str) -> bool:
    """Whether this is an address of the public internet."""
    try:
        return is_ordinary(ip_address(text))
    except ValueError:
        return False


def looks_numeric(host: str) -> bool:
    """Whether a host is an address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
