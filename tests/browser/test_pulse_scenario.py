"""The pulse's whole story on a narrow phone: composed, answered, sealed, read, answered back, asked again."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.company import Company

pytestmark = pytest.mark.xdist_group("stories")
TITLE = "Deux questions sur l’accueil"
PROMISE = "Un point de cinq minutes à l’ouverture, chaque mardi."
MOST_STEPS = 14


async def test_from_a_survey_to_a_commitment_and_back(company: Company) -> None:
    async with company.reader("nadia", width=360) as nadia:
        await composes_and_opens(nadia)
    async with company.reader("ines", width=360) as ines:
        code = await answers(ines, TITLE, comment="Deux files le samedi.")
    async with company.reader("nadia", width=360) as nadia:
        await closes_and_reads_that_one_answer_is_not_shown(nadia)
    async with company.reader(None, width=360) as nobody:
        await comes_back_with(nobody, code)
    async with company.reader("karim", width=360) as karim:
        asked = await answers(karim, "Le pouls")
        assert asked is None
        await answers_the_results(karim)
    async with company.reader("ines", width=360) as ines:
        await ines.goto("/commitments")
        await expect(ines.locator("main")).to_contain_text(PROMISE)
    async with company.reader("nadia", width=360) as nadia:
        await drills_down(nadia)
        await nadia.goto("/reciprocity")
        await expect(nadia.locator("svg.panel")).to_have_count(2)


async def composes_and_opens(page: Page) -> None:
    await page.goto("/pulse/surveys/new")
    await page.locator("#f-title_fr").fill(TITLE)
    await page.locator("#f-title_en").fill("Two questions about welcoming")
    await page.locator("input[name=rhythm][value=by_hand]").check()
    await page.locator("#survey-form button.btn--primary").click()
    await page.get_by_role("link", name="Ouvrir la bibliothèque").click()
    for key in ("recommend_employer", "tools", "one_thing"):
        await page.locator(f"#key-{key}").check()
    await page.locator("#library button.btn--primary").click()
    await page.get_by_role("link", name="Aperçu sur un téléphone").click()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.go_back()
    await page.locator("#open-button").click()
    await expect(page.locator("main")).to_contain_text("Vague 1")


async def answers(page: Page, survey: str, comment: str = "") -> str | None:
    """Answers every question; returns the code of the comment, and sees that a commitment is asked about."""
    await page.goto("/pulse")
    await page.locator("main").get_by_role("link", name=re.compile(survey)).first.click()
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
    code = None
    if comment:
        await page.locator("#f-comment").fill(comment)
        code = await page.locator("#code").inner_text()
    else:
        assert any("est-il tenu" in question for question in questions), questions
    await page.get_by_role("button", name="Envoyer mes réponses").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Merci. Vos réponses sont comptées.")
    return code


async def closes_and_reads_that_one_answer_is_not_shown(page: Page) -> None:
    await page.goto("/pulse/surveys")
    await page.locator("main").get_by_role("link", name=TITLE).click()
    await page.get_by_text("Fermer maintenant").click()
    await page.get_by_role("button", name="Oui, fermer").click()
    results = page.get_by_role("link", name=re.compile("Lire les résultats"))
    for _ in range(240):
        if await results.count():
            break
        await page.wait_for_timeout(500)
        await page.reload()
    await results.first.click()
    await expect(page.locator("main")).to_contain_text("non affiché")


async def comes_back_with(page: Page, code: str | None) -> None:
    assert code
    await page.goto("/pulse/conversation")
    await page.locator("#f-code").fill(code)
    await page.get_by_role("button", name="Ouvrir l’échange").click()
    await expect(page.locator("main")).to_contain_text("Deux files le samedi.")


async def answers_the_results(page: Page) -> None:
    await page.goto("/")
    await page.locator("main").get_by_role("link", name=re.compile("Répondre aux résultats")).first.click()
    await expect(page.locator("table.heat")).to_be_visible()
    await page.locator("#f-what").fill(PROMISE)
    await page.locator("#f-theme").select_option("listening")
    await page.locator("#f-due_on").fill("2030-01-15")
    await page.get_by_role("button", name="Publier mon engagement").click()
    await expect(page.locator("main")).to_contain_text(PROMISE)


async def drills_down(page: Page) -> None:
    """From the whole company to a unit inside, and to one inside that."""
    await page.goto("/pulse/surveys")
    await page.locator("main").get_by_role("link", name=re.compile("Le pouls")).first.click()
    await page.get_by_role("link", name=re.compile("Lire les résultats")).first.click()
    for _ in range(2):
        here = page.url
        await page.locator("table.heat tbody a").first.click()
        await page.wait_for_url(lambda url, here=here: url != here)
        await expect(page.locator("table.heat")).to_be_visible()
