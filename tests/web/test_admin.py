"""Pages of administrators: people and roles, tokens, audit, failed work; nothing of it exists for others."""

import re
from uuid import uuid4

import pytest
import sqlalchemy as sa

from backend import jobs
from backend.events import EVENTS
from backend.identity.models import IDEMPOTENCY_KEYS, ROLE_GRANTS, TOKENS
from backend.jobs import JOBS, JobStatus
from tests.counting import counting
from tests.faces import Faces
from tests.schema.tools import send

PAGES = ("/admin", "/admin/people", "/admin/tokens", "/admin/audit", "/admin/jobs", "/admin/refused")


async def page(faces: Faces, who: str, path: str, status: int = 200, **headers: str) -> str:
    """What a page says, its non-breaking spaces made plain."""
    browser = await faces.browser(who)
    response = await browser.get(path, headers=headers)
    assert response.status_code == status, response.text[:2000]
    return response.text.replace("\u00a0", " ")


async def post(faces: Faces, who: str, path: str, **form: object) -> tuple[int, str]:
    """Send a form as a browser without scripts does; the status, and the page or where it leads."""
    browser = await faces.browser(who)
    response = await browser.post(path, data=form)
    return response.status_code, response.headers.get("location") or response.text.replace("\u00a0", " ")


@pytest.mark.parametrize("path", PAGES)
async def test_the_administration_is_for_administrators_alone(faces: Faces, path: str) -> None:
    assert "Administration" in await page(faces, "maud", path)
    assert "Administration" in await page(faces, "maud", path, **{"hx-request": "true"})
    for name in ("ines", "helene", "solene", "nadia"):
        await page(faces, name, path, status=404)


async def test_maud_finds_karim_gives_him_a_role_and_takes_it_back(faces: Faces) -> None:
    karim = faces.cast.people["karim"]
    found = await page(faces, "maud", "/admin/people?q=benha")
    assert "Karim Benhaddou" in found
    assert "Inès" not in found
    assert "Aucun rôle" in found
    aquitaine = str(faces.cast.units["aquitaine"])
    given = await post(faces, "maud", f"/admin/people/{karim}/roles", role="moderator", unit=aquitaine)
    assert given == (303, f"/admin/people/{karim}")
    shown = await page(faces, "maud", f"/admin/people/{karim}")
    assert "Le rôle est donné." in shown
    assert "Nouvelle-Aquitaine" in shown
    assert "Par Maud Terrier" in shown
    assert "Modération du forum" in await page(faces, "maud", "/admin/people?q=karim")
    revoke = re.search(r"/admin/people/[^\"]+/revoke", shown)
    assert revoke
    assert (await post(faces, "maud", revoke[0]))[0] == 303
    assert "Pas d’autre rôle" in await page(faces, "maud", f"/admin/people/{karim}")
    happened = await page(faces, "maud", f"/admin/audit?family=role&person={karim}")
    assert happened.index("Rôle retiré") < happened.index("Rôle donné")
    assert "Maud Terrier" in happened


async def test_maud_searches_the_unit_she_gives_a_role_on_and_a_refusal_keeps_her_choice(
    faces: Faces,
) -> None:
    path = f"/admin/people/{faces.cast.people['karim']}"
    aquitaine, boutique = str(faces.cast.units["aquitaine"]), str(faces.cast.units["boutique"])
    assert aquitaine not in await page(faces, "maud", path)
    found = await page(faces, "maud", f"{path}?unit_words=aquit")
    assert f'value="{aquitaine}"' in found
    assert boutique not in found
    alone = await page(
        faces, "maud", f"{path}?unit_words=rien", **{"hx-request": "true", "hx-target": "div#unit-choices"}
    )
    assert "<html" not in alone
    assert "Aucune unité n’a un nom comme « rien »" in alone
    status, again = await post(faces, "maud", f"{path}/roles", unit=aquitaine, role="")
    assert status == 422
    assert re.search(rf'value="{aquitaine}"[^>]* checked', again)


async def test_a_role_on_an_unknown_unit_comes_back_filled_with_what_is_wrong(faces: Faces) -> None:
    karim = faces.cast.people["karim"]
    path = f"/admin/people/{karim}/roles"
    status, shown = await post(faces, "maud", path, role="editor", unit=str(uuid4()), unit_words="bout")
    assert status == 422
    assert "Cette unité n’existe plus" in shown
    assert "Boutique Sainte-Catherine" in shown
    status, shown = await post(faces, "maud", path, role="editor", unit="nowhere")
    assert status == 422
    status, shown = await post(faces, "maud", path, unit="")
    assert status == 422
    assert "Choisissez un rôle." in shown
    status, _ = await post(faces, "karim", path, role="administrator")
    assert status == 403
    async with faces.cast.database.reading() as session:
        held = sa.select(sa.func.count()).where(ROLE_GRANTS.c.person_id == karim)
        assert await session.scalar(held) == 0


