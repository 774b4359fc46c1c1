"""The results page: what a manager, a team and everybody else get of it."""

import csv
import io
import re
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import lineage, pulse
from backend.core.db import Database
from backend.core.listing import Page
from backend.core.local_time import company_day, today_in
from backend.identity import PEOPLE
from backend.pulse import Cut
from backend.pulse.models import RELEASE_CELLS
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, an_open_wave, sealed, staffed


@pytest.fixture
async def wave_id(faces: Faces) -> UUID:
    return await a_sealed_wave(faces.cast, boutique=12, intervention=14, bretagne=11)


async def test_karim_opens_his_teams_results(faces: Faces, wave_id: UUID) -> None:
    client = await faces.browser("karim")
    page = await client.get(f"/pulse/{wave_id}/results")
    assert page.status_code == 200
    assert "Boutique Sainte-Catherine" in page.text
    assert "10–19" in page.text
    assert "12 réponses" not in page.text


async def test_nadia_drills_down_reads_comments_and_takes_the_sheet(faces: Faces, wave_id: UUID) -> None:
    client = await faces.browser("nadia")
    for address in ("", "?by=site", "?by=family", f"?unit={faces.cast.units['aquitaine']}"):
        page = await client.get(f"/pulse/{wave_id}/results{address}")
        assert page.status_code == 200, page.text
    words = await client.get(f"/pulse/{wave_id}/comments?q=Mot+12")
    assert "Mot 12" in words.text
    assert "Mot 13" not in words.text
    sheet = await client.get(f"/pulse/{wave_id}/results.csv")
    assert sheet.headers["content-type"].startswith("text/csv")
    assert "recommend_employer" in sheet.text


async def test_the_sheet_says_what_the_page_says(faces: Faces, database: Database, wave_id: UUID) -> None:
    """Shares by answer, « at least » and « at most », what stops short of the end, what each line is of."""
    async with database.writing() as session:
        cells = RELEASE_CELLS.c
        told = {"shares": [["1", 5, "at_most"], ["5", 95, "at_least"]], "favourable": 95, "bound": "at_least"}
        whole = sa.update(RELEASE_CELLS).where(
            cells.question == "answered_on_customers", cells.cut == Cut.ALL
        )
        await session.execute(whole.values(coarsened=True, figures={**told, "mean": 4.8, "margin": 7}))
        await session.commit()
    nadia = await faces.browser("nadia")
    sheet = await nadia.get(f"/pulse/{wave_id}/results.csv")
    lines = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    [line] = [one for one in lines if one["cut"] == "all" and one["question"] == "answered_on_customers"]
    assert (line["bound"], line["favourable"], line["margin"], line["mean"]) == ("≥", "95", "7", "4.8")
    assert (line["shares"], line["coarsened"]) == ("1 ≤5; 5 ≥95", "yes")
    assert "au moins 95" in (await nadia.get(f"/pulse/{wave_id}/results")).text
    [classes] = [one for one in lines if one["cut"] == "all" and one["question"] == "recommend_employer"]
    assert [one.split()[0] for one in classes["shares"].split("; ")] == [
        "promoters",
        "passives",
        "detractors",
    ]
    assert {one["cut"] for one in lines} == {"all", "unit", "direct"}
    by_site = await nadia.get(f"/pulse/{wave_id}/results.csv?by=site")
    assert {one["cut"] for one in csv.DictReader(io.StringIO(by_site.text[1:]))} == {"all", "site"}


async def test_karim_is_led_to_everybody_and_not_back_to_his_own_team(faces: Faces, wave_id: UUID) -> None:
    karim = await faces.browser("karim")
    own = await karim.get(f"/pulse/{wave_id}/results")
    everybody = f"/pulse/{wave_id}/results?unit=all"
    assert f'<a href="{everybody}">Toute l’entreprise</a>' in own.text
    page = await karim.get(everybody)
    assert "<h1>Toute l’entreprise</h1>" in page.text
    sheet = next(re.finditer(r'href="(/pulse/[^"]+results\.csv[^"]*)"', page.text))[1]
    lines = (await karim.get(sheet)).text
    assert "Boutique Sainte-Catherine" not in lines
    assert lines.count("recommend_employer") == 1
    assert (await karim.get(f"/pulse/{wave_id}/comments?unit=all")).status_code == 404


