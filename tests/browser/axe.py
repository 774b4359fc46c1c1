"""axe-core over a page as it stands."""

from typing import Any

from playwright.async_api import Page

from tests.browser.demo import NPM

SOURCE = (NPM / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Frames and style sheets of other origins are what axe would fetch first: our pages have none.
RUN = """async (tags) => {
  const found = await axe.run(document,
    {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false, iframes: false});
  return found.violations.map(({id, nodes}) => ({id, nodes: nodes.map(({html, failureSummary}) =>
    ({html: html.slice(0, 300), why: failureSummary}))}));
}"""


async def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong on the page: rule, elements, why."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(SOURCE)
    found: list[dict[str, Any]] = await page.evaluate(RUN, TAGS)
    return found
