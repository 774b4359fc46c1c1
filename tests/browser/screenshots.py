"""Every page at both widths, themes and languages: `python -m tests.browser.screenshots FOLDER [NAME …]`."""

import asyncio
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from backend.core.i18n import LOCALES
from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.demo import invented, running_chromium, running_demo
from tests.browser.pages import PAGES

WIDTHS = (390, 1280)


async def shoot(folder: Path, names: Collection[str] = ()) -> None:
    """Write NAME-WIDTH-THEME-LOCALE.png for each page, or for those named."""
    with tempfile.TemporaryDirectory() as kept:
        telenova = invented(Path(kept))
        async with running_chromium() as chromium, running_demo(Path(kept), telenova) as demo:
            company = Company(demo, chromium)
            for seen in PAGES:
                if not names or seen.name in names:
                    for locale in LOCALES:
                        where = await address(company, seen, locale)
                        await _shoot(company, folder / f"{seen.name}-{locale}", seen.reader, where, locale)


async def _shoot(company: Company, name: Path, reader: str | None, where: str, locale: str) -> None:
    async with company.reader(reader, locale=locale) as page:
        await page.goto(where)
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 844})
            # As tall as the page, so that what sticks to the bottom of the screen hides nothing.
            height = await page.evaluate("() => document.scrollingElement.scrollHeight")
            await page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                await page.emulate_media(color_scheme=theme)
                await page.screenshot(path=f"{name}-{width}-{theme}.png")


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(shoot(Path(sys.argv[1]), sys.argv[2:]))