@pytest.mark.parametrize(
    ("part", "sample_size", "name"),
    [
        ("aquitaine", None, "Toutes les personnes interrogées"),
        ("aquitaine", 10, "Toutes les personnes interrogées"),
        (None, 10, "Toute l’entreprise"),
    ],
)
async def test_the_whole_company_is_named_where_all_of_it_was_asked_or_drawn_from(
    faces: Faces, part: str | None, sample_size: int | None, name: str
) -> None:
    cast = faces.cast
    parts = [{"kind": "unit", "target_id": cast.units[part]}] if part else []
    await staffed(cast, boutique=20)
    wave_id = await an_open_wave(cast, audience=parts, sample_size=sample_size)
    await sealed(cast, wave_id)
    page = (await (await faces.browser("nadia")).get(f"/pulse/{wave_id}/results")).text
    assert f"<h1>{name}</h1>" in page
    assert ("Toute l’entreprise" in page) == (part is None)


async def test_a_team_that_is_not_shown_is_led_to_the_closest_that_is(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=4, intervention=9)
    karim = await faces.browser("karim")
    page = await karim.get(f"/pulse/{wave_id}/results")
    [(there, name)] = re.findall(r'le plus proche\s*:\s*<a href="([^"]+)">([^<]+)</a>', page.text)
    assert f"<h1>{name}</h1>" in (await karim.get(there)).text


@pytest.mark.parametrize("address", ["", "?by=site", "?by=family"])
async def test_what_leads_away_from_everybodys_results_stays_with_everybody(
    faces: Faces, wave_id: UUID, address: str
) -> None:
    nadia = await faces.browser("nadia")
    page = await nadia.get(f"/pulse/{wave_id}/results{address}")
    assert "unit=&" not in page.text
    assert 'unit="' not in page.text
    comments = await nadia.get(f"/pulse/{wave_id}/comments?unit=all")
    assert f'<a href="/pulse/{wave_id}/results?unit=all">' in comments.text
    assert '<input type="hidden" name="unit" value="all">' in comments.text


async def test_a_stranger_and_a_wrong_address_find_nothing(faces: Faces, wave_id: UUID) -> None:
    yann = await faces.browser("yann")
    there = f"/pulse/{wave_id}/results?unit={faces.cast.units['boutique']}"
    for address in (there, there.replace("results", "results.csv"), there.replace("results", "comments")):
        assert (await yann.get(address)).status_code == 404
    nadia = await faces.browser("nadia")
    assert (await nadia.get(f"/pulse/{wave_id}/results?unit=nowhere")).status_code == 404


@pytest.mark.parametrize(("intervention", "is_awaited"), [(14, True), (4, False)])
async def test_a_head_is_awaited_where_figures_of_their_unit_are_shown_alone(
    faces: Faces, intervention: int, is_awaited: bool
) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=intervention, bretagne=9)
    page = await (await faces.browser("karim")).get(f"/pulse/{wave_id}/results")
    assert ("Non affiché" in page.text) is not is_awaited, "a small unit beside his hides it too"
    assert ("Votre réponse est attendue" in page.text) is is_awaited
    assert 'id="commit"' in page.text, "he may commit to something all the same"


@pytest.mark.parametrize(("answers", "is_shown"), [(4, False), (12, True)])
async def test_a_wave_that_shows_no_figure_says_so_where_it_is_listed(
    faces: Faces, answers: int, is_shown: bool
) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=answers)
    listed = await (await faces.browser("ines")).get("/pulse")
    assert f"/pulse/{wave_id}/results" in listed.text
    assert ("non affiché" in listed.text) is not is_shown


