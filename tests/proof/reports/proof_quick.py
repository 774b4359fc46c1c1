"""A defect with a photo, said on a modest phone in twenty seconds, from « Aujourd’hui » to its page."""

import asyncio
import time

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.company import Company
from tests.reports.photos import a_photo

LONGEST = 20
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
SENTENCE = "Le badge ne marche plus"
PHOTO = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=a_photo(size=(4032, 3024), noise=12))


class Thumb:
    """Somebody with a phone in one hand, who takes their time; `spent` is that time, in seconds."""

    def __init__(self) -> None:
        self.taps = 0
        self.spent = 0.0

    async def wait(self, seconds: float) -> None:
        self.spent += seconds
        await asyncio.sleep(seconds)

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


async def test_a_defect_with_a_photo_is_said_in_twenty_seconds(company: Company) -> None:
    async with company.reader("ines") as page:
        await a_modest_phone(page)
        opened = time.perf_counter()
        await page.goto("/")
        opening = time.perf_counter() - opened
        thumb, main = Thumb(), page.locator("main")
        started = time.perf_counter()
        await thumb.type(main.get_by_label("En une phrase"), SENTENCE)
        await thumb.tap(main.get_by_role("button", name="Photo, sujet, pseudonyme"))
        await thumb.take(main.get_by_label("Une photo"), PHOTO)
        await thumb.tap(main.get_by_text("Défaut", exact=True))
        await thumb.tap(main.get_by_role("button", name="Envoyer", exact=True))
        await expect(page.get_by_role("heading", level=1)).to_have_text(SENTENCE)
        took = time.perf_counter() - started
        await expect(main.locator(".photos img")).to_have_count(1)
    megabytes = len(PHOTO["buffer"]) / 1_000_000
    print(f"\na phone {CPU} times slower than this machine, 1.6 Mbit/s each way, 150 ms")
    print(
        f"  « Aujourd’hui » opens in {opening:.1f} s; from there to the page of what was sent {took:.1f} s:"
    )
    print(f"  {thumb.taps} taps, {len(SENTENCE)} letters, a photo of {megabytes:.1f} MB: {thumb.spent:.1f} s")
    print(f"  the machine's share {took - thumb.spent:.1f} s")
    assert took < LONGEST
