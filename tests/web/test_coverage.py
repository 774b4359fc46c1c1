"""The coverage page: a map, a table, the way down, and where to act."""

from tests.circles.test_coverage import in_circle
from tests.faces import Faces


async def test_the_map_shows_a_tile_for_each_unit_and_leads_down(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await in_circle(session, faces.cast.people, "ines")
        await session.commit()
    browser = await faces.browser("ines")
    page = await browser.get("/coverage")
    assert page.status_code == 200
    assert "Un ambassadeur pour 8 collègues. L’objectif est 1 pour 40." in page.text.replace("\xa0", " ")
    aquitaine = faces.cast.units["aquitaine"]
    assert f'href="/coverage?unit={aquitaine}"' in page.text
    below = await browser.get(f"/coverage?unit={aquitaine}")
    assert "Boutique Sainte-Catherine" in below.text
    assert 'data-c="4"' in below.text


async def test_the_table_says_the_same_and_htmx_gets_it_alone(faces: Faces) -> None:
    browser = await faces.browser("ines")
    whole = await browser.get("/coverage?view=table")
    assert "<table" in whole.text
    assert "<html" in whole.text
    alone = await browser.get("/coverage?view=table", headers={"hx-request": "true"})
    assert "<table" in alone.text
    assert "<html" not in alone.text


async def test_a_blind_spot_leads_its_cx_leader_to_create_a_circle_and_others_to_look(faces: Faces) -> None:
    aquitaine = faces.cast.units["aquitaine"]
    solene = await (await faces.browser("solene")).get("/coverage")
    assert f'href="/circles/new?unit={aquitaine}"' in solene.text
    form = await (await faces.browser("solene")).get(f"/circles/new?unit={aquitaine}")
    assert f'<option value="{aquitaine}" selected>' in form.text
    ines = await (await faces.browser("ines")).get("/coverage")
    assert "/circles/new" not in ines.text


async def test_a_unit_that_does_not_exist_is_a_404_and_odd_addresses_do_no_harm(faces: Faces) -> None:
    browser = await faces.browser("ines")
    for unit in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        assert (await browser.get(f"/coverage?unit={unit}")).status_code == 404
    for query in ("view=pie", "view=table&from=99999", "view=table&from=-1", "view=table&from=٣"):
        assert (await browser.get(f"/coverage?{query}")).status_code == 200


async def test_a_signed_out_reader_is_sent_to_sign_in(faces: Faces) -> None:
    page = await (await faces.browser(None)).get("/coverage?view=table")
    assert page.status_code == 303
    assert page.headers["location"].startswith("/sign-in?next=/coverage")
