"""The letter in a mail program's window: narrow, as wide as itself, wider; light and dark."""

from base64 import b64encode

import pytest
from playwright.async_api import Browser

from backend.digests import worded
from backend.digests.chart import draw
from backend.digests.letters import bars_of
from tests.browser.axe import violations
from tests.digests.mailer import MAILER
from tests.digests.test_letters import ZONE, a_full_month, an_issue

INK = "() => getComputedStyle(document.querySelector('p.did')).color"
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("locale", ["fr", "en"])
async def test_a_letter_holds_in_every_window(chromium: Browser, locale: str) -> None:
    content = a_full_month()
    bars = bars_of(MAILER.catalogues.translator(locale), content)
    picture = f"data:image/png;base64,{b64encode(draw(bars)).decode()}"
    html = worded(MAILER, an_issue(), content, locale, ZONE, token="t", picture=picture).html
    inks = {}
    for theme in ("light", "dark"):
        context = await chromium.new_context(color_scheme="dark" if theme == "dark" else "light")
        page = await context.new_page()
        await page.set_content(html)
        for width in (320, 600, 900):
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate(SIDEWAYS) == 0, f"{width} {theme}"
            assert await violations(page) == [], f"{width} {theme}"
        inks[theme] = await page.evaluate(INK)
        await context.close()
    assert inks["light"] != inks["dark"]
