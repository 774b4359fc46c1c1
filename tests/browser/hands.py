"""How a story is told: with a mouse, or with the keyboard alone."""

from dataclasses import dataclass

from playwright.async_api import Locator, expect

from tests.browser.keys import tab_to


@dataclass(frozen=True)
class Hands:
    """How somebody uses a page: with a mouse, or with the keyboard alone, every control reached by Tab."""

    keyboard: bool

    async def press(self, one: Locator) -> None:
        if self.keyboard:
            await self._reach(one)
            await one.page.keyboard.press("Enter")
        else:
            await one.click()

    async def write(self, one: Locator, words: str) -> None:
        if self.keyboard:
            await self._reach(one)
        await one.fill(words)

    async def choose(self, one: Locator, label: str) -> None:
        if self.keyboard:
            await self._reach(one)
        await one.select_option(label=label)

    async def pick(self, one: Locator) -> None:
        """One of several radio buttons."""
        if self.keyboard:
            group = f"input[name={await one.get_attribute('name')}]"
            await self._reach(one.page.locator(f"{group}:checked"))
            for _ in range(await one.page.locator(group).count()):
                if not await one.is_checked():
                    await one.page.keyboard.press("ArrowDown")
            await expect(one).to_be_checked()
        else:
            await one.check()

    @staticmethod
    async def _reach(one: Locator) -> None:
        await expect(one).to_be_visible()
        if not await one.evaluate("(one) => one === document.activeElement"):
            await tab_to(one.page, one)
