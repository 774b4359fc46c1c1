"""A survey of one part of the company: its figures go by the name of that part, wherever they are told."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.local_time import today_in
from backend.identity import PEOPLE, SITES
from schema.ids import encode
from tests.faces import Faces
from tests.pulse.scene import an_open_wave, answered_by, sealed, staffed, various

REGION = "Nouvelle-Aquitaine"
RELEASE = """query($id: ID!, $unit: ID, $all: Boolean!) { wave(id: $id) {
  release(orgUnitId: $unit, everybody: $all) {
    path { label } whole { label } cells { label count { min } } } } }"""


@pytest.fixture
async def wave_id(faces: Faces) -> UUID:
    """Sealed: the shop and the technicians of the region answered, and those right in it."""
    cast = faces.cast
    staff = await staffed(cast, boutique=12, intervention=14, aquitaine=8)
    async with cast.database.writing() as session:
        site = sa.select(SITES.c.id).scalar_subquery()
        await session.execute(sa.update(PEOPLE).values(site_id=site))
        await session.commit()
    wave_id = await an_open_wave(cast, org_unit_id=cast.units["aquitaine"])
    for place, person in enumerate(one for some in staff.values() for one in some):
        await answered_by(cast, person, wave_id, answers=various(place), comment=f"Mot {place}")
    await sealed(cast, wave_id)
    return wave_id


def title(page: str) -> str:
    return page.split("<h1>")[1].split("</h1>")[0]


def lines(page: str) -> list[str]:
    """What the lines of the heat map are called."""
    table = page.split('class="heat"')[1].split("</table>")[0]
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', table)


@pytest.mark.parametrize("asked", ["", "?unit=all", "?unit=telenova", "?unit=aquitaine"])
@pytest.mark.parametrize("name", ["helene", "nadia"])
async def test_its_page_is_under_the_name_of_the_part_alone(
    faces: Faces, wave_id: UUID, name: str, asked: str
) -> None:
    """Hélène heads the company, so that she leads its part; Nadia runs the survey."""
    for unit, unit_id in faces.cast.units.items():
        asked = asked.replace(f"={unit}", f"={unit_id}")
    client = await faces.browser(name)
    page = (await client.get(f"/pulse/{wave_id}/results{asked}")).text
    assert title(page) == REGION
    assert lines(page) == [REGION, "Boutique Sainte-Catherine", "Intervention Landes", f"{REGION}, direction"]
    assert "personnes interrogées" in page, "it is told how many took part, as of the whole"
    assert 'id="commit"' in page
    [by_site] = re.findall(r'href="([^"]+by=site)"', page)
    assert lines((await client.get(by_site.replace("&amp;", "&"))).text) == [REGION, "Bordeaux"]


async def test_the_way_up_from_a_unit_ends_at_the_part(faces: Faces, wave_id: UUID) -> None:
    shop = faces.cast.units["boutique"]
    page = (await (await faces.browser("ines")).get(f"/pulse/{wave_id}/results?unit={shop}")).text
    [way] = re.findall(r'<p class="meta">(<a .*?)</p>', page)
    assert re.findall(r">([^<]+)<", way) == [REGION]
    assert "Télénova</a>" not in page.split("</main>")[0].split("<main")[1]


async def test_a_sheet_and_a_tool_say_the_same(faces: Faces, wave_id: UUID) -> None:
    sheet = (await (await faces.browser("helene")).get(f"/pulse/{wave_id}/results.csv")).text
    assert "Télénova" not in sheet
    for unit in (None, "telenova", "aquitaine"):
        values = {"id": encode("Wave", wave_id), "all": unit is None}
        values["unit"] = encode("OrgUnit", faces.cast.units[unit]) if unit else None
        answer = await faces.graphql("helene", RELEASE, **values)
        told = answer["data"]["wave"]["release"]
        assert [one["label"] for one in told["path"]] == [REGION]
        assert (told["whole"]["label"], told["cells"][0]["label"]) == (REGION, REGION)
        assert told["cells"][0]["count"]


async def test_it_is_answered_to_that_part(faces: Faces, wave_id: UUID) -> None:
    async with faces.cast.database.reading() as session:
        asks = await pulse.asks_for(session, await faces.cast.actor("helene"))
    assert [one.params["unit"] for one in asks if one.code == "answer_back"] == [REGION]
    due_on = (today_in("Europe/Paris") + timedelta(days=20)).isoformat()
    what = "Un point chaque lundi"
    helene, ines, yann = [await faces.browser(name) for name in ("helene", "ines", "yann")]
    for unit in ("all", faces.cast.units["telenova"]):
        there = f"/pulse/{wave_id}/commitments?unit={unit}"
        answer = await helene.post(there, data={"what": what, "theme": "listening", "due_on": due_on})
        assert answer.status_code == 303
        assert what in (await helene.get(answer.headers["location"])).text
    promised = (await ines.get("/commitments")).text
    assert promised.count(what) == promised.count(REGION) == 2
    assert what not in (await yann.get("/commitments")).text, "it is no promise to everybody"