async def test_a_token_is_made_shown_once_and_revoked(faces: Faces) -> None:
    form = {
        "name": "Intranet",
        "email": "ines.marchetti@telenova.example",
        "scopes": ["identity:read"],
        "days": "30",
        "idempotency_key": "made-once",
    }
    status, shown = await post(faces, "maud", "/admin/tokens", **form)
    assert status == 200
    secret = re.search(r'value="(diap_\w+)"', shown)
    assert secret
    answer = (await send(faces, f"Bearer {secret[1]}", "{ viewer { person { displayName } } }")).json()
    assert answer["data"]["viewer"]["person"]["displayName"] == "Inès Marchetti"
    assert await post(faces, "maud", "/admin/tokens", **form) == (303, "/admin/tokens")
    listed = await page(faces, "maud", "/admin/tokens")
    assert "Son secret n’est montré qu’une fois." in listed
    assert secret[1] not in listed
    assert "enum." not in listed
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(TOKENS)) == 1
        kept = str((await session.execute(sa.select(IDEMPOTENCY_KEYS.c.answer))).all())
        told = str((await session.execute(sa.select(EVENTS.c.payload))).all())
    assert secret[1] not in kept + told
    revoke = re.search(r"/admin/tokens/[^\"]+/revoke", listed)
    assert revoke
    assert (await post(faces, "maud", revoke[0]))[0] == 303
    assert "Révoqué" in await page(faces, "maud", "/admin/tokens")
    assert (await send(faces, f"Bearer {secret[1]}", "{ __typename }")).status_code == 401


async def test_a_token_without_scope_or_for_nobody_is_not_made(faces: Faces) -> None:
    status, shown = await post(faces, "maud", "/admin/tokens", name="x", email="nobody@telenova.example")
    assert status == 422
    assert "Choisissez une portée au moins." in shown
    status, shown = await post(
        faces, "maud", "/admin/tokens", name="x", email="nobody@telenova.example", scopes="read"
    )
    assert status == 422
    assert "Personne n’a cette adresse" in shown
    status, _ = await post(
        faces, "ines", "/admin/tokens", name="x", email="maud.terrier@telenova.example", scopes="read"
    )
    assert status == 403
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(TOKENS)) == 0


async def a_dead_job(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await jobs.enqueue(session, "mail.invitation", {"to": "ines"})
        dead = {"status": JobStatus.DEAD, "attempts": 12, "last_error": "ConnectionRefused: port 25"}
        await session.execute(sa.update(JOBS).values(dead))
        await session.commit()


async def test_failed_work_is_shown_with_its_reason_and_tried_again(faces: Faces) -> None:
    assert "Rien n’a échoué" in await page(faces, "maud", "/admin/jobs")
    await a_dead_job(faces)
    shown = await page(faces, "maud", "/admin/jobs")
    assert "ConnectionRefused: port 25" in shown
    revive = re.search(r"/admin/jobs/[^\"]+/revive", shown)
    assert revive
    assert (await post(faces, "ines", revive[0]))[0] == 403
    assert await post(faces, "maud", revive[0]) == (303, "/admin/jobs")
    assert "Le travail va être réessayé." in await page(faces, "maud", "/admin/jobs")
    assert (await post(faces, "maud", revive[0]))[0] == 404
    assert "Travail relancé" in await page(faces, "maud", "/admin/audit?family=job")


async def test_the_audit_is_searched_by_who_acted(faces: Faces) -> None:
    karim = faces.cast.people["karim"]
    await post(faces, "maud", f"/admin/people/{karim}/roles", role="editor")
    assert "Rôle donné" in await page(faces, "maud", "/admin/audit?q=maud+terr")
    assert "Rien ne correspond" in await page(faces, "maud", "/admin/audit?q=karim")
    found = await page(faces, "maud", "/admin/audit?q=maud", **{"hx-request": "true", "hx-target": "#events"})
    assert "<h1" not in found
    assert "1 événement" in found
    await page(faces, "maud", "/admin/audit?person=nonsense", status=404)
    await page(faces, "maud", f"/admin/audit?person={uuid4()}", status=404)


async def test_the_lists_cost_the_same_statements_whatever_their_length(faces: Faces) -> None:
    for path in ("/admin/people", "/admin/audit", "/admin/tokens"):
        await page(faces, "maud", path)
        counts = []
        for names in (["karim"], ["ines", "thomas", "yann"]):
            for name in names:
                person = faces.cast.people[name]
                await post(faces, "maud", f"/admin/people/{person}/roles", role="editor")
            with counting(faces.cast.database) as sent:
                await page(faces, "maud", path)
            counts.append(sent.count)
        assert counts[0] == counts[1] <= 8, path
        async with faces.cast.database.writing() as session:
            await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.role == "editor"))
            await session.commit()


async def test_a_role_is_taken_back_on_its_holder_s_own_page_alone(faces: Faces) -> None:
    karim, ines = faces.cast.people["karim"], faces.cast.people["ines"]
    await post(faces, "maud", f"/admin/people/{karim}/roles", role="moderator", unit="")
    held = sa.select(ROLE_GRANTS.c.id).where(ROLE_GRANTS.c.person_id == karim)
    async with faces.cast.database.reading() as session:
        grant_id = await session.scalar(held)
    assert (await post(faces, "maud", f"/admin/people/{ines}/roles/{grant_id}/revoke"))[0] == 404
    async with faces.cast.database.reading() as session:
        assert await session.scalar(held) == grant_id
