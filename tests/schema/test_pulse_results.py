"""Results by GraphQL: the same release, the same readers."""

from backend.core.db import Database
from schema.ids import encode
from tests.counting import counting
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave, an_open_wave

RESULTS = """query($id: ID!, $unit: ID, $by: ReleaseCut! = UNIT) { wave(id: $id) {
  release(by: $by, orgUnitId: $unit) { cells {
    label shown coarsened count { min max exact } favourable mean enps { score low high }
    figures { question shares { value percent bound } } } }
  trend(orgUnitId: $unit) { question points { wave favourable } }
  comments(first: 3, orgUnitId: $unit) { nodes { text } pageInfo { hasNextPage } } } }"""


async def test_nadia_reads_cells_trend_and_comments(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=14, bretagne=11)
    answer = await faces.graphql("nadia", RESULTS, id=encode("Wave", wave_id))
    assert "errors" not in answer, answer
    wave = answer["data"]["wave"]
    whole = wave["release"]["cells"][0]
    assert whole["shown"]
    assert whole["count"] == {"min": 37, "max": 37, "exact": 37}
    assert whole["enps"]["low"] < whole["enps"]["score"] < whole["enps"]["high"]
    assert len(wave["comments"]["nodes"]) == 3
    assert wave["comments"]["pageInfo"]["hasNextPage"]
    assert {line["question"] for line in wave["trend"]} >= {"recommend_employer"}


async def test_what_is_hidden_has_no_figure_whatever_is_asked(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=3, bretagne=11)
    unit = encode("OrgUnit", faces.cast.units["aquitaine"])
    answer = await faces.graphql("nadia", RESULTS, id=encode("Wave", wave_id), unit=unit)
    cells = {cell["label"]: cell for cell in answer["data"]["wave"]["release"]["cells"]}
    hidden = [cell for cell in cells.values() if not cell["shown"]]
    assert hidden
    for cell in hidden:
        assert (cell["count"], cell["favourable"], cell["mean"], cell["enps"]) == (None,) * 4
        assert cell["figures"] == []


async def test_the_fields_of_one_wave_and_unit_share_one_reading(faces: Faces, database: Database) -> None:
    wave_id = await a_sealed_wave(faces.cast, boutique=12, intervention=14, bretagne=11)
    release, trend = "release { viewerLeads }", "trend { question }"
    reading = "reading { concerns { question } }"
    counts = []
    for fields in (release, release, f"{release} {trend} {reading}", f"{release} {trend} other: {trend}"):
        document = f"query($id: ID!) {{ wave(id: $id) {{ {fields} }} }}"
        with counting(database) as sent:
            answer = await faces.graphql("nadia", document, id=encode("Wave", wave_id))
        assert "errors" not in answer, answer
        counts.append(sent.count)
    assert len(set(counts[1:])) == 1, "but for the first, which notes that she was here"


async def test_a_wave_that_is_not_counted_yet_takes_nothing_from_another_of_the_list(faces: Faces) -> None:
    sealed, opened = await a_sealed_wave(faces.cast, boutique=12), await an_open_wave(faces.cast)
    document = """query($a: ID!, $b: ID!) { a: wave(id: $a) { trend { question } }
      b: wave(id: $b) { trend { question } } }"""
    answer = await faces.graphql("nadia", document, a=encode("Wave", sealed), b=encode("Wave", opened))
    assert answer["data"]["a"]["trend"]
    assert answer["data"]["b"] == {"trend": None}


async def test_an_open_wave_releases_nothing(faces: Faces) -> None:
    wave_id = await an_open_wave(faces.cast)
    answer = await faces.graphql("nadia", RESULTS, id=encode("Wave", wave_id))
    assert answer["data"]["wave"] == {"release": None, "trend": None, "comments": None}
