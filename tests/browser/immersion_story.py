"""« 10 de cœur » from a cloned edition to its dashboard, as a mouse or the keyboard alone tells it."""

import re
import sqlite3
from datetime import UTC, date, datetime, timedelta

from playwright.async_api import Page, expect

from tests.browser.company import Company
from tests.browser.hands import Hands
from tests.browser.pages import NAQ_EDITION

SHORT, LONG = "Acheter un forfait comme un client", "Deux jours à suivre une commande"
ACTIVITY = "Le parcours web, en client"
HURTS = ("Le prix change à la dernière page.", "Personne ne dit quand la box arrive.")


async def an_edition_from_its_clone_to_its_dashboard(company: Company, hands: Hands) -> None:
    name = f"10 de cœur d’essai {'clavier' if hands.keyboard else 'souris'}"
    async with company.reader("solene") as solene:
        edition = await clones(solene, hands, name)
        async with company.reader("thomas", width=360) as thomas:
            await offers(thomas, hands, edition, SHORT, "09:00", "12:00", places="2")
            await offers(thomas, hands, edition, LONG, "09:00", "17:00", places="1")
        await approves(solene, hands, edition)
        for wisher in ("karim", "elodie"):
            async with company.reader(wisher) as page:
                await wishes(page, hands, edition, SHORT)
        async with company.reader("ines", width=360) as ines:
            await wishes(ines, hands, edition, LONG, SHORT)
            await ranks_first(ines, hands, SHORT)
            async with company.reader("karim") as karim:
                await grants_the_absence(karim, hands, edition)
            await ines.goto(f"{edition}/wishes")
            await expect(ines.locator("#my-wishes")).to_contain_text("Absence accordée")
            await matches(solene, hands, edition, ("Karim Benhaddou", "Élodie Castaing"))
            await reads_her_place_and_why(ines, edition)
            async with company.reader("karim") as karim:
                await gives_back(karim, hands, edition)
            await takes_the_place_by_mail(ines, hands, company)
            the_day_comes(company, SHORT)
            await lives_the_day(ines, hands, edition)
            async with company.reader("thomas", width=360) as thomas:
                await sees_who_came(thomas, hands, edition)
                await advances(solene, hands, edition)
                await tells(thomas, hands, [])
            await ines.goto(f"{edition}/day/debrief")
            await tells(ines, hands, list(HURTS))
            debrief = ines.url
        await sends_on(solene, hands, debrief)
        await solene.goto(f"{edition}/dashboard")
        await expect(solene.get_by_role("heading", level=2).first).to_contain_text("ont leur premier vœu")
        await expect(solene.locator("main")).to_contain_text("2")


async def clones(page: Page, hands: Hands, name: str) -> str:
    """Clones last year's edition, with short days approved by themselves; its address."""
    await page.goto(f"{NAQ_EDITION}-premiere-edition/setup")
    await hands.press(page.locator("summary", has_text="La cloner"))
    await hands.write(page.locator("#f-name"), name)
    await hands.press(page.locator("#clone-form button[type=submit]"))
    await expect(page.locator(".head__over")).to_contain_text(name)
    edition = page.url.removesuffix("/setup")
    await page.goto(f"{edition}/edit")
    await hands.pick(page.locator("input[name=approval][value=below_hours]"))
    await hands.write(page.locator("#f-approval_hours"), "4")
    await hands.press(page.locator("#edition-form button.btn--coeur"))
    await page.wait_for_url("**/setup")
    return edition


