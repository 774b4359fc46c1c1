"""A first day on a phone: an employee, a circle lead and a CX leader, with and without scripts."""

from contextlib import AsyncExitStack
from datetime import date, timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company, complaints_of
from tests.browser.demo import reader

pytestmark = pytest.mark.xdist_group("long-stories")

TOMORROW = date.today() + timedelta(days=1)
MESSAGE = "Lever les yeux"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_the_first_day(fresh_company: Company, scripts: bool) -> None:
    async with AsyncExitStack() as open_browsers:

        async def browser_of(name: str) -> Page:
            context = await open_browsers.enter_async_context(
                reader(fresh_company.chromium, fresh_company.demo, scripts=scripts)
            )
            page = await context.new_page()
            complaints[name] = complaints_of(page)
            await arrives(page, name)
            return page

        complaints: dict[str, list[str]] = {}
        ines = await browser_of("Inès Marchetti")
        await expect(ines.get_by_role("heading", level=1)).to_have_text("Bonjour Inès")
        await finds_and_joins_a_circle(ines, scripts)
        await waits_for_a_place_then_gives_it_up(ines)
        await accepts_an_invitation(ines)

        elodie = await browser_of("Élodie Castaing")
        await suggests_somebody(elodie, scripts)
        karim = await browser_of("Karim Benhaddou")
        await answers_a_request(karim)
        await invites_somebody(karim, scripts)
        await appoints_a_co_lead(karim, scripts)
        await plans_a_gathering(karim)
        await publishes_a_message(karim)
        await understands_the_why(ines)
        await leaves_a_circle(ines)

        solene = await browser_of("Solène Arrighi")
        await sees_coverage(solene)
        await creates_a_circle(solene)
        assert not any(complaints.values()), complaints


async def arrives(page: Page, name: str) -> None:
    """Asked to sign in, they pick themselves at the provider's page and land on « Aujourd’hui »."""
    await page.goto("/")
    await press(page, "Entrer avec mon compte de travail")
    await page.get_by_role("button", name=name).first.click()
    await expect(page).to_have_title("Aujourd’hui — Diapason")


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def follow(page: Page, name: str, *, exact: bool = True) -> None:
    await page.locator("main").get_by_role("link", name=name, exact=exact).first.click()


async def looks_for(page: Page, box: str, words: str, scripts: bool) -> None:
    """Typing is enough with scripts; without them there is a button."""
    # What is typed before the scripts have begun to listen waits for the next key.
    await page.wait_for_load_state("load")
    field = page.locator("main").get_by_label(box)
    await field.press_sequentially(words)
    if not scripts:
        await page.locator("main").get_by_role("button", name="Chercher").click()


async def finds_and_joins_a_circle(ines: Page, scripts: bool) -> None:
    await ines.locator("#nav").get_by_role("link", name="Cercles").click()
    await expect(ines.locator("main article, main li.card")).not_to_have_count(1)
    await looks_for(ines, "Un cercle ou une unité", "portee", scripts)
    await expect(ines.locator("#circle-items > li")).to_have_count(1)
    await follow(ines, "À portée de voix")
    await press(ines, "Rejoindre le cercle")
    await expect(ines.get_by_text("Vous êtes membre de ce cercle")).to_be_visible()
    await expect(ines.locator("#toasts")).to_contain_text("Vous voilà dans le cercle")


async def waits_for_a_place_then_gives_it_up(ines: Page) -> None:
    await ines.goto("/circles/un-appel-suffit")
    await press(ines, "M’inscrire sur la liste d’attente")
    await expect(ines.get_by_text("Vous êtes n° 5 sur la liste d’attente")).to_be_visible()
    await press(ines, "Céder ma place dans la liste")
    await expect(ines.get_by_text("Ce cercle est complet")).to_be_visible()


async def accepts_an_invitation(ines: Page) -> None:
    await ines.goto("/")
    await follow(ines, "Une seule fois", exact=False)
    await press(ines, "Accepter Une seule fois")
    await expect(ines.get_by_text("Vous êtes membre de ce cercle")).to_be_visible()


async def suggests_somebody(elodie: Page, scripts: bool) -> None:
    await elodie.goto("/circles/une-seule-fois")
    await follow(elodie, "Proposer un ambassadeur")
    await looks_for(elodie, "Un nom ou une adresse e-mail", "lormeau", scripts)
    await press(elodie, "Proposer Claire Lormeau")
    await expect(elodie.locator("#toasts")).to_contain_text("Proposition envoyée")


