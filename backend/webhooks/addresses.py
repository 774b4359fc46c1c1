"""Where a webhook may reach: public addresses alone, found once, so that a name cannot turn inwards later."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as the system would connect to them."""

NAT64 = IPv6Network("64:ff9b::/96")
"""An IPv4 address written after this prefix is reached through a translator."""
SITE_LOCAL = IPv6Network("fec0::/10")
"""Given up long ago, which the standard library takes for global; some networks still route it inside."""


class UnknownHost(Exception):
    """The name has no address."""


class NotPublic(Exception):
    """One of the name's addresses lies inside: private, local to a link, shared, reserved…"""


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
    """Whether this is an address of the public internet, and so is any IPv4 address that it stands for."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return all(_is_global(one) for one in _within(address))


def looks_numeric(host: str) -> bool:
    """Whether a host is an address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_global(one: Address) -> bool:
    return one.is_global and not (one.is_multicast or one.is_reserved or one in SITE_LOCAL)


def _within(address: Address) -> list[Address]:
    """The address that packets reach in the end, and the one that it stands for."""
    if not isinstance(address, IPv6Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address, *([address.sixtofour] if address.sixtofour is not None else [])]
