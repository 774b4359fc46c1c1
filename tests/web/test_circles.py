"""Circles as pages: every state renders in both languages, every form works without JavaScript."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import GATHERINGS
from backend.core.clock import now
from backend.core.listing import Page
from backend.identity import PEOPLE
from tests.circles.message_scenes import a_message
from tests.circles.scene import a_circle, as_, counters, row
from tests.circles.scenes import a_gathering
from tests.faces import Faces


async def post(faces: Faces, who: str, path: str, **form: str) -> tuple[int, str]:
    """Send a form as a browser without scripts does; the status and where it leads."""
    browser = await faces.browser(who)
    response = await browser.post(path, data=form)
    return response.status_code, response.headers.get("location", "")


async def page(faces: Faces, who: str, path: str, status: int = 200, **headers: str) -> str:
    """What a page says, its non-breaking spaces made plain."""
    browser = await faces.browser(who)
    response = await browser.get(path, headers=headers)
    assert response.status_code == status, response.text[:2000]
    return response.text.replace("\u00a0", " ")


async def test_ines_finds_a_circle_joins_it_and_leaves_it(faces: Faces) -> None:
    slug = await a_circle(faces.cast, name="Cœur de boutique")
    assert "Cœur de boutique" in await page(faces, "ines", "/circles?q=coeur&kind=ambassador")
    assert "Aucun cercle ne correspond" in await page(faces, "ines", "/circles?q=rien")
    assert "Rejoindre le cercle" in await page(faces, "ines", f"/circles/{slug}")
    assert await post(faces, "ines", f"/circles/{slug}/join") == (303, f"/circles/{slug}")
    shown = await page(faces, "ines", f"/circles/{slug}")
    assert "Vous êtes membre de ce cercle" in shown
    assert "Vous voilà dans le cercle." in shown
    assert "Inès Marchetti" in await page(faces, "ines", f"/circles/{slug}/members")
    assert (await post(faces, "ines", f"/circles/{slug}/leave"))[0] == 303
    assert await counters(faces.cast, slug) == (1, 1, 0)


async def test_a_refusal_about_oneself_is_told_to_oneself(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    here, (ines, karim) = f"/circles/{slug}", (faces.cast.people[name] for name in ("ines", "karim"))
    told = {
        ("ines", f"{here}/leave"): "Vous n’êtes pas membre de ce cercle.",
        ("karim", f"{here}/members/{ines}/remove"): "Cette personne n’est pas membre du cercle.",
        ("karim", f"{here}/members/{karim}/lead"): "Vous animez déjà ce cercle.",
        ("karim", f"{here}/join"): "Vous êtes déjà dans ce cercle, ou vous attendez d’y entrer.",
    }
    for (who, path), words in told.items():
        refused = await (await faces.browser(who)).post(path)
        assert (refused.status_code, words in refused.text.replace("\u00a0", " ")) == (409, True), (
            path,
            words,
        )


async def test_drafts_and_what_was_cancelled_hide_nothing_of_what_a_circle_is_at(faces: Faces) -> None:
    cast = faces.cast
    slug = await a_circle(cast)
    async with cast.database.writing() as session:
        karim = await cast.actor("karim")
        circle = await circles.get_circle(session, karim, slug)
        for title in ("Publié en dernier", "Publié avant"):
            await circles.draft_message(session, karim, circle, a_message(title=title))
        drafts = (await circles.message_rows(session, karim, [circle.id], Page()))[circle.id].items
        for one in drafts:
            await circles.publish_message(session, karim, await circles.get_message(session, karim, one.id))
        for number in range(6):
            await circles.draft_message(session, karim, circle, a_message(title=f"Brouillon {number}"))
            called_off = await a_gathering(session, circle.id, starts_in=timedelta(hours=number + 1))
            await session.execute(
                sa.update(GATHERINGS).where(GATHERINGS.c.id == called_off).values(cancelled_at=now())
            )
        await a_gathering(session, circle.id, starts_in=timedelta(days=1), title="Le brief de demain")
        await session.commit()
    shown = await page(faces, "karim", f"/circles/{slug}")
    assert "Publié en dernier" in shown
    assert "Publié avant" not in shown
    assert "Le brief de demain" in shown


async def test_a_full_circle_says_so_and_gives_a_number_on_the_waiting_list(faces: Faces) -> None:
    slug = await a_circle(faces.cast, capacity=1)
    assert "M’inscrire sur la liste d’attente" in await page(faces, "ines", f"/circles/{slug}")
    await post(faces, "ines", f"/circles/{slug}/join")
    await post(faces, "thomas", f"/circles/{slug}/join")
    assert "Vous êtes n° 2 sur la liste d’attente" in await page(faces, "thomas", f"/circles/{slug}")
    assert "En attente : n° 1" in await page(faces, "ines", "/circles?mine=1")
    shown = await page(faces, "karim", f"/circles/{slug}/members")
    assert shown.index("Inès Marchetti") < shown.index("Thomas Le Goff")
    assert "Thomas Le Goff" not in await page(faces, "ines", f"/circles/{slug}/members")


async def test_solene_creates_a_circle_led_by_karim_and_a_wrong_form_comes_back_filled(faces: Faces) -> None:
    unit = str(faces.cast.units["aquitaine"])
    assert "aquitaine" in await page(faces, "solene", "/circles/new")
    given = {"name": "Relais", "kind": "ambassador", "why": "Parce que.", "org_unit_id": unit}
    browser = await faces.browser("solene")
    again = await browser.post("/circles", data={**given, "why": "", "capacity": "0"})
    assert again.status_code == 422
    assert "Dites pourquoi ce cercle existe." in again.text
    assert "Un cercle a au moins une place." in again.text
    assert 'value="Relais"' in again.text
    unknown = await browser.post("/circles", data={**given, "lead_email": "rien@telenova.example"})
    assert (unknown.status_code, "f-lead_email-error" in unknown.text) == (422, True)
    email = "karim.benhaddou@telenova.example"
    assert await post(faces, "solene", "/circles", **given, lead_email=email) == (303, "/circles/relais")
    assert (await row(faces.cast, "relais")).lead_name == "Karim Benhaddou"
    assert 'value="Relais"' in await page(faces, "karim", "/circles/relais/edit")
    await post(faces, "karim", "/circles/relais/edit", **{**given, "name": "Grand relais"})
    assert (await row(faces.cast, "relais")).name == "Grand relais"
    assert "Fermer ce cercle" in await page(faces, "karim", "/circles/relais/archive")
    assert await post(faces, "karim", "/circles/relais/archive") == (303, "/circles")
    assert "Ce cercle est fermé" in await page(faces, "karim", "/circles/relais")


async def test_karim_invites_by_search_and_ines_accepts(faces: Faces) -> None:
    slug = await a_circle(faces.cast, join_policy="invitation")
    found = await page(
        faces,
        "karim",
        f"/circles/{slug}/invite?q=march",
        **{"hx-request": "true", "hx-target": "div#candidates"},
    )
    assert "Inès Marchetti" in found
    assert "<html" not in found
    person_id = str(faces.cast.people["ines"])
    status, _ = await post(faces, "karim", f"/circles/{slug}/invite", person_id=person_id, note="Viens")
    assert status == 303
    invitations = await page(faces, "ines", "/invitations")
    assert "Karim Benhaddou vous invite" in invitations
    assert "« Viens »" in invitations
    assert "Karim Benhaddou vous invite dans le cercle « Cœur »" in await page(faces, "ines", "/")
    assert await post(faces, "ines", f"/circles/{slug}/accept") == (303, f"/circles/{slug}")
    assert "Aucune invitation ne vous attend" in await page(faces, "ines", "/invitations")
    assert "Inviter une liste" not in await page(faces, "ines", f"/circles/{slug}/invite")
    assert (await post(faces, "yann", f"/circles/{slug}/accept"))[0] == 409


async def test_a_list_is_pasted_or_uploaded_and_its_bad_lines_are_shown(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    browser = await faces.browser("karim")
    response = await browser.post(
        f"/circles/{slug}/invite/list",
        data={"emails": "rien@telenova.example", "note": ""},
        files={"file": ("liste.csv", "Adresse;Nom\nines.marchetti@telenova.example;Été\n".encode("cp1252"))},
    )
    assert response.status_code == 200
    assert "1 invitation envoyée" in response.text.replace("\u00a0", " ")
    assert "Aucun collègue n’a cette adresse" in response.text
    empty = await browser.post(f"/circles/{slug}/invite/list", data={"emails": ""})
    assert (empty.status_code, "Donnez au moins une adresse e-mail." in empty.text) == (422, True)


async def test_a_lead_answers_requests_appoints_and_removes(faces: Faces) -> None:
    slug = await a_circle(faces.cast, join_policy="request")
    ines, thomas = str(faces.cast.people["ines"]), str(faces.cast.people["thomas"])
    for name in ("ines", "thomas"):
        await post(faces, name, f"/circles/{slug}/join")
    assert "2 demandes à étudier" in await page(faces, "karim", f"/circles/{slug}/members")
    await post(faces, "karim", f"/circles/{slug}/requests/{ines}", accept="1")
    await post(faces, "karim", f"/circles/{slug}/requests/{thomas}", accept="0")
    assert await counters(faces.cast, slug) == (2, 1, 0)
    assert "Nommer responsable" in await page(faces, "karim", f"/circles/{slug}/members/{ines}")
    await page(faces, "thomas", f"/circles/{slug}/members/{ines}", 404)
    dialog = await page(
        faces, "karim", f"/circles/{slug}/members/{ines}", **{"hx-request": "true", "hx-target": "div#dialog"}
    )
    assert dialog.lstrip().startswith("<dialog")
    await post(faces, "karim", f"/circles/{slug}/members/{ines}/lead")
    assert await counters(faces.cast, slug) == (2, 2, 0)
    assert (await post(faces, "karim", f"/circles/{slug}/step-down"))[0] == 303
    assert (await post(faces, "ines", f"/circles/{slug}/members/{ines}/remove"))[0] == 409
    karim = str(faces.cast.people["karim"])
    await post(faces, "ines", f"/circles/{slug}/members/{karim}/remove")
    assert await counters(faces.cast, slug) == (1, 1, 0)


async def test_what_ines_may_not_do_is_refused_or_hidden_and_changes_nothing(faces: Faces) -> None:
    slug = await a_circle(faces.cast)
    before = await row(faces.cast, slug)
    for path in ("edit", "archive"):
        await page(faces, "ines", f"/circles/{slug}/{path}", 404)
    await page(faces, "ines", "/circles/new", 404)
    assert (await post(faces, "ines", f"/circles/{slug}/archive"))[0] == 403
    form = {"name": "Autre", "kind": "ambassador", "why": "Non."}
    assert (await post(faces, "ines", f"/circles/{slug}/edit", **form))[0] == 403
    assert (await post(faces, "ines", "/circles", **form))[0] == 403
    assert await row(faces.cast, slug) == before


async def test_a_long_list_of_circles_goes_on_from_where_it_stopped(faces: Faces) -> None:
    for n in range(14):
        await a_circle(faces.cast, name=f"Cercle {n:02}")
    first = await page(faces, "ines", "/circles")
    assert "Voir 2 de plus" in first
    assert "Cercle 12" not in first
    after = first.split("after=")[1].split('"')[0]
    rest = await page(
        faces,
        "ines",
        f"/circles?after={after}",
        **{"hx-request": "true", "hx-target": "ul#circle-items"},
    )
    assert "Cercle 12" in rest
    assert "autofocus" in rest
    assert "<html" not in rest


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("policy", ["open", "request", "invitation"])
async def test_every_state_of_a_circle_renders_in_both_languages(
    faces: Faces, locale: str, policy: str
) -> None:
    async with faces.cast.database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(locale=locale))
        await session.commit()
    top = await a_circle(faces.cast, name="Évangélistes", kind="evangelist")
    parent_id = (await row(faces.cast, top)).id
    slug = await a_circle(faces.cast, join_policy=policy, capacity=2, parent_id=parent_id)
    draft = await a_circle(faces.cast, draft=True)
    await as_(faces.cast, "karim", slug, circles.invite, faces.cast.people["ines"])
    for name in ("ines", "thomas", "karim", "solene"):
        for path in (f"/circles/{slug}", f"/circles/{top}", f"/circles/{slug}/members", "/circles"):
            assert "enum." not in await page(faces, name, path)
    for path in ("edit", "members", "invite", "archive"):
        await page(faces, "karim", f"/circles/{draft}/{path}")


async def test_a_circle_shows_six_of_those_it_sponsors_and_leads_to_the_others(faces: Faces) -> None:
    parent = await a_circle(faces.cast, name="Évangélistes", kind="evangelist")
    sponsor = (await row(faces.cast, parent)).id
    for number in range(8):
        await a_circle(faces.cast, name=f"Relais {number}", parent_id=sponsor)
    shown = await page(faces, "ines", f"/circles/{parent}")
    assert "Relais 5" in shown
    assert "Relais 6" not in shown
    assert "Voir 2 de plus" in shown
    more = re.search(r'href="([^"]*sponsored_after[^"#]*)', shown)
    assert more
    assert "Relais 7" in await page(faces, "ines", more[1])
    htmx = {"hx-request": "true", "hx-target": "ul#sponsored-items"}
    alone = await page(faces, "ines", more[1], **htmx)
    assert "Relais 6" in alone
    assert "<html" not in alone
    assert "Relais 5" not in alone


async def test_leaving_a_circle_joined_by_invitation_asks_first_and_says_how_one_comes_back(
    faces: Faces,
) -> None:
    slug = await a_circle(faces.cast, join_policy="invitation")
    ines = await faces.browser("ines")
    assert (await ines.get(f"/circles/{slug}/leave")).status_code == 404
    await as_(faces.cast, "karim", slug, circles.invite, faces.cast.people["ines"])
    await as_(faces.cast, "ines", slug, circles.join)
    page = (await ines.get(f"/circles/{slug}")).text
    assert f'href="/circles/{slug}/leave"' in page
    assert f'action="/circles/{slug}/leave"' not in page
    assert "sur invitation" in (await ines.get(f"/circles/{slug}/leave")).text
    await ines.post(f"/circles/{slug}/leave")
    assert "peut vous réinviter" in (await ines.get(f"/circles/{slug}")).text
