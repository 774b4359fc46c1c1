"""Where a webhook may reach: every range that is not the public internet's is refused."""

from collections.abc import Sequence

import pytest

from backend.core.errors import InvalidInput, checked
from backend.webhooks import WebhookInput
from backend.webhooks.addresses import NotPublic, UnknownHost, is_public, public_address, resolved

INSIDE = (
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "127.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2001:db8::1",
    "2001::1",
    "100::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::10.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "not an address",
)
OUTSIDE = ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")
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
