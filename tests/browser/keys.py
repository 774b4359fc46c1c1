"""A reader who has a keyboard and no mouse."""

from typing import Any

from playwright.async_api import Locator, Page

# Where the focus is, and whether an eye finds it: a ring on it or on the row it fills, and nothing over it.
FOCUSED = """async () => {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const ringed = (one) => [null, "::after"].some((part) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(one, part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  let row = at;
  for (let up = 0; up < 4 && row && !ringed(row); up++) row = row.parentElement;
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  return {
    html: at.outerHTML.slice(0, 160),
    ring: Boolean(row && ringed(row)),
    clear: Boolean(over && (at.contains(over) || over.contains(at) || at.closest("label")?.contains(over))),
  };
}"""
MOST_STOPS = 150


async def focused(page: Page) -> dict[str, Any] | None:
    """What has the focus, nothing when it is the page's body."""
    found: dict[str, Any] | None = await page.evaluate(FOCUSED)
    return found


async def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        if await target.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {target}")


async def stops(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key on the page, in order."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        stop = await focused(page)
        if stop is None or (found and stop["html"] == found[0]["html"]):
            return found
        found.append(stop)
    raise AssertionError("Tab never comes to the end of the page")
