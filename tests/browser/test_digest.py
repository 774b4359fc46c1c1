"""Le La from its draft to a mailbox: stopped, mended, signed, sent, paused, resumed, read, unsubscribed."""

import re
import sqlite3
from contextlib import AsyncExitStack, closing

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company, complaints_of
from tests.browser.demo import reader, sign_in

pytestmark = pytest.mark.xdist_group("long-stories")

HALF_WAIT = """
    CREATE TRIGGER half_wait AFTER INSERT ON digest_recipient WHEN new.rowid % 2 BEGIN
      UPDATE digest_recipient SET next_at = '2999-01-01 00:00:00.000000' WHERE rowid = new.rowid;
    END
"""
"""However fast the others leave, some are left when « Mettre en pause » is pressed."""
NONE_WAITS = """
    DROP TRIGGER half_wait;
    UPDATE digest_recipient SET next_at = '2000-01-01 00:00:00.000000' WHERE outcome = 'waiting'
"""
WORD = {"fr": "J’ai attendu avec vous, un samedi.", "en": "I queued with you, on a Saturday."}


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_a_letter_leaves_once_it_keeps_its_word(fresh_company: Company, scripts: bool) -> None:
    async with AsyncExitStack() as open_browsers:
        complaints: list[list[str]] = []

        async def browser_of(name: str) -> Page:
            page = await (
                await open_browsers.enter_async_context(
                    reader(fresh_company.chromium, fresh_company.demo, scripts=scripts)
                )
            ).new_page()
            complaints.append(complaints_of(page))
            await sign_in(page, name)
            return page

        aicha = await browser_of("Aïcha Diallo")
        await main_link(aicha, re.compile("Composer Le La"))
        workshop = re.sub(r"[?#].*", "", aicha.url)
        await expect(aicha.get_by_text("sans engagement clos")).to_be_visible()
        await press(aicha, "Demander la relecture")
        await expect(aicha.get_by_text("en relecture").first).to_be_visible()

        helene = await browser_of("Hélène Vasseur")
        await helene.goto(workshop)
        for language, words in WORD.items():
            await helene.locator(f"#w-{language}").fill(words)
        await press(helene, "Garder mon mot")
        await press(helene, "Signer ce numéro")
        await expect(helene.get_by_text("ne peut pas être signé")).to_be_visible()

        await aicha.goto(workshop)
        await press(aicha, re.compile("Retirer L’application de caisse"))
        await expect(aicha.get_by_text("Rien ne s’oppose à la signature")).to_be_visible()
        await helene.goto(workshop)
        await press(helene, "Signer ce numéro")
        await expect(helene.get_by_text("signé par Hélène Vasseur")).to_be_visible()

        julien = await browser_of("Julien Mercadier")
        await julien.goto(workshop)
        in_the_database(fresh_company, HALF_WAIT)
        await press(julien, "Envoyer ou programmer")
        await until_shown(julien, workshop, "Mettre en pause")
        await press(julien, "Mettre en pause")
        await expect(julien.get_by_role("button", name="Reprendre")).to_be_visible()
        in_the_database(fresh_company, NONE_WAITS)
        await press(julien, "Reprendre")
        await until_shown(julien, workshop, None)
        await expect(julien.get_by_text(re.compile(r"(\d+) sur \1"))).to_be_visible()

        ines = await browser_of("Inès Marchetti")
        await expect(ines.get_by_text(re.compile(r"Le La n°\s\d+ est paru"))).to_be_visible()
        await main_link(ines, re.compile("est paru"))
        await expect(ines.get_by_text(WORD["fr"])).to_be_visible()
        await reads_and_unsubscribes(ines, fresh_company)
        assert not any(complaints), complaints


def in_the_database(company: Company, script: str) -> None:
    with closing(sqlite3.connect(company.demo.database, timeout=30)) as database:
        database.executescript(script)


async def press(page: Page, name: str | re.Pattern[str]) -> None:
    await page.locator("main").get_by_role("button", name=name, exact=isinstance(name, str)).first.click()


async def main_link(page: Page, name: re.Pattern[str]) -> None:
    await page.locator("main").get_by_role("link", name=name).first.click()


async def until_shown(page: Page, workshop: str, button: str | None) -> None:
    """Look again until the button is there; without one, until the issue is sent."""
    for _ in range(240):
        await page.goto(workshop)
        if button and await page.get_by_role("button", name=button).count():
            return
        if button is None and await page.get_by_text("Il est parti le").count():
            return
        await page.wait_for_timeout(500)
    raise AssertionError(f"{button or 'the end'} never came")


async def reads_and_unsubscribes(ines: Page, company: Company) -> None:
    """The letter in her mailbox, and its link."""
    mailbox = await ines.request.get(f"{company.demo.provider}/mailbox?to=ines.marchetti")
    letter = re.search(r"/mailbox/\d+", await mailbox.text())
    assert letter
    text = await (await ines.request.get(f"{company.demo.provider}{letter.group()}")).text()
    link = re.search(r"/digests/unsubscribe/[\w.-]+", text)
    assert link
    await ines.goto(link.group())
    await press(ines, "Ne plus le recevoir par e-mail")
    await expect(ines.get_by_role("heading", level=1)).to_have_text("C’est fait : plus de La par e-mail")
