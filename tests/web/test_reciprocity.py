"""Customers beside colleagues on screen and through GraphQL, and the import of scores."""

from pathlib import Path

import sqlalchemy as sa

from backend import pulse
from backend.core.actor import SYSTEM
from backend.core.ids import new_id
from backend.identity import ROLE_GRANTS, Role
from schema.ids import encode
from tests.cli.command import diapason
from tests.faces import Faces
from tests.pulse.scene import a_sealed_wave
from tests.pulse.test_reciprocity import HEAD, scores

BOTH = """query($unit: ID) { reciprocity(orgUnitId: $unit) { orgUnit { name }
  customers { scale points { on score low high count { min exact } } }
  colleagues { scale points { score } } reasons { name count { min } } solvedAtFirstContact } }"""
SEND = """mutation($input: ImportCustomerScoresInput!) { importCustomerScores(input: $input) { __typename
  ... on ImportCustomerScoresSuccess { created unchanged refused { place field reason } }
  ... on UserError { code field } } }"""

UNITS = ("Boutique Sainte-Catherine", "Bretagne")


async def test_karim_sees_both_panels_and_their_table(faces: Faces) -> None:
    cast = faces.cast
    await a_sealed_wave(cast, boutique=24, bretagne=24)
    async with cast.database.writing() as session:
        await pulse.add_customer_scores(session, SYSTEM, scores(cast.units["boutique"], 30))
        await session.commit()
    karim = await faces.browser("karim")
    page = (await karim.get("/reciprocity")).text
    assert page.count('<svg class="panel"') == 2
    assert "Boutique Sainte-Catherine" in page
    assert "30 réponses" in page
    assert "Importer les notes" not in page
    ines = await faces.browser("ines")
    assert (await ines.get("/reciprocity")).status_code == 404
    assert (await ines.get(f"/reciprocity?unit={cast.units['boutique']}")).status_code == 404
    unit = encode("OrgUnit", cast.units["boutique"])
    told = (await faces.graphql("karim", BOTH, unit=unit))["data"]["reciprocity"]
    assert (told["customers"]["scale"], told["colleagues"]["scale"]) == ("1-10", "0-10")
    assert told["customers"]["points"][0]["count"] == {"min": 30, "exact": 30}
    assert (await faces.graphql("ines", BOTH, unit=unit))["data"] == {"reciprocity": None}


async def test_solene_brings_a_file_in_from_the_page(faces: Faces) -> None:
    solene = await faces.browser("solene")
    content = (
        HEAD + "a1,2026-03-02,Boutique Sainte-Catherine,,,9,phone,,,\na2,2026-03-02,Bretagne,,,9,phone,,,\n"
    )
    files = {"file": ("scores.csv", content.encode("cp1252"), "text/csv")}
    page = await solene.post("/reciprocity", files=files)
    assert page.status_code == 200
    assert "Nouvelles\u00a0: 1." in page.text
    assert "Ligne 3, unit\u00a0: ce n’est pas dans votre partie de l’entreprise" in page.text
    assert (await solene.post("/reciprocity", data={})).status_code == 422
    karim = await faces.browser("karim")
    assert (await karim.post("/reciprocity", files=files)).status_code == 403


async def test_a_tool_sends_scores_and_the_bad_one_is_told_by_its_place(faces: Faces) -> None:
    unit = encode("OrgUnit", faces.cast.units["boutique"])
    good = {"reference": "b1", "givenOn": "2026-03-02", "score": 9, "orgUnitId": unit}
    homeless = {"reference": "b2", "givenOn": "2026-03-02", "score": 9}
    given = {"scores": [good, homeless], "idempotencyKey": "once"}
    sent = (await faces.graphql("solene", SEND, input=given))["data"]
    assert sent["importCustomerScores"] == {
        "__typename": "ImportCustomerScoresSuccess",
        "created": 1,
        "unchanged": 0,
        "refused": [{"place": 2, "field": "orgUnitId", "reason": "il faut une unité ou un site"}],
    }
    assert (await faces.graphql("solene", SEND, input=given))["data"] == sent
    assert (await faces.graphql("karim", SEND, input={"scores": [good]}))["data"]["importCustomerScores"] == {
        "__typename": "ForbiddenError",
        "code": "customers_apart",
        "field": None,
    }


async def test_bad_scores_are_told_one_by_one_and_the_good_ones_among_them_are_kept(faces: Faces) -> None:
    """Solène listens everywhere here: no unit is somebody else’s to her."""
    async with faces.cast.database.writing() as session:
        everywhere = {"person_id": faces.cast.people["solene"], "role": Role.CX_LEADER}
        await session.execute(sa.insert(ROLE_GRANTS), [{"id": new_id(), **everywhere}])
        await session.commit()
    unit = encode("OrgUnit", faces.cast.units["boutique"])
    good = {"givenOn": "2026-03-02", "score": 9, "orgUnitId": unit}
    wrong: list[tuple[dict[str, object], str]] = [
        ({"score": 11}, "score"),
        ({"reference": " "}, "reference"),
        ({"verbatim": "a" * 4001}, "verbatim"),
        ({"orgUnitId": "Bordeaux"}, "orgUnitId"),
        ({"orgUnitId": encode("OrgUnit", new_id())}, "orgUnitId"),
        ({"stepId": unit}, "stepId"),
        ({"givenOn": "2999-03-02"}, "givenOn"),
    ]
    odd = [{**good, "reference": f"odd {place}", **change} for place, (change, _field) in enumerate(wrong)]
    among = [{**good, "reference": "first"}, *odd, {**good, "reference": "last"}]
    given = {"scores": among, "idempotencyKey": "once"}
    sent = (await faces.graphql("solene", SEND, input=given))["data"]
    told = sent["importCustomerScores"]
    assert (told["__typename"], told["created"]) == ("ImportCustomerScoresSuccess", 2)
    assert [(one["place"], one["field"]) for one in told["refused"]] == [
        (place, field) for place, (_change, field) in enumerate(wrong, start=2)
    ]
    assert told["refused"][0]["reason"] == "il faut un nombre entier de 1 à 10"
    assert (await faces.graphql("solene", SEND, input=given))["data"] == sent


def test_a_file_without_its_columns_changes_nothing(tmp_path: Path) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path}/diapason.db"
    settings = {"database_url": database, "mode": "development"}
    assert diapason("migrate", **settings).code == 0
    file = tmp_path / "scores.csv"
    file.write_text("reference,score\na,9\n", encoding="utf-8")
    assert diapason("import", "scores", str(file), **settings).code == 2