async def test_nadia_goes_down_through_a_unit_that_is_not_shown(faces: Faces) -> None:
    """What is inside it may be shown; its own page says that it is not."""
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=4, bretagne=9)
    nadia, inside = await faces.browser("nadia"), faces.cast.units["boutique"]
    page = await nadia.get(f"/pulse/{wave_id}/results?unit={faces.cast.units['aquitaine']}")
    assert f'<a href="/pulse/{wave_id}/results?unit={inside}">' in page.text
    assert "Non affiché" in (await nadia.get(f"/pulse/{wave_id}/results?unit={inside}")).text


async def test_what_leads_to_everybodys_results_does_not_lead_to_ones_own_team(
    faces: Faces, wave_id: UUID
) -> None:
    """A promise to everybody, and a figure of the letter."""
    nadia, ines = await faces.browser("nadia"), await faces.browser("ines")
    due_on = (today_in("Europe/Paris") + timedelta(days=20)).isoformat()
    form = {"what": "Un point chaque lundi", "theme": "listening", "due_on": due_on}
    assert (await nadia.post(f"/pulse/{wave_id}/commitments?unit=all", data=form)).status_code == 303
    [promised] = re.findall(rf'href="(/pulse/{wave_id}/results[^"]*)"', (await ines.get("/commitments")).text)
    async with faces.cast.database.reading() as session:
        [wave] = await pulse.latest_results(session, await faces.cast.actor("ines"), 1)
        month = company_day(session, wave.closed_at).replace(day=1)
        told = await pulse.digest_candidates(session, org_unit_id=None, month=month)
        made = (await pulse.commitments_to(session, None, Page(5))).items
        about = await lineage.about(session, await faces.cast.actor("ines"), [one.commitment for one in made])
    [letter] = [one.url for one in told if one.source_kind == "wave"]
    for there in (promised, letter, *about.values()):
        assert "<h1>Toute l’entreprise</h1>" in (await ines.get(there)).text, there


async def test_the_sheet_says_what_is_not_shown(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=4, bretagne=9)
    sheet = await (await faces.browser("nadia")).get(
        f"/pulse/{wave_id}/results.csv?unit={faces.cast.units['aquitaine']}"
    )
    lines = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    [hidden] = [
        one
        for one in lines
        if (one["unit"], one["question"]) == ("Intervention Landes", "recommend_employer")
    ]
    assert (hidden["shares"], hidden["answers_from"], hidden["score"]) == ("non affiché", "", "")
    assert all(one["shares"] for one in lines)


async def test_a_score_of_nought_has_no_sign_and_a_cut_that_is_none_is_by_unit(
    faces: Faces, database: Database, wave_id: UUID
) -> None:
    async with database.writing() as session:
        cells = RELEASE_CELLS.c
        told = {"shares": [], "score": 0, "low": -12, "high": 12}
        score = sa.update(RELEASE_CELLS).where(cells.question == "recommend_employer")
        await session.execute(score.values(figures=told))
        await session.commit()
    page = (await (await faces.browser("nadia")).get(f"/pulse/{wave_id}/results?by=zzz")).text
    assert '<strong class="t-2xl">0</strong>' in page
    assert "entre −12 et +12" in page.replace("\u00a0", " ")
    assert "+0" not in page
    assert "Par unité et par thème" in page


async def test_those_of_no_unit_are_not_a_unit_without_a_name(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        people = [{"email": f"n{n}@t.example", "given_name": "N", "family_name": f"{n}"} for n in range(9)]
        await session.execute(sa.insert(PEOPLE), people)
        await session.commit()
    wave_id = await a_sealed_wave(faces.cast, boutique=12, bretagne=11)
    page = (await (await faces.browser("nadia")).get(f"/pulse/{wave_id}/results?unit=all")).text
    assert '<th scope="row">ailleurs<small>' in page
    assert '<th scope="row">, direction' not in page