async def answers_a_request(karim: Page) -> None:
    await karim.goto("/circles/une-seule-fois/members")
    await press(karim, "Accepter Claire Lormeau")
    await expect(karim.locator("#toasts")).to_contain_text("la personne est invitée")


async def invites_somebody(karim: Page, scripts: bool) -> None:
    await karim.goto("/circles/une-seule-fois/members")
    await follow(karim, "Inviter")
    await looks_for(karim, "Un nom ou une adresse e-mail", "le goff", scripts)
    await press(karim, "Inviter Thomas Le Goff")
    await expect(karim.locator("#toasts")).to_contain_text("Invitation envoyée")


async def appoints_a_co_lead(karim: Page, scripts: bool) -> None:
    await karim.goto("/circles/une-seule-fois/members")
    await follow(karim, "Gérer Élodie Castaing")
    await expect(karim.get_by_role("dialog")).to_have_count(1 if scripts else 0)
    await press(karim, "Nommer responsable")
    await expect(karim.locator("#toasts")).to_contain_text("un responsable de plus")


async def plans_a_gathering(karim: Page) -> None:
    await karim.goto("/circles/coeur-de-boutique/gatherings")
    await follow(karim, "Prévoir une rencontre")
    await press(karim, "Prévoir la rencontre")
    await expect(karim.locator("#errors")).to_be_visible()
    await karim.get_by_label("Titre").fill("Un bonjour pour chacun")
    await karim.get_by_label("Date").fill(TOMORROW.isoformat())
    await karim.get_by_label("Heure", exact=True).fill("13:30")
    await karim.get_by_label("Heure de fin").fill("14:00")
    await press(karim, "Prévoir la rencontre")
    await expect(karim.get_by_role("heading", level=1)).to_have_text("Un bonjour pour chacun")


async def publishes_a_message(karim: Page) -> None:
    await karim.goto("/circles/coeur-de-boutique/messages")
    await follow(karim, "Écrire un message")
    await karim.get_by_label("Titre").fill(MESSAGE)
    await karim.get_by_label("Pourquoi").fill("Un client qu’on a vu attend mieux.")
    await karim.get_by_label("Question", exact=True).fill("Que veut un client qui attend ?")
    await karim.get_by_label("Réponse 1", exact=True).first.fill("Un siège")
    await karim.get_by_label("Réponse 2", exact=True).first.fill("Savoir qu’on l’a vu")
    await karim.get_by_label("Bonne réponse").nth(1).check()
    await karim.get_by_label("Comment").fill("Lever les yeux à chaque entrée.")
    await press(karim, "Publier")
    await expect(karim.locator("#toasts")).to_contain_text("Message publié")


async def understands_the_why(ines: Page) -> None:
    """Wrong, then right: the how opens."""
    await ines.goto("/circles/coeur-de-boutique/messages")
    await follow(ines, MESSAGE)
    await expect(ines.get_by_text("Le comment s’ouvre quand le pourquoi est compris")).to_be_visible()
    await ines.get_by_label("Un siège").check()
    await press(ines, "Répondre")
    await expect(ines.get_by_text("Pas tout à fait").first).to_be_visible()
    await expect(ines.get_by_text("Lever les yeux à chaque entrée.")).to_have_count(0)
    await ines.get_by_label("Savoir qu’on l’a vu").check()
    await press(ines, "Répondre")
    await expect(ines.get_by_text("Lever les yeux à chaque entrée.")).to_be_visible()


async def leaves_a_circle(ines: Page) -> None:
    await ines.goto("/circles/a-portee-de-voix")
    await press(ines, "Quitter le cercle")
    await expect(ines.get_by_text("Ce cercle est ouvert à tous")).to_be_visible()


async def sees_coverage(solene: Page) -> None:
    await press(solene, "Menu")
    await solene.get_by_role("navigation", name="Menu").get_by_role("link", name="Couverture").click()
    await expect(solene.locator("main .tiles")).to_be_visible()
    await follow(solene, "Tableau")
    await expect(solene.locator("main table")).to_be_visible()


async def creates_a_circle(solene: Page) -> None:
    await solene.goto("/circles")
    await follow(solene, "Créer un cercle")
    await solene.get_by_label("Nom du cercle").fill("Au premier regard")
    await solene.get_by_label("Pourquoi ce cercle").fill("Être vu, c’est déjà être servi.")
    await solene.get_by_label("Ambassadeurs").check()
    await solene.get_by_label("Ouvert").check()
    await press(solene, "Créer le cercle")
    await expect(solene.get_by_role("heading", level=1)).to_have_text("Au premier regard")
