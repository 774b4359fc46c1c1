"""Somebody with a modest phone in one hand: the pace of their thumb and reading, and their network."""

import asyncio
import time

from playwright.async_api import FilePayload, Locator, Page

KBIT = 1000 // 8
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1600 * KBIT,
    "uploadThroughput": 1600 * KBIT,
}
"""A modest 4G: milliseconds, bytes a second."""
CPU = 4
"""How many times slower than this machine the phone is."""
TAP, LETTER, SHOT = 0.8, 1 / 3.5, 2
"""Seconds to find a button and press it, to type a letter with one thumb, to take a photo and keep it."""
WORD = 1 / 4
"""Seconds to read a word: 240 a minute."""


class Thumb:
    """Somebody with a phone in one hand, who takes their time; `spent` is that time, in seconds."""

    def __init__(self) -> None:
        self.taps = self.words = 0
        self.spent = 0.0

    async def wait(self, seconds: float) -> None:
        self.spent += seconds
        await asyncio.sleep(seconds)

    async def read(self, one: Locator) -> str:
        """Every word of it; returns what it says."""
        text = await one.inner_text()
        words = len(text.split())
        self.words += words
        await self.wait(words * WORD)
        return text

    async def tap(self, one: Locator) -> None:
        self.taps += 1
        await self.wait(TAP)
        await one.click()

    async def type(self, one: Locator, words: str) -> None:
        await self.tap(one)
        started = time.perf_counter()
        for number, letter in enumerate(words, 1):
            # What the page does with a letter is done while the thumb goes to the next.
            await asyncio.sleep(max(0, started + number * LETTER - time.perf_counter()))
            await one.press_sequentially(letter)
        self.spent += len(words) * LETTER

    async def take(self, one: Locator, photo: FilePayload) -> None:
        self.taps += 2
        await self.wait(TAP + SHOT)
        await one.set_input_files(photo)


async def a_modest_phone(page: Page) -> None:
    phone = await page.context.new_cdp_session(page)
    await phone.send("Network.emulateNetworkConditions", NETWORK)
    await phone.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
