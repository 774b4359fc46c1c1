"""What a page weighs on a phone between two customers, compressed as a server would."""

import gzip

import pytest

from backend.services import UI
from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.demo import NPM
from tests.browser.pages import BY_NAME

pytestmark = pytest.mark.xdist_group("stories")

KB = 1024
STATIC = UI / "static"


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def style() -> int:
    return weight((STATIC / "diapason.css").read_bytes())


def scripts() -> int:
    ours = sum(weight(one.read_bytes()) for one in STATIC.glob("*.js"))
    return ours + weight((NPM / "htmx.org" / "dist" / "htmx.min.js").read_bytes())


def test_style_and_scripts_stay_light() -> None:
    assert style() <= 14 * KB
    assert scripts() <= 20 * KB


async def test_every_page_stays_light(company: Company) -> None:
    weights = {}
    for name, seen in BY_NAME.items():
        answer = await company.answer(seen.reader, await address(company, seen, "fr"))
        weights[name] = weight(answer.body)
    assert {name: bytes for name, bytes in weights.items() if bytes > 12 * KB} == {}
    fonts = sum(one.stat().st_size for one in (STATIC / "fonts").glob("*.woff2"))
    assert max(weights.values()) + style() + scripts() + fonts <= 120 * KB
