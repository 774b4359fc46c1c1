"""Everything with the keyboard alone, the focus never lost from sight."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.demo import reader
from tests.browser.keys import stops, tab_to
from tests.browser.pages import BY_NAME

pytestmark = pytest.mark.xdist_group("long-stories")

WALKED = (
    "today",
    "circles",
    "circle-lead",
    "circle-new",
    "message",
    "gathering",
    "members",
    "coverage",
    "me",
)


@pytest.mark.parametrize("name", WALKED)
@pytest.mark.parametrize("width", [390, 1280])
async def test_every_stop_of_a_page_shows_where_it_is(company: Company, name: str, width: int) -> None:
    seen = BY_NAME[name]
    async with company.reader(seen.reader, width=width) as page:
        await page.goto(await address(company, seen, "fr"))
        walked = await stops(page)
        assert len(walked) > 5
        assert [stop["html"] for stop in walked if not stop["ring"]] == []
        assert [stop["html"] for stop in walked if not stop["clear"]] == []


async def test_the_first_stop_skips_to_the_content(company: Company) -> None:
    async with company.reader("ines") as page:
        await page.goto("/")
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await expect(page.locator(".skip")).to_be_in_viewport()
        await page.keyboard.press("Enter")
        await expect(page.locator("#content")).to_be_focused()


async def test_yann_signs_in_and_joins_a_circle(company: Company) -> None:
    """Yann is read by no other test, so his language is still the one he was given."""
    async with reader(company.chromium, company.demo) as context:
        page = await context.new_page()
        await page.goto("/circles/sans-frontiere")
        await presses(page, "Entrer avec mon compte de travail")
        await tab_to(page, page.get_by_role("button", name="Yann Faure").first)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Sans frontière")
        await presses(page, "Rejoindre le cercle", "Space")
        await expect(page.get_by_text("Vous êtes membre de ce cercle")).to_be_visible()
        await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_the_menu_opens_closes_and_gives_the_focus_back(company: Company) -> None:
    async with company.reader("maud") as page:
        await page.goto("/")
        await presses(page, "Menu")
        menu = page.get_by_role("navigation", name="Menu")
        await expect(menu).to_be_visible()
        await page.keyboard.press("Tab")
        await expect(menu.get_by_role("link", name="Aujourd’hui")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(menu).to_be_hidden()
        await expect(page.get_by_role("button", name="Menu")).to_be_focused()


async def presses(page: Page, name: str, key: str = "Enter") -> None:
    button = page.get_by_role("button", name=name, exact=True)
    await expect(button).to_be_visible()
    await tab_to(page, button)
    await page.keyboard.press(key)


async def test_ines_replies_to_a_gathering_and_stays_on_her_reply(company: Company) -> None:
    async with company.reader("ines") as page:
        await page.goto(await address(company, BY_NAME["gathering"], "fr"))
        await presses(page, "Oui, je viens")
        yes = page.get_by_role("button", name="Oui, je viens")
        await expect(yes).to_have_attribute("aria-pressed", "true")
        await expect(yes).to_be_focused()
        await expect(page.locator("#announce")).to_have_text(
            "C’est noté : vous venez".replace(" :", "\u00a0:")
        )


async def test_ines_answers_a_message_with_the_arrows(company: Company) -> None:
    async with company.reader("ines") as page:
        await page.goto(await address(company, BY_NAME["message"], "fr"))
        first = page.locator("main input[type=radio]").first
        await tab_to(page, first)
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("main input[type=radio]").nth(1)).to_be_checked()
        await presses(page, "Répondre")
        await expect(page.get_by_text("Merci, le pourquoi est compris")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_a_refused_form_takes_karim_to_what_to_correct(company: Company, scripts: bool) -> None:
    async with company.reader("karim", scripts=scripts) as page:
        await page.goto("/circles/coeur-de-boutique/gatherings/new")
        await presses(page, "Prévoir la rencontre")
        await expect(page.locator("#errors")).to_be_focused()
        await expect(page).to_have_title(re.compile("^Erreur"))
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("Titre")).to_be_focused()
