"""Where a webhook may reach: every range that is not the public internet's is refused."""

from collections.abc import Sequence
from ipaddress import ip_network

import pytest

from backend.core.errors import InvalidInput, checked
from backend.webhooks import WebhookInput
from backend.webhooks.addresses import NotPublic, UnknownHost, is_public, public_address, resolved
from backend.webhooks.special_ranges import SPECIAL

INSIDE = (
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170"),
    *("192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1"),
    *("198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255"),
    *("240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::10.0.0.1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b::192.88.99.1", "64:ff9b:1::1"),
    *("100::1", "100:0:0:1::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:1::1"),
    *("2001:1::2", "2001:1::3", "2001:2::1", "2001:3::1", "2001:4:112::1", "2001:10::1", "2001:20::1"),
    *("2001:30::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::1", "2002:808:808::1"),
    *("2620:4f:8000::1", "3fff::1", "3fff:fff:ffff::1", "5f00::1", "4000::1", "fc00::1", "fd12:3456::1"),
    *("fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "not an address"),
)
OUTSIDE = (
    *(
        "8.8.8.8",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "192.0.1.1",
        "192.88.98.1",
        "192.88.100.1",
    ),
    *("198.17.255.255", "198.20.0.1", "223.255.255.255", "64:ff9b::8.8.8.8"),
    *("2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111", "2620:4f:8001::1", "3ffe::1"),
)
REFUSED = (
    "http://hooks.example/in",
    "ftp://hooks.example/in",
    "https:///in",
    "https://ines@hooks.example/in",
    "https://hooks.example/in#part",
    "https://hooks.example:0/in",
    "https://hooks.example:99999/in",
    "https://10.0.0.1/in",
    "https://[::1]/in",
    "https://[::ffff:127.0.0.1]/in",
    "https://hooks example/in",
)


@pytest.mark.parametrize("range", SPECIAL)
def test_the_first_and_the_last_address_of_a_special_range_are_refused(range: str) -> None:
    network = ip_network(range)
    assert not is_public(str(network[0]))
    assert not is_public(str(network[-1]))


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_internet_is_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", REFUSED)
def test_an_administrator_cannot_even_write_it_down(url: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked(WebhookInput, {"name": "Tickets", "url": url, "families": ["report"]})
    assert list(refusal.value.problems) == ["url"]


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "localhost"])
async def test_other_ways_of_writing_an_address_lead_where_they_lead(host: str) -> None:
    with pytest.raises((NotPublic, UnknownHost)):
        await public_address(host, 443, resolved)


async def test_a_name_with_one_address_inside_is_refused_whole() -> None:
    async def both(host: str, port: int) -> Sequence[str]:
        return ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(NotPublic):
        await public_address("hooks.example", 443, both)


async def test_a_name_without_an_address_is_unknown() -> None:
    async def none(host: str, port: int) -> Sequence[str]:
        return []

    with pytest.raises(UnknownHost):
        await public_address("hooks.example", 443, none)
