"""Two minutes, one thumb: the pulse on a narrow phone, with and without scripts."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company
from tests.browser.test_accessibility import nothing_wrong

pytestmark = pytest.mark.xdist_group("stories")
MOST_STEPS = 12


@pytest.mark.parametrize(("who", "scripts"), [("thomas", True), ("solene", False)])
async def test_the_pulse_is_answered_to_the_end_on_a_narrow_phone(
    company: Company, who: str, scripts: bool
) -> None:
    async with company.reader(who, width=360, scripts=scripts) as page:
        await page.goto("/pulse")
        await page.locator("main").get_by_role("link", name=re.compile("Le pouls")).first.click()
        await page.get_by_role("link", name="Commencer").click()
        await answers_every_question(page)
        if scripts:
            await nothing_wrong(page)
            await page.set_viewport_size({"width": 360, "height": 844})
        await page.get_by_role("button", name="Envoyer mes réponses").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Merci. Vos réponses sont comptées.")
        if scripts:
            await nothing_wrong(page)


async def answers_every_question(page: Page) -> None:
    """The first answer of each question, until everything is on one page."""
    for _ in range(MOST_STEPS):
        if page.url.endswith("/check"):
            return
        here = page.url
        await page.locator("main label:has(input)").first.click()
        await page.get_by_role("button", name="Continuer").click()
        await page.wait_for_url(lambda url, here=here: url != here)
    raise AssertionError(f"still at {page.url}")
