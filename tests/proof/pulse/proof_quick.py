"""The pulse answered on a modest phone with one thumb, in under two minutes, with and without scripts."""

import time

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company
from tests.proof.thumb import CPU, Thumb, a_modest_phone

LONGEST = 120
MOST_STEPS = 16
LEAST_TARGET = 44
"""Pixels, each way, of what a thumb presses without aiming."""
COMMENT = "Le samedi il faudrait être deux à l’accueil"


@pytest.mark.parametrize(("who", "scripts"), [("ines", True), ("karim", False)])
async def test_the_pulse_takes_less_than_two_minutes(company: Company, who: str, scripts: bool) -> None:
    """From the first question to thanks; the promise, read before, and a comment, for who has one, apart."""
    async with company.reader(who, width=360, scripts=scripts) as page:
        await a_modest_phone(page)
        thumb = Thumb()
        await page.goto("/")
        opened = time.perf_counter()
        await thumb.tap(page.locator("main").get_by_role("link", name="Le pouls du mois").first)
        await thumb.read(page.locator(".focus"))
        promise = time.perf_counter() - opened
        thumb, started = Thumb(), time.perf_counter()
        await thumb.tap(page.get_by_role("link", name="Commencer"))
        questions = await answers_every_question(page, thumb)
        writes, begun = Thumb(), time.perf_counter()
        await writes.type(page.locator("#f-comment"), COMMENT)
        await writes.read(page.locator(".note", has=page.locator("#code")))
        comment = time.perf_counter() - begun
        await thumb.tap(page.get_by_role("button", name="Envoyer mes réponses"))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Merci. Vos réponses sont comptées.")
        took = time.perf_counter() - started - comment
    print(
        f"\n{'with' if scripts else 'without'} scripts, 360 px, a phone {CPU} times slower than this machine"
    )
    print(f"  {questions} questions, from the promise to thanks, {took:.0f} s:")
    print(f"  {thumb.words} words read, {thumb.taps} taps: {thumb.spent:.0f} s")
    print(f"  the machine's share {took - thumb.spent:.0f} s")
    print(
        f"  apart: the promise read to its last word {promise:.0f} s, a comment and its code {comment:.0f} s"
    )
    assert took < LONGEST


async def answers_every_question(page: Page, thumb: Thumb) -> int:
    """Read each question, and its answers unless they were those of one before; give the second."""
    known: set[str] = set()
    for number in range(MOST_STEPS):
        if page.url.endswith("/check"):
            return number
        here = page.url
        await thumb.read(page.get_by_role("heading", level=1))
        offered = page.locator("#step .choices").first
        if (words := await offered.inner_text()) not in known:
            await thumb.read(offered)
            known.add(words)
        answer = page.locator("main label:has(input)").nth(1)
        go_on = page.get_by_role("button", name="Continuer")
        for target in (answer, go_on):
            box = await target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= LEAST_TARGET, box
        await thumb.tap(answer)
        await thumb.tap(go_on)
        await page.wait_for_url(lambda url, here=here: url != here)
    raise AssertionError(f"still at {page.url}")
