"""The chain that the product is about, walked by its links in a real browser: each halt, and back."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company

pytestmark = pytest.mark.xdist_group("stories")

AWAY = {
    "Journée d’immersion": r"/immersions/.+/debriefs/",
    "Irritant vu sur le parcours": r"/journeys/.+#irritant-",
    "Raconté dans la lettre du mois": r"/digests/\d+",
    "Mesuré à nouveau": r"/pulse/.+/results#question-",
}
"""Halts on other pages, which lead back to the report by a link of their own."""
HERE = {"Décision": "#decision", "Engagement": "#commitment-", "Livraison": "#delivery"}


async def go(page: Page, halt: str) -> None:
    link = page.locator("[aria-labelledby=lineage] li").filter(has_text=halt).get_by_role("link").first
    await link.click()


async def test_a_day_s_irritant_is_walked_to_its_measure_and_back_from_every_halt(company: Company) -> None:
    async with company.reader("elodie") as page:
        await page.goto("/reports?q=prorata&status=delivered")
        await page.get_by_role("link", name="Un prorata que personne ne sait expliquer").click()
        await expect(page).to_have_url(re.compile(r"/reports/\d+$"))
        report = page.url.rpartition("/reports/")[2]
        for halt, place in HERE.items():
            await go(page, halt)
            await expect(page).to_have_url(re.compile(f"/reports/{report}{place}"))
            await expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()
        for halt, where in AWAY.items():
            await go(page, halt)
            await expect(page).to_have_url(re.compile(where))
            await page.locator(f"main a[href='/reports/{report}']").first.click()
            await expect(page).to_have_url(re.compile(rf"/reports/{report}$"))
