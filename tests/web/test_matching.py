"""The matching on pages: run and published by Solène; then each one's place, given back and taken."""

import pytest

from backend import immersions
from backend.core.listing import Page
from tests.faces import Faces
from tests.immersions.placed import an_edition_wished, drained, held, published, solved, waiting

WISHES, PLACES = {"ines": "ab", "karim": "ab", "thomas": "a"}, {"a": 1, "b": 2}


async def test_solene_runs_keeps_a_place_and_publishes_and_ines_reads_why(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, WISHES, PLACES)
        slots = await immersions.slots_of(session, [offers["a"].id])
        path, slot = f"/immersions/{edition.slug}/matching", slots[offers["a"].id][0].id
        await session.commit()
    solene, ines = await faces.browser("solene"), await faces.browser("ines")
    assert (await ines.get(path)).status_code == 404
    assert (await solene.post(path, data={"seed": "nine"})).status_code == 422
    assert (await solene.post(path, data={"seed": "7"})).status_code == 303
    assert 'hx-trigger="every 2s"' in (await solene.get(path)).text
    await drained(cast)
    page = await solene.get(path)
    assert "Optimal" in page.text
    assert 'hx-trigger="every 2s"' not in page.text
    part = await solene.get(path, headers={"HX-Request": "true", "HX-Target": "div#runs"})
    assert "<html" not in part.text
    assert "graine 7" in part.text
    thomas = str(cast.people["thomas"])
    choosing = await solene.get(f"{path}?pin={cast.people['ines']}")
    assert "Réserver une place à Inès" in choosing.text
    kept = await solene.post(f"{path}/pins", data={"person_id": thomas, "slot_id": str(slot)})
    assert kept.status_code == 303
    full = await solene.post(
        f"{path}/pins", data={"person_id": str(cast.people["ines"]), "slot_id": str(slot)}
    )
    assert full.status_code == 409
    assert (await solene.post(f"{path}/pins", data={"person_id": thomas})).status_code == 303
    async with cast.database.reading() as session:
        actor = await cast.actor("solene")
        run = await immersions.runs_of(session, actor, edition.id, Page(1))
    published_at = await solene.post(f"{path}/publish", data={"run_id": str(run.items[0].id)})
    assert published_at.status_code == 303
    mine = (await ines.get(f"/immersions/{edition.slug}")).text
    assert "Vous avez votre" in mine
    assert "aurait laissé un" in mine


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({}, "Ce calcul ne place personne"),
        ({"ines": "a", "karim": "a"}, "1 personne sur 2 a une place. 1 personne reste sans place."),
    ],
)
async def test_solene_reads_who_has_a_place_before_she_publishes(
    faces: Faces, wishes: dict[str, str], said: str
) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, _ = await an_edition_wished(session, cast, wishes, {"a": 1})
        await session.commit()
    await solved(cast, edition.id)
    path = f"/immersions/{edition.slug}/matching"
    solene = await faces.browser("solene")
    listed = (await solene.get(path)).text
    assert f'href="{path}?run=1&amp;publish=1#publish-form"' in listed
    assert 'id="publish-form"' not in listed
    assert said in (await solene.get(f"{path}?run=1&publish=1")).text


async def test_solene_is_offered_another_run_where_things_changed_since(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, {"ines": "a"}, {"a": 1})
        slots = await immersions.slots_of(session, [offers["a"].id])
        await session.commit()
    run = await solved(cast, edition.id)
    path = f"/immersions/{edition.slug}/matching"
    solene = await faces.browser("solene")
    kept = {"person_id": str(cast.people["thomas"]), "slot_id": str(slots[offers["a"].id][0].id)}
    assert (await solene.post(f"{path}/pins", data=kept)).status_code == 303
    page = (await solene.get(f"{path}?run=1&publish=1")).text
    assert "Refaire un calcul" in page
    assert f'action="{path}/publish"' not in page
    refused = await solene.post(f"{path}/publish", data={"run_id": str(run.id)})
    assert refused.status_code == 409
    assert "La situation a changé" in refused.text


async def test_thomas_gives_his_place_back_and_the_next_takes_it_on_the_page(faces: Faces) -> None:
    cast = faces.cast
    edition_id, offers = await published(cast, WISHES, PLACES)
    async with cast.database.reading() as session:
        edition = await immersions.get_edition_by_id(session, await cast.actor("solene"), edition_id)
    path = f"/immersions/{edition.slug}"
    first, second = await waiting(cast, offers["a"])
    thomas = await faces.browser("thomas")
    assert (await thomas.post(f"{path}/placement/withdraw")).status_code == 303
    page = (await thomas.get(path)).text
    assert "Votre place est rendue" in page
    assert "votre 1er vœu" not in page.lower().replace("\xa0", " ")
    await drained(cast)
    next_one, other = await faces.browser(first), await faces.browser(second)
    assert "Prendre cette place" in (await next_one.get(path)).text
    answer = {"offer_id": str(offers["a"].id)}
    assert (await other.post(f"{path}/placement/accept", data=answer)).status_code == 409
    assert (await next_one.post(f"{path}/placement/accept", data=answer)).status_code == 303
    assert await held(cast, offers) == {first: "a", second: "b"}
