"""Reports in a real browser: the inbox sorted by keyboard, and attacks that do not run."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser.company import Company
from tests.reports.photos import a_bomb, a_photo

pytestmark = pytest.mark.xdist_group("stories")


async def test_the_inbox_is_walked_and_sorted_by_keyboard(company: Company) -> None:
    async with company.reader("nadia", width=1280) as page:
        await page.goto("/reports/inbox")
        ticks = page.locator(".tick")
        await ticks.first.focus()
        await page.keyboard.press("j")
        await expect(ticks.nth(1)).to_be_focused()
        await page.keyboard.press("x")
        await expect(ticks.nth(1)).to_be_checked()
        await page.keyboard.press("k")
        await page.keyboard.press("a")
        assert await ticks.count() == await page.locator(".tick:checked").count()
        await page.keyboard.press("h")
        await expect(page.locator("#f-topic_id")).to_be_focused()
        # Away from the list a letter is only a letter.
        await page.keyboard.press("x")
        assert await ticks.count() == await page.locator(".tick:checked").count()
        await ticks.first.focus()
        await page.keyboard.press("o")
        await expect(page).to_have_url(re.compile(r"/reports/\d+$"))


ATTACK = """<script>window.owned = 1</script> <img src=x onerror="window.owned = 1">
[un lien](javascript:window.owned=1) <svg onload="window.owned = 1"></svg>
<iframe srcdoc="<script>parent.owned = 1</script>"></iframe> **gras**"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" onload="window.owned = 1">
<script>window.owned = 1</script></svg>"""
FILES = {
    "dessin.svg": SVG,
    "bombe.png": a_bomb(20_000, 20_000),
    "page.jpg": b"<!doctype html><script>window.owned = 1</script>",
}


async def test_what_runs_in_a_text_or_a_file_does_not_run_here(company: Company) -> None:
    async with company.reader("elodie") as page:
        await page.goto("/reports/new")
        for name, content in FILES.items():
            await page.get_by_label("En une phrase").fill(f"=1+1 {ATTACK.splitlines()[0]}")
            file = FilePayload(name=name, mimeType="image/png", buffer=content)
            await page.get_by_label("Une photo").set_input_files(file)
            # The errors of the file before are still there while this one is on its way.
            await page.locator("#errors").evaluate_all("found => found.forEach(one => one.remove())")
            await page.get_by_role("button", name="Envoyer", exact=True).click()
            await expect(page.locator("#errors")).to_be_visible()
        polyglot = a_photo("GIF") + b"/*<script>window.owned = 1</script>*/"
        file = FilePayload(name="../../etc/passwd.gif", mimeType="text/html", buffer=polyglot)
        await page.get_by_label("Une photo").set_input_files(file)
        await page.get_by_role("button", name="Envoyer", exact=True).click()
        await expect(page.locator(".photos img")).to_have_count(1)
        await page.get_by_label("Votre commentaire").fill(ATTACK)
        await page.get_by_role("button", name="Publier", exact=True).click()
        said = page.locator("#post-list .prose").last
        await expect(said.locator("strong")).to_have_text("gras")
        assert await page.locator("main script, main iframe, .prose img, .prose svg").count() == 0
        assert await said.locator("a[href^='javascript']").count() == 0
        photo = await page.locator(".photos img").get_attribute("src") or ""
        answer = await page.request.get(photo)
        assert answer.headers["content-type"] == "image/webp"
        assert b"script" not in await answer.body()
        assert "sandbox" in answer.headers["content-security-policy"]
        assert await page.evaluate("window.owned") is None
