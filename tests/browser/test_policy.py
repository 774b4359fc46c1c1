"""The browser is told to run our scripts and no others; nothing of ours needs more than that.

That the policy blocks nothing of ours is seen on every page: `Company.reader` fails on any complaint.
"""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from playwright.async_api import Page, Route, expect

from backend.services import UI
from backend.web.assets import Htmx
from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.demo import CDN, NPM, reader
from tests.browser.pages import BY_NAME

pytestmark = pytest.mark.xdist_group("stories")

# Dead under our policy, or harmful to the focus.
FORBIDDEN = {
    "hx-on": re.compile(r"\shx-on\b"),
    "a js: value": re.compile(r"""hx-[\w:-]+=["'](js|javascript):"""),
    "a trigger filter": re.compile(r"""hx-trigger=["'][^"']*\["""),
    "hx-disable": re.compile(r"\shx-disable\b"),
    "an inline handler": re.compile(r"\son[a-z]+="),
    "an inline style": re.compile(r"\sstyle="),
    "a style sheet in the page": re.compile(r"<style\b"),
    "a javascript: address": re.compile(r"""(href|action)=["']javascript:"""),
}

# A key of the catalogues where its words should be; codes are shown as code.
CODE = re.compile(r"<code.*?</code>")
UNWORDED = re.compile(r">\s*([a-z]\w*(?:\.\w+)+)\s*<")


class Inline(HTMLParser):
    """Collects what a page should not hold: scripts without an address, styles, handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if (tag == "script" and "src" not in names) or tag == "style":
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]


def integrity(path: str) -> str:
    content = (NPM / "htmx.org" / path).read_bytes()
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def test_the_integrity_of_htmx_is_the_one_of_its_npm_copy() -> None:
    for script in (Htmx.at(None).core, Htmx.at(None).sse):
        assert script.integrity == integrity(script.url.removeprefix(CDN))


def test_no_template_uses_what_the_policy_forbids() -> None:
    pages = [one for one in UI.rglob("*.html") if "emails" not in one.relative_to(UI).parts]
    assert len(pages) > 50
    found = [
        f"{one.relative_to(UI)}: {name}"
        for one in pages
        for name, pattern in FORBIDDEN.items()
        if pattern.search(one.read_text())
    ]
    assert not found


async def test_no_page_holds_a_script_or_a_style_of_its_own(company: Company) -> None:
    holding: dict[str, list[str]] = {}
    for name, seen in BY_NAME.items():
        answer = await company.answer(seen.reader, await address(company, seen, "fr"))
        page = Inline()
        page.feed(answer.body.decode())
        if page.found:
            holding[name] = page.found
        assert "unsafe" not in answer.headers["content-security-policy"], name
        assert not UNWORDED.findall(CODE.sub("", answer.body.decode())), name
    assert not holding


async def test_the_page_names_the_hash_and_the_browser_accepts_the_file(company: Company) -> None:
    async with company.reader("ines") as page:
        await page.goto("/")
        script = page.locator("script[integrity]")
        assert await script.get_attribute("integrity") == integrity("dist/htmx.min.js")
        assert await has_htmx(page)


async def has_htmx(page: Page) -> bool:
    return bool(await page.evaluate("() => 'htmx' in window"))


async def test_a_tampered_file_is_refused_and_the_page_still_serves(company: Company) -> None:
    async def tampered(route: Route) -> None:
        body = (NPM / "htmx.org" / "dist" / "htmx.min.js").read_text() + "\nwindow.stolen = true"
        headers = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
        await route.fulfill(body=body, headers=headers)

    said: list[str] = []
    async with reader(company.chromium, company.demo, state=await company.state("ines")) as context:
        await company.speak(context, "ines")
        await context.route(CDN + "**", tampered)
        page = await context.new_page()
        page.on("console", lambda message: said.append(message.text))
        await page.goto("/circles")
        assert not await has_htmx(page)
        assert await page.evaluate("() => window.stolen") is None
        assert any("integrity" in words for words in said)
        await page.locator("#circle-search").fill("portee")
        await page.keyboard.press("Enter")
        await expect(page.locator("#circle-items > li")).to_have_count(1)
