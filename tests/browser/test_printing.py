"""Results on paper: A4, no button nor menu, nothing cut, and dark ink on white whatever the theme."""

import re
from collections.abc import Mapping

import pytest
from playwright.async_api import Page

from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.pages import PAGES

SHEET = {"width": 688, "height": 1017}
"""What an A4 page holds between margins of 14 mm, in CSS pixels."""
PRESSED = "button, input, select, textarea, nav, .btn, .top, .seg"
MOST_SHEETS = 6


@pytest.mark.parametrize("name", ["pulse-results", "pulse-results-of-a-manager", "pulse-comments"])
async def test_results_are_printed_whole_and_without_what_one_presses(company: Company, name: str) -> None:
    [seen] = [page for page in PAGES if page.name == name]
    where = await address(company, seen, "fr")
    async with company.reader(seen.reader, theme="dark") as page:
        await page.goto(where)
        await page.set_viewport_size(SHEET)
        await page.emulate_media(media="print", color_scheme="dark")
        assert [
            await one.inner_text() for one in await page.locator(PRESSED).all() if await one.is_visible()
        ] == []
        wide = await page.evaluate("() => document.scrollingElement.scrollWidth")
        assert wide <= SHEET["width"], "nothing goes over the edge"
        for colour in await colours(page):
            assert max(colour.values()) < 140, f"{colour} is too pale for paper"
        printed = await page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type /Page\b", printed)) <= MOST_SHEETS


async def colours(page: Page) -> list[Mapping[str, int]]:
    """The ink of headings, paragraphs and table cells."""
    found: list[str] = await page.locator("main :is(h1, h2, p, th, dt, dd)").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).color))]"
    )
    return [dict(zip("rgb", map(int, re.findall(r"\d+", one)[:3]), strict=False)) for one in found]
