"""axe-core on every page in all of its eight looks; `make test` meets one of them."""

from backend.core.i18n import LOCALES
from tests.browser.addresses import address
from tests.browser.company import Company
from tests.browser.pages import PAGES
from tests.browser.test_accessibility import LOOKS, nothing_wrong


async def test_axe_finds_nothing_in_any_of_the_eight_looks(company: Company) -> None:
    for locale in LOCALES:
        for seen in PAGES:
            async with company.looker(seen.reader, locale) as page:
                await page.goto(await address(company, seen, locale))
                await nothing_wrong(page, LOOKS)
    print(f"{len(PAGES)} pages x {len(LOCALES)} languages x {len(LOOKS)} looks: axe-core finds nothing")
