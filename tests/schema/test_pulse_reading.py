"""What a head and a team read of results by GraphQL: what the page shows them, and no more."""

from typing import Any
from uuid import UUID

import pytest

from backend import pulse
from backend.pulse.questions import Question
from backend.pulse.reading import StandOut
from backend.pulse.statistics import Interval
from schema.ids import encode
from schema.pulse.reading import results_reading
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, an_open_wave, answered_by, sealed, staffed, various

RELEASE = """query($id: ID!, $unit: ID, $all: Boolean! = false) { wave(id: $id) {
  questionCount sealedAt promise { fr }
  release(orgUnitId: $unit, everybody: $all) {
    cells { label orgUnitId isDirect shown
      themes { theme favourable margin gap } figures { question margin bound } }
    whole { label orgUnitId shown count { exact } }
    beside { label shown }
    path { label orgUnitId }
    questions { key kind choices { key text { fr } } missing commitmentId }
    cuts viewerLeads toldAfter answerBy }
  comments(orgUnitId: $unit, everybody: $all) { nodes { text posts } }
  terms(orgUnitId: $unit, everybody: $all) { word comments }
  reading(orgUnitId: $unit, everybody: $all) { strengths { question } }
  trend(orgUnitId: $unit, everybody: $all) { question } } }"""


@pytest.fixture
async def wave_id(faces: Faces) -> UUID:
    return await a_sealed_wave(faces.cast, boutique=12, intervention=14, bretagne=11)


async def read(faces: Faces, name: str, wave_id: UUID, **asked: Any) -> dict[str, Any]:
    answer = await faces.graphql(name, RELEASE, id=encode("Wave", wave_id), **asked)
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]["wave"]
    return found


async def test_karim_reads_his_team_beside_everybody_asked(faces: Faces, wave_id: UUID) -> None:
    wave = await read(faces, "karim", wave_id)
    release = wave["release"]
    [own] = release["cells"]
    assert (own["label"], own["shown"], release["viewerLeads"]) == ("Boutique Sainte-Catherine", True, True)
    assert release["whole"] == {"label": "", "orgUnitId": None, "shown": True, "count": {"exact": 37}}
    assert release["beside"] is None
    assert [step["label"] for step in release["path"]] == ["", "Télénova", "Nouvelle-Aquitaine", own["label"]]
    assert release["path"][-1]["orgUnitId"] == own["orgUnitId"]
    [theme] = own["themes"]
    assert (theme["theme"], theme["gap"]) == ("LISTENING", 0)
    assert theme["margin"] > 0
    slows = next(one for one in release["questions"] if one["key"] == "what_slows")
    assert slows["choices"][0] == {"key": "tools", "text": {"fr": "Les outils"}}
    assert {one["question"] for one in own["figures"] if one["margin"]} == {"answered_on_customers"}
    assert wave["terms"] == []
    assert len(wave["comments"]["nodes"]) == 12


async def test_nadia_reads_what_comes_back_in_comments_and_how_the_wave_is_cut(faces: Faces) -> None:
    words = "Encore des transferts"
    wave_id = await a_sealed_wave(faces.cast, words, boutique=12, intervention=14, bretagne=11)
    wave = await read(faces, "nadia", wave_id)
    release = wave["release"]
    assert [(one["label"], one["isDirect"]) for one in release["cells"]] == [
        ("", False),
        ("Bretagne", False),
        ("Nouvelle-Aquitaine", False),
        ("Télénova", True),
    ]
    assert release["cuts"][0] == "UNIT"
    assert {"word": "transferts", "comments": 37} in wave["terms"]
    assert wave["comments"]["nodes"][0]["posts"] == 0
    assert (wave["questionCount"], wave["promise"]) == (3, None)


@pytest.mark.parametrize("name", ["karim", "ines"])
async def test_everybody_is_asked_for_by_name_and_shows_no_comment_to_a_team(
    faces: Faces, wave_id: UUID, name: str
) -> None:
    wave = await read(faces, name, wave_id, all=True)
    [cell] = wave["release"]["cells"]
    assert (cell["label"], cell["shown"], wave["release"]["viewerLeads"]) == ("", True, False)
    assert (wave["comments"], wave["terms"]) == (None, None)


async def test_a_team_under_the_threshold_has_the_closest_that_is_shown_beside_it(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=4, intervention=9)
    release = (await read(faces, "karim", wave_id))["release"]
    assert (release["cells"][0]["shown"], release["cells"][0]["themes"]) == (False, [])
    assert release["beside"] == {"label": "Nouvelle-Aquitaine", "shown": True}


async def test_where_a_share_stops_a_cell_says_so_as_the_page_does(faces: Faces) -> None:
    cast = faces.cast
    staff = await staffed(cast, boutique=22, bretagne=11)
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(one for some in staff.values() for one in some):
        await answered_by(cast, person, wave_id, answers={**various(place), "answered_on_customers": 4})
    await sealed(cast, wave_id)
    document = "query($id: ID!) { wave(id: $id) { release(everybody: true) { cells { favourable bound } } } }"
    answer = await faces.graphql("nadia", document, id=encode("Wave", wave_id))
    assert answer["data"]["wave"]["release"]["cells"][0] == {"favourable": 95, "bound": "at_least"}


def test_what_stands_out_is_told_with_its_interval_and_where_it_stops() -> None:
    listened = Question("listened", pulse.QuestionKind.AGREEMENT, pulse.SurveyTheme.LISTENING, {})
    found = pulse.Reading([StandOut(listened, 95, Interval(88, 100), "at_least")], [])
    [told] = results_reading(found).strengths
    assert (told.question, told.favourable, told.bound) == ("listened", 95, "at_least")
    assert (told.low, told.high) == (88, 100)
