"""A question of the forum from its answer, live, to an article that expires and holds again."""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from playwright.async_api import Page, expect

from backend import knowledge
from backend.core.clock import now
from backend.core.db import Database
from backend.knowledge.models import ARTICLES
from tests.browser.company import Company

pytestmark = pytest.mark.xdist_group("stories")

TITLE = "Le terminal de paiement affiche « hors zone » au comptoir"
ANSWER = "Éteindre la borne Wi-Fi voisine, puis relancer le terminal."


async def press(page: Page, name: str) -> None:
    await page.locator("main").get_by_role("button", name=name).first.click()


async def asks(ines: Page) -> str:
    await ines.goto("/forum/new")
    await ines.get_by_label("Votre question", exact=False).first.fill(TITLE)
    await press(ines, "Demander")
    await expect(ines.get_by_role("heading", level=1)).to_contain_text("hors zone")
    return re.sub(r"^https?://[^/]+", "", ines.url)


async def answers(elodie: Page, here: str) -> None:
    await elodie.goto(here)
    await elodie.get_by_label("Votre réponse").fill(ANSWER)
    await press(elodie, "Publier")
    await expect(elodie.locator("#posts")).to_contain_text(ANSWER)


async def face_of(elodie: Page) -> str:
    await elodie.goto("/recognition")
    return await elodie.locator("[aria-current=true] strong").inner_text()


async def until_faced(elodie: Page, name: str) -> None:
    """The worker counts what helped a moment later."""
    for _ in range(240):
        if await face_of(elodie) == name:
            return
        await elodie.wait_for_timeout(500)
    raise AssertionError(f"{name} never came")


async def last_day_passes(path: Path, slug: str) -> None:
    """The last day of an article is yesterday, and the nightly look at the dates finds it so."""
    zone = {"zone": ZoneInfo("Europe/Paris"), "reactions": {}}
    database = Database(sa.make_url(f"sqlite+aiosqlite:///{path}"), info=zone)
    async with database.writing() as session:
        yesterday = (now() - timedelta(days=1)).date()
        of_it = sa.update(ARTICLES).where(ARTICLES.c.slug == slug)
        await session.execute(of_it.values(valid_until=yesterday))
        await knowledge.look_at_dates(session)
        await session.commit()
    await database.close()


async def test_what_ines_asks_is_answered_live_kept_and_known_to_hold(company: Company) -> None:
    async with company.reader("ines") as ines, company.reader("elodie", width=1280) as elodie:
        assert await face_of(elodie) == "Curieux"
        here = await asks(ines)
        await answers(elodie, here)
        # Inès has touched nothing: the answer came to her page.
        answer = ines.locator("#posts li", has_text=ANSWER)
        await expect(answer).to_contain_text("Élodie Castaing")
        await expect(ines.locator("#answers-title")).to_contain_text("1")
        await answer.get_by_role("button", name="Retenir comme solution").click()
        await expect(ines.locator("#thread-state")).to_contain_text("Résolu")
        # Nor has Élodie, whose page is told that her answer was kept.
        await expect(elodie.locator("#thread-state")).to_contain_text("Résolu")
    async with company.reader("thomas") as thomas:
        await thomas.goto(here)
        await press(thomas, "Confirmer depuis mon site")
        await expect(thomas.get_by_text("confirmée depuis un autre site").first).to_be_visible()
    async with company.reader("solene", width=1280) as solene:
        await solene.goto(here)
        await press(solene, "En faire une fiche")
        await expect(solene).to_have_url(re.compile("/knowledge/"))
        article = re.sub(r"^https?://[^/]+", "", solene.url)
        await press(solene, "Valider")
        state = solene.locator("article header")
        await expect(state).to_contain_text("Validée")
        await last_day_passes(company.demo.database, article.removeprefix("/knowledge/"))
        await solene.reload()
        await expect(state).to_contain_text("À revalider")
        await expect(solene.get_by_text("Vérifiez avant de vous en servir")).to_be_visible()
        await press(solene, "Toujours valable")
        await expect(state).to_contain_text("Validée")
    async with company.reader("elodie") as elodie:
        await until_faced(elodie, "Éclaireur")
