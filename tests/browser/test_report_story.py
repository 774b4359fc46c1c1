"""A report from a swap day's irritant to « vous avez dit, nous avons fait », and two others, on a phone."""

import re
from contextlib import AsyncExitStack
from datetime import date, timedelta

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.company import Company, complaints_of
from tests.browser.demo import reader
from tests.reports.photos import a_photo

pytestmark = pytest.mark.xdist_group("long-stories")

TITLE = "Deux files pour un mobile réparé, encore hier soir"
NO = "Trop cher pour trois boutiques : nous le redirons en mars."
IRRITANT = "Deux files, et personne ne sait laquelle est la bonne."
JOURNEY = "Devenir client de la fibre"
VOTERS = ("ines", "elodie", "thomas", "claire", "nadia")
PHOTO = FilePayload(name="../../photo.jpg", mimeType="image/jpeg", buffer=a_photo())
OURS = {"sec-fetch-site": "same-origin"}


async def press(page: Page, name: str) -> None:
    await page.locator("main").get_by_role("button", name=name, exact=True).first.click()


async def unfold(page: Page, name: str) -> None:
    """Open a folded part of the answering, unless it is open already."""
    part = page.locator("details").filter(has=page.get_by_text(name, exact=True)).last
    if await part.get_attribute("open") is None:
        await part.locator("summary").first.click()


async def sends_an_irritant_on(solene: Page) -> str:
    """From the journey to the debrief that told it, where it is sent on; its report leads back there."""
    await solene.goto("/journeys")
    await solene.locator("main").get_by_role("link", name=JOURNEY).click()
    told = solene.locator("#irritants li").filter(has_text=IRRITANT)
    await told.get_by_role("link", name="dans un retour d’expérience").click()
    await expect(solene).to_have_url(re.compile("/debriefs/"))
    await solene.locator("li").filter(has_text=IRRITANT).get_by_role("button", name="Transmettre").click()
    await expect(solene.get_by_role("heading", level=1)).to_have_text(IRRITANT)
    here = path_of(solene)
    await solene.locator("[aria-labelledby=lineage]").get_by_role("link").first.click()
    await expect(solene).to_have_url(re.compile("/debriefs/"))
    await solene.locator(f"main a[href='{here}']").click()
    await expect(solene.get_by_role("heading", level=1)).to_have_text(IRRITANT)
    return here


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+|\?.*$", "", page.url)


async def sends_a_defect(ines: Page, title: str) -> str:
    await ines.goto("/reports/new")
    await ines.get_by_text("Défaut", exact=True).click()
    await ines.get_by_label("En une phrase").press_sequentially(title)
    await expect(ines.get_by_text("Déjà dit, peut-être")).to_be_visible()
    await ines.get_by_label("Une photo").set_input_files(PHOTO)
    await unfold(ines, "Sujet et signature")
    await ines.get_by_label("De quoi elle parle").select_option(label="Boutiques et accueil")
    await press(ines, "Envoyer")
    await expect(ines.get_by_role("heading", level=1)).to_have_text(title)
    return path_of(ines)


async def asks_the_author(solene: Page, here: str) -> None:
    await solene.goto(here)
    await expect(solene.locator("#clock")).to_contain_text("jours ouvrés")
    await unfold(solene, "Demander à l’auteur")
    await solene.get_by_label("Votre question").fill("Dans quelle boutique ?")
    await press(solene, "Demander")
    await expect(solene.get_by_text("En attente de l’auteur").first).to_be_visible()


async def answers(ines: Page, here: str) -> None:
    await ines.goto(here)
    await ines.get_by_label("Votre réponse").fill("Sainte-Catherine, vers 18 h")
    await press(ines, "Répondre")
    await expect(ines.get_by_text("En attente de l’auteur")).to_have_count(0)


