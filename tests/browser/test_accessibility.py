"""Nothing for axe-core to say, and no sideways scroll, on any page in any of its looks."""

import itertools
import re
from collections.abc import Sequence

import pytest
from playwright.async_api import Page, expect
from starlette.routing import Route

from backend.core.i18n import LOCALES
from backend.web.routes import routes
from tests.browser.addresses import address
from tests.browser.axe import violations
from tests.browser.company import Company
from tests.browser.pages import HEART, PAGES, Seen

LOOKS = tuple(itertools.product((390, 1280), ("light", "dark")))
# A page is seen in one of its eight looks here, the next page in the next; `make proof` meets them all. Each
# language has its worker, so that no reader changes language under another test's eyes.
IN_TURN = [
    pytest.param(
        *(seen, locale, look),
        id=f"{seen.name}-{locale}",
        marks=pytest.mark.xdist_group(f"pages-{locale}"),
    )
    for seen, (look, locale) in zip(PAGES, itertools.cycle(itertools.product(LOOKS, LOCALES)), strict=False)
]
SOME = ((390, "dark"), (1280, "light"))
NARROWEST = 320
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"

# What answers a GET without being a page of its own, and the end of a pulse, which test_pulse walks to.
NOT_PAGES = {
    "/immersions/{edition}/day/calendar.ics",
    "/immersions/{edition}/dashboard.csv",
    "/digests/feed.atom",
    "/digests/feed/{key}",
    "/digests/{number}/mail/{locale}",
    "/digests/unsubscribe/{token}",
    "/healthz",
    "/metrics",
    "/readyz",
    "/sign-in/callback",
    "/circles/{slug}/gatherings/{id}.ics",
    "/forum/similar",
    "/forum/{id}/live",
    "/me/notifications/live",
    "/reports/{number}/live",
    "/reports/similar",
    "/reports/{number}/photos/{photo_id}",
    "/pulse/{id:uuid}/check",
    "/pulse/{id:uuid}/thanks",
    "/pulse/{id:uuid}/results.csv",
}


def test_every_page_of_the_product_is_looked_at() -> None:
    paths = [re.sub(r"\{\w+\}", "01a20040-6857-72f7-a88e-d759d6adb83e", seen.path) for seen in PAGES]
    paths = [path.partition("?")[0] for path in paths if path.startswith("/")]
    pages = [one for one in routes() if isinstance(one, Route) and "GET" in (one.methods or ())]
    forgotten = {
        one.path for one in pages if not any(one.path_regex.match(path) for path in paths)
    } - NOT_PAGES
    assert not forgotten


@pytest.mark.parametrize(("seen", "locale", "look"), IN_TURN)
async def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    company: Company, seen: Seen, locale: str, look: tuple[int, str]
) -> None:
    async with company.looker(seen.reader, locale) as page:
        answer = await page.goto(await address(company, seen, locale))
        assert answer is not None
        assert answer.status == seen.status
        assert await page.get_attribute("html", "lang") == locale
        await nothing_wrong(page, [look])


# What only shows once somebody has done something: who, where, and what they press.
DONE = {
    "a gathering without a date": ("karim", f"{HEART}/gatherings/new", "Plan it"),
    "a message without words": ("karim", f"{HEART}/messages/new", "Publish"),
    "a circle without a name": ("solene", "/circles/new", "Create the circle"),
    "an empty list of guests": ("karim", f"{HEART}/invite", "Send the invitations"),
    "a token without a name": ("maud", "/admin/tokens", "Make the token"),
    "a message without an answer": ("claire", "/circles/premier-cercle/messages/{first}", "Answer"),
    "the dialog of a member": ("karim", f"{HEART}/members", "Manage Inès Marchetti"),
}


@pytest.mark.xdist_group("pages-en")
@pytest.mark.parametrize("done", DONE)
async def test_axe_finds_nothing_on_what_answers_a_reader(company: Company, done: str) -> None:
    who, where, pressed = DONE[done]
    async with company.reader(who, locale="en") as page:
        await page.goto(await address(company, Seen(done, who, where), "en"))
        control = page.get_by_role("button", name=pressed, exact=True)
        await control.or_(page.get_by_role("link", name=pressed, exact=True)).first.click()
        await expect(page.locator("#errors, dialog[open]")).to_be_visible()
        await nothing_wrong(page)


@pytest.mark.xdist_group("pages-en")
async def test_axe_finds_nothing_on_a_token_just_made_nor_in_the_list_it_joins(company: Company) -> None:
    async with company.reader("maud", locale="en") as page:
        await page.goto("/admin/tokens")
        await page.get_by_label("What it is for").fill("Intranet")
        await page.get_by_label("As whom the tool acts").fill("maud.terrier@telenova.example")
        await page.get_by_label("Read everything", exact=True).check()
        await page.get_by_role("button", name="Make the token").click()
        await expect(page.get_by_label("The token")).to_be_visible()
        await nothing_wrong(page)
        await page.goto("/admin/tokens")
        await expect(page.get_by_role("table")).to_contain_text("Intranet")
        await nothing_wrong(page)


async def nothing_wrong(page: Page, looks: Sequence[tuple[int, str]] = SOME) -> None:
    """At each width in each theme; and no sideways scroll on the narrowest phone."""
    # A link that was followed may show its words before its style sheet has come.
    await page.wait_for_load_state()
    for width, theme in looks:
        await page.set_viewport_size({"width": width, "height": 844})
        await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        assert await violations(page) == [], f"{width} {theme}"
    await page.set_viewport_size({"width": NARROWEST, "height": 844})
    assert await page.evaluate(SIDEWAYS) <= 0
