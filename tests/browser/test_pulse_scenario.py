"""The pulse's whole story on a narrow phone: composed, answered, sealed, read, answered back, asked again."""

import re
import sqlite3
from datetime import date, timedelta

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.company import Company

pytestmark = [pytest.mark.xdist_group("stories"), pytest.mark.timeout(300)]
TITLE, MONTHLY = "Deux questions sur l’accueil", "Le pouls du mois"
SHOP, SHOPS = "Boutique Sainte-Catherine", "Boutiques Nouvelle-Aquitaine"
PROMISE = "Un point de cinq minutes à l’ouverture, chaque mardi."
REASON = "File unique au retrait"
MOST_STEPS = 14
DEEPEST = 8


async def test_from_a_survey_to_a_commitment_and_back(fresh_company: Company) -> None:
    company = fresh_company
    async with company.reader("nadia", width=360) as nadia:
        await composes(nadia)
        await previews_and_opens(nadia)
    async with company.reader("ines", width=360) as ines:
        code, _ = await answers(ines, TITLE, comment="Deux files le samedi.")
    async with company.reader("nadia", width=360) as nadia:
        await closes(nadia, TITLE)
        await reads_that_one_answer_is_not_shown(nadia)
    async with company.reader(None, width=360) as nobody:
        await comes_back_with(nobody, code)
    async with company.reader("solene", width=360) as solene:
        await brings_customers_scores_in(solene)
    async with company.reader("karim", width=360) as karim:
        await reads_the_results_of_his_shop(karim)
        await commits(karim)
        await reads_customers_beside_colleagues(karim)
    async with company.reader("ines", width=360) as ines:
        await ines.goto("/commitments")
        await expect(ines.locator("main")).to_contain_text(PROMISE)
    a_month_goes_by(company)
    async with company.reader("nadia", width=360) as nadia:
        await closes(nadia, MONTHLY)
        await nadia.locator("#open-button").click()
        await expect(nadia.locator("main")).to_contain_text("Vague 4")
        await drills_down(nadia)
    async with company.reader("ines", width=360) as ines:
        _, questions = await answers(ines, MONTHLY)
        assert f"« {PROMISE} » Cet engagement est-il tenu ?" in map(plain, questions)


def plain(text: str) -> str:
    """The text without the spaces that keep a line together."""
    return re.sub(r"\s", " ", text)


async def composes(page: Page) -> None:
    """A survey that asks the shops of a region every month, of questions from the library."""
    await page.goto("/pulse/surveys/new")
    await page.locator("#f-title_fr").fill(TITLE)
    await page.locator("#f-title_en").fill("Two questions about welcoming")
    await page.locator("input[name=rhythm][value=monthly]").check()
    units = page.locator("#f-audience details", has=page.get_by_text("Unités", exact=True))
    await units.locator("summary").click()
    await units.get_by_label(re.compile(SHOPS)).check()
    await page.locator("#survey-form button.btn--primary").click()
    await page.get_by_role("link", name="Ouvrir la bibliothèque").click()
    for key in ("recommend_employer", "tools", "one_thing"):
        await page.locator(f"#key-{key}").check()
    await page.locator("#library button.btn--primary").click()
    await expect(page.locator("main")).to_contain_text(SHOPS)
    await expect(page.locator("main")).to_contain_text("Le dernier jour ouvré de chaque mois")


async def previews_and_opens(page: Page) -> None:
    """Every question as a phone will show it; then the rhythm, and the first wave without waiting for it."""
    survey = page.url
    await page.get_by_role("link", name="Aperçu sur un téléphone").click()
    for place in (1, 2):
        await expect(page.locator("main")).to_contain_text(f"Question {place} sur 2")
        await page.get_by_role("link", name="Continuer").click()
    await expect(page).to_have_url(survey)
    await page.locator("#start-button").click()
    await expect(page.locator("main")).to_contain_text("Prévue")
    await page.locator("#open-button").click()
    await expect(page.locator("main")).to_contain_text("Vague 1")
    await expect(page.locator("main")).to_contain_text("Ouverte")


async def answers(page: Page, survey: str, comment: str = "") -> tuple[str, list[str]]:
    """Reads the promise and answers every question; returns the code of the comment, and what was asked."""
    await page.goto("/pulse")
    await page.locator("main").get_by_role("link", name=survey).first.click()
    await expect(page.locator(".note")).to_contain_text("Notre promesse")
    await page.get_by_role("link", name="Commencer").click()
    questions = []
    for _ in range(MOST_STEPS):
        if page.url.endswith("/check"):
            break
        here = page.url
        questions.append(await page.get_by_role("heading", level=1).inner_text())
        await page.locator("main label:has(input)").first.click()
        await page.get_by_role("button", name="Continuer").click()
        await page.wait_for_url(lambda url, here=here: url != here)
    await page.locator("#f-comment").fill(comment)
    code = await page.locator("#code").inner_text()
    await page.get_by_role("button", name="Envoyer mes réponses").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Merci. Vos réponses sont comptées.")
    return code, questions