async def responds_and_delivers(karim: Page, here: str) -> None:
    await karim.goto(here)
    await karim.get_by_label("Ce que nous faisons").fill("Une seule file pour les retraits.")
    await karim.get_by_label("Ce que nous ne faisons pas").fill("Pas de casiers.")
    await karim.get_by_label("Quand", exact=False).first.fill("En mars")
    await karim.get_by_text("C’est oui : la remontée est acceptée").click()
    await unfold(karim, "S’engager pour une date")
    await karim.get_by_label("Ce à quoi je m’engage").fill("La file unique dans quatorze boutiques")
    await karim.get_by_label("Pour", exact=False).last.fill((date.today() + timedelta(days=60)).isoformat())
    await press(karim, "Publier la réponse")
    # The live events may bring the response before the page that answers the form takes this one's place.
    await expect(karim.get_by_text("Compléter la réponse officielle")).to_be_visible()
    await expect(
        karim.get_by_role("heading", name="Réponse officielle : oui".replace(" :", "\u00a0:"))
    ).to_be_visible()
    await unfold(karim, "Changer l’état")
    await karim.locator("#status-form").get_by_text("Livrée").click()
    await karim.get_by_label("Ce qui montre que c’est livré").fill("La file unique, en photo")
    await karim.locator("#status-form").get_by_role("button", name="Changer l’état").click()
    await expect(karim.get_by_text("La file unique, en photo").first).to_be_visible()


async def declines_and_merges(solene: Page, no: str, double: str, original: str) -> None:
    await solene.goto(no)
    await unfold(solene, "Changer l’état")
    await solene.locator("#status-form").get_by_text("Non retenue").click()
    await solene.get_by_label("La raison, si c’est non").fill(NO)
    await solene.locator("#status-form").get_by_role("button", name="Changer l’état").click()
    await expect(solene.get_by_text("Compléter la réponse officielle")).to_be_visible()
    await expect(
        solene.get_by_role("heading", name="Réponse officielle : non".replace(" :", "\u00a0:"))
    ).to_be_visible()
    await solene.goto(double)
    await unfold(solene, "Confier, ou regrouper")
    number = original.rsplit("/", 1)[1]
    await solene.get_by_label("Numéro de la remontée qui dit la même chose").fill(number)
    await press(solene, "Regrouper")
    await expect(solene).to_have_url(re.compile(rf"{original}$"))


async def test_what_a_visitor_saw_is_answered_delivered_and_kept(fresh_company: Company) -> None:
    company = fresh_company
    async with AsyncExitStack() as browsers:

        async def browser_of(name: str) -> Page:
            context = await browsers.enter_async_context(
                reader(company.chromium, company.demo, state=await company.state(name))
            )
            page = await context.new_page()
            complaints[name] = complaints_of(page)
            return page

        complaints: dict[str, list[str]] = {}
        solene = await browser_of("solene")
        here = await sends_an_irritant_on(solene)
        readers = [await browser_of(name) for name in VOTERS]
        for one in readers:
            await one.context.request.post(f"{here}/vote", form={"yes": "true"}, headers=OURS)
        ines = readers[0]
        no = await sends_a_defect(ines, TITLE)
        await expect(ines.locator(".photos img")).to_have_count(1)
        double = await sends_a_defect(ines, "Deux files au comptoir pour un mobile réparé")
        await asks_the_author(solene, no)
        await answers(ines, no)
        await responds_and_delivers(await browser_of("karim"), here)
        await declines_and_merges(solene, no, double, here)
        for one in readers:
            await one.goto(here)
            await press(one, "Oui, ça tient")
            await expect(one.get_by_role("button", name="Oui, ça tient")).to_have_count(0)
        await ines.goto("/")
        kept = ines.locator("main li").filter(has_text="Vous avez dit, nous avons fait")
        await kept.get_by_role("link").first.click()
        await expect(ines).to_have_url(re.compile(here))
        await expect(ines.get_by_text("Vous avez dit, nous avons fait").first).to_be_visible()
        lineage = ines.locator("[aria-labelledby=lineage]")
        for link in (IRRITANT, "Remontée", "Décision", "Engagement", "La file unique, en photo"):
            await expect(lineage).to_contain_text(link)
        await ines.goto(no)
        await expect(ines.locator("main")).to_contain_text(NO.replace(" :", "\u00a0:"))
        assert not any(complaints.values()), complaints
