"""Addresses that are no place of the public internet, whatever a library of the day says of them.

IANA's two registries of special-purpose addresses whole, those that may be routed included: an anycast of the
protocols' own, a tunnel or a sink of reverse queries is nobody's tool. Then what other registries set apart.
https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry (November 2026).
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")
"""An IPv4 address written after this prefix is reached through a translator (RFC 6052)."""
UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 from which networks are given out (RFC 4291)."""

SPECIAL = {
    "0.0.0.0/8": ("this network", "RFC 791"),
    "10.0.0.0/8": ("private use", "RFC 1918"),
    "100.64.0.0/10": ("shared by a provider's customers", "RFC 6598"),
    "127.0.0.0/8": ("loopback", "RFC 1122"),
    "169.254.0.0/16": ("link-local", "RFC 3927"),
    "172.16.0.0/12": ("private use", "RFC 1918"),
    "192.0.0.0/24": ("protocol assignments", "RFC 6890"),
    "192.0.2.0/24": ("documentation", "RFC 5737"),
    "192.31.196.0/24": ("AS112", "RFC 7535"),
    "192.52.193.0/24": ("automatic multicast tunnels", "RFC 7450"),
    "192.88.99.0/24": ("6to4 relays, deprecated", "RFC 7526"),
    "192.168.0.0/16": ("private use", "RFC 1918"),
    "192.175.48.0/24": ("AS112 by direct delegation", "RFC 7534"),
    "198.18.0.0/15": ("benchmarks", "RFC 2544"),
    "198.51.100.0/24": ("documentation", "RFC 5737"),
    "203.0.113.0/24": ("documentation", "RFC 5737"),
    "224.0.0.0/4": ("multicast", "RFC 5771"),
    "240.0.0.0/4": ("reserved, and broadcast", "RFC 1112"),
    "::/96": ("unspecified, loopback and IPv4-compatible", "RFC 4291"),
    "::ffff:0:0/96": ("IPv4-mapped", "RFC 4291"),
    "64:ff9b:1::/48": ("translation inside a network", "RFC 8215"),
    "100::/64": ("discard", "RFC 6666"),
    "100:0:0:1::/64": ("dummy prefix", "RFC 9780"),
    "2001::/23": ("protocol assignments, Teredo among them", "RFC 2928"),
    "2001:db8::/32": ("documentation", "RFC 3849"),
    "2002::/16": ("6to4", "RFC 3056"),
    "2620:4f:8000::/48": ("AS112 by direct delegation", "RFC 7534"),
    "3fff::/20": ("documentation", "RFC 9637"),
    "5f00::/16": ("segment routing", "RFC 9602"),
    "fc00::/7": ("unique local", "RFC 4193"),
    "fe80::/10": ("link-local", "RFC 4291"),
    "fec0::/10": ("site-local, deprecated", "RFC 3879"),
    "ff00::/8": ("multicast", "RFC 4291"),
}
"""Range → what it is for, and where that is said."""

_NETWORKS = [ip_network(one) for one in SPECIAL]


def is_ordinary(address: Address) -> bool:
    """Whether this is an address that somebody on the public internet may be given."""
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return is_ordinary(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in UNICAST:
            return False
    return not any(address in one for one in _NETWORKS)
