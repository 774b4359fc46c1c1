"""Whose address a stranger's tries are counted by."""

import ipaddress

from starlette.requests import Request

OWN_BITS = 64
"""Of an address of IPv6, the rest is for whoever has it to choose, for each request anew."""


def counted_address(request: Request) -> str:
    """The address of a request, or the network that one household has of them; empty where none is known."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((address.packed, OWN_BITS), strict=False))
