"""A defect with a photo, said on a modest phone in twenty seconds, from « Aujourd’hui » to its page."""

import time

from playwright.async_api import FilePayload, expect

from tests.browser.company import Company
from tests.proof.thumb import CPU, Thumb, a_modest_phone
from tests.reports.photos import a_photo

LONGEST = 20
SENTENCE = "Le badge ne marche plus"
PHOTO = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=a_photo(size=(4032, 3024), noise=12))


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