async def closes(page: Page, survey: str) -> None:
    """Closes the wave that is open, and waits until it is sealed."""
    await page.goto("/pulse/surveys")
    await page.locator("main").get_by_role("link", name=survey).first.click()
    sealed = page.locator("#waves ~ div", has_text="Scellée")
    before = await sealed.count()
    await page.get_by_text("Fermer maintenant").click()
    await page.get_by_role("button", name="Oui, fermer").click()
    for _ in range(240):
        if await sealed.count() > before:
            break
        await page.wait_for_timeout(500)
        await page.reload()
    await expect(sealed).to_have_count(before + 1)


async def reads_that_one_answer_is_not_shown(page: Page) -> None:
    await page.get_by_role("link", name=re.compile("Lire les résultats")).first.click()
    await expect(page.locator("main")).to_contain_text("non affiché")


async def comes_back_with(page: Page, code: str) -> None:
    await page.goto("/pulse/conversation")
    await page.locator("#f-code").fill(code)
    await page.get_by_role("button", name="Ouvrir l’échange").click()
    await expect(page.locator("main")).to_contain_text("Deux files le samedi.")


async def brings_customers_scores_in(page: Page) -> None:
    """Forty calls of the month before, from a file."""
    head = "reference,given_on,unit,site_code,step,score,channel,reason,solved"
    month = date.today().replace(day=1)
    days = (month - timedelta(days=1 + place % 20) for place in range(40))
    rows = [f"appel-{n},{day},{SHOP},,,{10 - n % 5},phone,{REASON},yes" for n, day in enumerate(days)]
    file = FilePayload(name="appels.csv", mimeType="text/csv", buffer="\n".join([head, *rows]).encode())
    await page.goto("/reciprocity")
    await page.locator("#f-file").set_input_files(file)
    await page.get_by_role("button", name="Importer").click()
    await expect(page.locator("main")).to_contain_text(re.compile(r"Nouvelles\s: 40"))


async def reads_the_results_of_his_shop(page: Page) -> None:
    """Who took part, scores with their margins, the heat map, the trend, the comments."""
    await page.goto("/")
    await page.locator("main").get_by_role("link", name=re.compile("Répondre aux résultats")).first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(SHOP)
    main = page.locator("main")
    await expect(main.locator(".head__lede")).to_have_text(re.compile(r"10–19\sréponses"))
    await expect(main).to_contain_text(re.compile(r"entre .+ et .+ \(à 95\s%\)"))
    await expect(
        page.locator("table.heat tr", has_text=SHOP).locator("td[data-h] small").first
    ).to_contain_text("±")
    await expect(page.get_by_role("heading", name="Au fil des vagues")).to_be_visible()
    await expect(page.locator("#comments ~ *", has_text="Lire les commentaires")).to_be_visible()


async def commits(page: Page) -> None:
    await page.locator("#f-what").fill(PROMISE)
    await page.locator("#f-theme").select_option("listening")
    await page.locator("#f-due_on").fill("2030-01-15")
    await page.get_by_role("button", name="Publier mon engagement").click()
    await expect(page.locator("main")).to_contain_text(PROMISE)


async def reads_customers_beside_colleagues(page: Page) -> None:
    """On one page, each with its curve; what the file said is counted."""
    await page.get_by_role("link", name="À côté de ce que disent les clients").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(SHOP)
    await expect(page.locator("svg.panel")).to_have_count(2)
    await expect(page.locator("[aria-labelledby=reasons]")).to_contain_text(REASON)


def a_month_goes_by(company: Company) -> None:
    """Whoever was asked lately was asked a month before: no page moves the clock of another process."""
    with sqlite3.connect(company.demo.database, timeout=30) as database:
        database.execute("UPDATE pulse_invitation SET invited_on = date(invited_on, '-31 days')")


async def drills_down(page: Page) -> None:
    """From the whole company down to a unit with none inside; small ones are hidden, and others with them."""
    await page.get_by_role("link", name=re.compile("Lire les résultats")).last.click()
    hidden = []
    for _ in range(DEEPEST):
        await expect(page.locator("table.heat")).to_be_visible()
        hidden.append(await page.locator("table.heat tbody td[colspan]").count())
        inside, here = page.locator("table.heat tbody a"), page.url
        if not await inside.count():
            break
        await inside.first.click()
        await page.wait_for_url(lambda url, here=here: url != here)
    assert len(hidden) > 2, hidden
    assert max(hidden) > 1, hidden