async def offers(
    page: Page, hands: Hands, edition: str, title: str, start: str, end: str, *, places: str
) -> None:
    await page.goto(f"{edition}/offers/new")
    await hands.choose(page.locator("#f-activity_id"), ACTIVITY)
    await hands.write(page.locator("#f-title"), title)
    await hands.choose(page.locator("#f-site_id"), "À distance")
    await hands.write(page.locator("#f-day-1"), (date.today() + timedelta(days=10)).isoformat())
    await hands.write(page.locator("#f-from-1"), start)
    await hands.write(page.locator("#f-to-1"), end)
    await hands.write(page.locator("#f-capacity-1"), places)
    await hands.press(page.get_by_role("button", name="La proposer"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)


async def approves(page: Page, hands: Hands, edition: str) -> None:
    for title in (SHORT, LONG):
        await page.goto(f"{edition}/setup")
        await hands.press(page.locator("main").get_by_role("link", name=title))
        await hands.press(page.get_by_role("button", name="Ouvrir aux vœux"))
        await expect(page.locator("#toasts")).to_be_visible()
        await page.wait_for_url("**/setup")
    await advances(page, hands, edition)


async def advances(page: Page, hands: Hands, edition: str) -> None:
    await page.goto(f"{edition}/setup")
    await hands.press(page.locator("summary", has_text="Ouvrir la phase suivante"))
    button = page.locator("#advance-button")
    before = await button.inner_text()
    await hands.press(button)
    await expect(page.locator("#phases")).to_be_visible()
    await expect(page.locator("#advance-button", has_text=before)).to_have_count(0)


async def wishes(page: Page, hands: Hands, edition: str, *titles: str) -> None:
    await page.goto(edition)
    for rank, title in enumerate(titles, start=1):
        await hands.press(page.locator("article", has_text=title).get_by_role("button"))
        await expect(page.locator("#my-wishes .wish").nth(rank - 1)).to_contain_text(title)


async def ranks_first(page: Page, hands: Hands, title: str) -> None:
    """Brings her second wish to the first place: dragged with the mouse, or by its button."""
    mine = page.locator("#my-wishes .wish")
    if hands.keyboard:
        await hands.press(mine.filter(has_text=title).get_by_role("button", name=re.compile("Monter")))
    else:
        await mine.filter(has_text=title).drag_to(mine.first)
    await expect(mine.first).to_contain_text(title)


async def grants_the_absence(page: Page, hands: Hands, edition: str) -> None:
    await page.goto(f"{edition}/approvals")
    await hands.press(page.get_by_role("button", name=re.compile("(Oui à tous|Dire oui) Inès Marchetti")))
    await expect(
        page.get_by_role("button", name=re.compile("(Oui à tous|Dire oui) Inès Marchetti"))
    ).to_have_count(0)


async def matches(page: Page, hands: Hands, edition: str, pinned: tuple[str, ...]) -> None:
    """Runs the matching, reads its quality, keeps a place for some, runs it again, publishes it."""
    await advances(page, hands, edition)
    await runs(page, hands, edition, 1)
    for name in pinned:
        await page.goto(f"{edition}/matching?run=1")
        await hands.press(page.get_by_role("link", name=f"Réserver une place {name}"))
        await page.locator("#f-slot_id").wait_for()
        wanted = page.locator("#f-slot_id option", has_text=SHORT)
        await hands.choose(page.locator("#f-slot_id"), await wanted.inner_text())
        await hands.press(page.get_by_role("button", name="Réserver cette place"))
        await expect(page.locator("tr", has_text=name).get_by_role("button")).to_be_visible()
    await runs(page, hands, edition, 2)
    await hands.press(page.locator("#publish-2"))
    await hands.press(page.locator("#publish-form").get_by_role("button", name="Publier"))
    await expect(page.locator("#runs")).to_contain_text("Publié")


async def runs(page: Page, hands: Hands, edition: str, number: int) -> None:
    await page.goto(f"{edition}/matching")
    await hands.press(page.locator("#run-button"))
    done = page.locator("#runs-table").get_by_role("link", name=f"N° {number}")
    await expect(done).to_be_visible(timeout=30_000)
    await expect(page.locator("#runs-table")).to_contain_text("Optimal")
    await page.goto(f"{edition}/matching?run={number}")
    await expect(page.locator("#quality-title")).to_be_visible()


async def reads_her_place_and_why(page: Page, edition: str) -> None:
    await page.goto(edition)
    place = page.locator("#my-place")
    await expect(place).to_contain_text(LONG)
    await expect(place).to_contain_text("Vous avez votre 2e vœu.")
    await expect(place).to_contain_text("N° 1")


async def gives_back(page: Page, hands: Hands, edition: str) -> None:
    await page.goto(edition)
    await hands.press(page.locator("summary", has_text="Je ne peux pas venir"))
    await hands.press(page.get_by_role("button", name="Rendre ma place"))
    await expect(page.locator("#toasts")).to_contain_text("La place est rendue")


async def takes_the_place_by_mail(page: Page, hands: Hands, company: Company) -> None:
    """The letter comes a moment later; its button leads to where the place is taken."""
    letter = page.get_by_role("link", name=re.compile(f"Une place est à vous.*{SHORT}"))
    for _ in range(240):
        await page.goto(f"{company.demo.provider}/mailbox?to=ines")
        if await letter.count():
            break
        await page.wait_for_timeout(500)
    await hands.press(letter.first)
    inside = page.frame_locator("iframe").get_by_role("link", name="Répondre")
    await page.goto(str(await inside.get_attribute("href")))
    await hands.press(page.get_by_role("button", name=re.compile("Prendre cette place")))
    await expect(page.locator("#my-place")).to_contain_text(SHORT)
    await expect(page.locator("#my-place")).to_contain_text("liste d’attente")


def the_day_comes(company: Company, title: str) -> None:
    """The day starts a minute ago: no page moves the clock of another process."""
    started = datetime.now(UTC) - timedelta(minutes=1)
    with sqlite3.connect(company.demo.database, timeout=30) as database:
        slots = "SELECT slot.id FROM slot JOIN offer ON offer.id = slot.offer_id WHERE offer.title = ?"
        database.execute(
            f"UPDATE slot SET starts_at = ?, ends_at = ? WHERE id IN ({slots})",
            (*(f"{one:%Y-%m-%d %H:%M:%S.%f}" for one in (started, started + timedelta(hours=3))), title),
        )


async def lives_the_day(page: Page, hands: Hands, edition: str) -> None:
    await page.goto(f"{edition}/day")
    await hands.press(page.get_by_role("link", name="Kit de préparation").last)
    await page.wait_for_url("**/day/kit")
    await page.goto(f"{edition}/arrive")
    await hands.press(page.get_by_role("button", name=re.compile("J’y suis")))
    await expect(page.locator("main")).to_contain_text("Vous y êtes")


async def sees_who_came(page: Page, hands: Hands, edition: str) -> None:
    """On the sheet of the day; then on to telling how it was, which waits for the phase of days."""
    await page.goto(f"{edition}/visitors")
    await hands.press(page.locator("main li.ask", has_text=SHORT).get_by_role("link"))
    await expect(page.get_by_role("table")).to_contain_text("Inès Marchetti")
    await expect(page.get_by_role("table")).to_contain_text("Élodie Castaing")
    await expect(page.locator("main")).to_contain_text("1 sur 2")
    await page.goto(f"{page.url}/debrief")


async def tells(page: Page, hands: Hands, irritants: list[str]) -> None:
    """Sends the debrief that the page holds, with these irritants on the customer's journey."""
    await page.reload()
    await hands.write(page.locator("#f-surprised"), "Le client fait tout, et n’a personne à qui parler.")
    for number, text in enumerate(irritants, start=1):
        await hands.write(page.locator(f"#f-irritant_text-{number}"), text)
        await hands.choose(page.locator(f"#f-irritant_place-{number}"), "La commande")
    await hands.press(page.get_by_role("button", name="Envoyer mon retour"))
    await page.wait_for_url("**/debriefs/*")


async def sends_on(page: Page, hands: Hands, debrief: str) -> None:
    for text in HURTS:
        await page.goto(debrief)
        await hands.press(page.locator("main li.card", has_text=text).get_by_role("button"))
        await page.wait_for_url("**/reports/*")
    await page.goto(debrief)
    await expect(page.locator("main li.card", has_text="Transmis")).to_have_count(2)
