"""Our own short scripts: dialogs, toasts, text kept when a session ends."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.company import NAMES, Company
from tests.browser.demo import reader

pytestmark = pytest.mark.xdist_group("stories")

MEMBERS = "/circles/coeur-de-boutique/members"


async def test_a_dialog_gives_the_focus_back_when_it_closes(company: Company) -> None:
    async with company.reader("karim") as page:
        await page.goto(MEMBERS)
        opener = page.get_by_role("link", name="Gérer Inès Marchetti")
        for close in ("Escape", "Annuler"):
            await opener.click()
            dialog = page.get_by_role("dialog", name="Inès Marchetti")
            await expect(dialog).to_be_visible()
            assert await dialog.evaluate("(one) => one.contains(document.activeElement)")
            if close == "Escape":
                await page.keyboard.press("Escape")
            else:
                await dialog.get_by_role("link", name=close).click()
            await expect(dialog).to_have_count(0)
            await expect(opener).to_be_focused()


async def test_a_toast_leaves_by_itself_but_not_while_it_is_pointed_at(company: Company) -> None:
    async with company.reader("nadia") as page:
        await page.clock.install()
        await page.goto("/me")
        await page.get_by_role("button", name="Enregistrer ces choix").click()
        toast = page.locator("#toasts .toast")
        await expect(toast).to_be_visible()
        await toast.hover()
        await page.clock.fast_forward(9_000)
        await expect(toast).to_be_visible()
        await page.mouse.move(0, 0)
        await page.clock.fast_forward(9_000)
        await expect(toast).to_have_count(0)


async def test_a_form_that_did_not_go_through_says_so_and_keeps_its_text(company: Company) -> None:
    async with reader(company.chromium, company.demo, state=await company.state("karim")) as context:
        await company.speak(context, "karim")
        page = await context.new_page()
        await page.goto("/circles/coeur-de-boutique/gatherings/new")
        await page.get_by_label("Titre").fill("Un bonjour pour chacun")
        for failure in ("offline", "500"):
            if failure == "offline":
                await context.route("**/gatherings", lambda route: route.abort())
            else:
                await context.unroute_all()
                await context.route("**/gatherings", lambda route: route.fulfill(status=500, body="Broken"))
            await page.get_by_role("button", name="Prévoir la rencontre").click()
            toast = page.locator("#toasts .toast")
            await expect(toast).to_contain_text("Votre texte est toujours là")
            await expect(page.get_by_label("Titre")).to_have_value("Un bonjour pour chacun")
            await toast.get_by_role("button", name="Fermer").click()
            await expect(toast).to_have_count(0)


async def test_the_last_words_typed_win_however_slow_the_answers(company: Company) -> None:
    async with company.reader("karim") as page:
        await page.goto("/circles/une-seule-fois/invite")

        typed = ("go", "goff", "le goff")
        may_end, ended = ({words: asyncio.Event() for words in typed} for _ in range(2))

        async def late(route: Route) -> None:
            [words] = parse_qs(urlsplit(route.request.url).query)["q"]
            answer = await route.fetch()
            await may_end[words].wait()
            await route.fulfill(response=answer)
            ended[words].set()

        await page.route("**/invite?*", late)
        field = page.locator("main").get_by_label("Un nom ou une adresse e-mail")
        for words in typed:
            async with page.expect_request("**/invite?*"):
                await field.fill(words)
        # The first words are answered last.
        for words in reversed(typed):
            may_end[words].set()
            await ended[words].wait()
        await page.wait_for_timeout(500)
        await expect(page.get_by_role("button", name="Inviter Thomas Le Goff", exact=True)).to_be_visible()
        await expect(page).to_have_url(re.compile(r"\?q=le\+goff$"))
        await expect(page.locator("#toasts .toast")).to_have_count(0)


@pytest.mark.parametrize("back", ["solene", "nadia"])
async def test_text_typed_when_a_session_ends_comes_back_to_its_author_only(
    company: Company, back: str
) -> None:
    async with reader(company.chromium, company.demo) as context:
        page = await context.new_page()
        await page.goto("/circles/evangelistes-nouvelle-aquitaine/practices")
        await picks(page, "solene")
        await page.locator("form[data-keep] input[type=text]").first.fill("Le carnet du lundi")
        await context.clear_cookies()
        await page.locator("form[data-keep] button[type=submit]").first.click()
        await picks(page, back)
        await page.goto("/circles/evangelistes-nouvelle-aquitaine/practices")
        field = page.locator("form[data-keep] input[type=text]").first
        await expect(field).to_have_value("Le carnet du lundi" if back == "solene" else "")


async def picks(page: Page, name: str) -> None:
    """Sign in from wherever the page is."""
    await page.get_by_role("button", name="Entrer avec mon compte de travail").click()
    await page.get_by_role("button", name=NAMES[name]).first.click()
    await expect(page.locator("#nav")).to_be_visible()
