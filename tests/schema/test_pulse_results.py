"""Results by GraphQL: the same release, the same readers."""

from schema.ids import encode
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


async def test_an_open_wave_releases_nothing(faces: Faces) -> None:
    wave_id = await an_open_wave(faces.cast)
    answer = await faces.graphql("nadia", RESULTS, id=encode("Wave", wave_id))
    assert answer["data"]["wave"] == {"release": None, "trend": None, "comments": None}
