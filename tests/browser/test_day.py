"""A day of « 10 de cœur » on a narrow phone: prepared by keyboard, welcomed without scripts, counted.

Arriving is part of the story of an edition.
"""

import re

import pytest
from playwright.async_api import expect

from tests.browser.company import Company
from tests.browser.keys import tab_to
from tests.browser.pages import NAQ_EDITION
from tests.browser.test_accessibility import nothing_wrong

pytestmark = pytest.mark.xdist_group("stories")
AUTUMN = f"{NAQ_EDITION}-automne"


async def test_ines_prepares_her_day_and_notes_an_irritant_by_keyboard(company: Company) -> None:
    async with company.reader("ines", width=360) as page:
        await page.goto(AUTUMN)
        await tab_to(page, page.get_by_role("link", name="Ma journée"))
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Votre journée avec Thomas")
        await tab_to(page, page.get_by_role("textbox", name="Ce qui coince"))
        await page.keyboard.type("Le client attend sur le palier")
        await tab_to(page, page.get_by_role("button", name="Ajouter à mes notes"))
        await page.keyboard.press("Enter")
        await expect(page.locator("#notes")).to_contain_text("Le client attend sur le palier")
        await nothing_wrong(page)
        taken_out = page.locator("#notes li", has_text="palier").get_by_role("button")
        await tab_to(page, taken_out)
        await page.keyboard.press("Space")
        await expect(page.locator("#notes")).not_to_contain_text("palier")


async def test_thomas_reads_the_rules_and_shows_his_code_without_scripts(company: Company) -> None:
    async with company.reader("thomas", width=360, scripts=False) as page:
        await page.goto(AUTUMN)
        await page.get_by_role("link", name="Mes visiteurs").click()
        await page.locator("main li.ask a").first.click()
        await expect(page.locator("svg.qr")).to_be_visible()
        await expect(page.locator("table")).to_contain_text("Une pause à 13")
        acknowledge = page.get_by_role("button", name=re.compile("pris connaissance"))
        if await acknowledge.count():
            await acknowledge.click()
        await expect(page.get_by_text(re.compile("Règles lues"))).to_be_visible()


async def test_solene_reads_how_it_goes_and_what_was_told(company: Company) -> None:
    async with company.reader("solene", width=360) as page:
        await page.goto(f"{AUTUMN}/dashboard")
        await expect(page.get_by_role("heading", level=2).first).to_contain_text("ont leur premier vœu")
        await page.get_by_role("link", name="Récits").click()
        await expect(page.locator("blockquote").first).to_be_visible()
        await page.get_by_role("link", name="Arrivées").click()
        await expect(page.get_by_role("table")).to_contain_text("Inès Marchetti")
        await nothing_wrong(page)
