"""Reports in a real browser: the inbox sorted by keyboard."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.company import Company

pytestmark = [pytest.mark.xdist_group("stories"), pytest.mark.timeout(300)]


async def test_the_inbox_is_walked_and_sorted_by_keyboard(company: Company) -> None:
    async with company.reader("nadia", width=1280) as page:
        await page.goto("/reports/inbox")
        ticks = page.locator(".tick")
        await ticks.first.focus()
        await page.keyboard.press("j")
        await expect(ticks.nth(1)).to_be_focused()
        await page.keyboard.press("x")
        await expect(ticks.nth(1)).to_be_checked()
        await page.keyboard.press("k")
        await page.keyboard.press("a")
        assert await ticks.count() == await page.locator(".tick:checked").count()
        await page.keyboard.press("h")
        await expect(page.locator("#f-topic_id")).to_be_focused()
        # Away from the list a letter is only a letter.
        await page.keyboard.press("x")
        assert await ticks.count() == await page.locator(".tick:checked").count()
        await ticks.first.focus()
        await page.keyboard.press("o")
        await expect(page).to_have_url(re.compile(r"/reports/\d+$"))
