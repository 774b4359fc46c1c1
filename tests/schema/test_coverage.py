"""Coverage through GraphQL."""

from schema.ids import encode
from tests.circles.test_coverage import in_circle
from tests.faces import Faces

COVERAGE = """
query($unit: ID) {
  coverage(orgUnitId: $unit) {
    unit { id name } headcount ambassadors ratio
    units { unit { name } headcount }
    regions { region headcount ambassadors ratio }
    cells { unitId unit site region headcount ambassadors ratio }
    unitsWithNone { unit { name } headcount ratio }
  }
}
"""


async def test_a_tool_reads_the_coverage_of_a_unit_and_of_the_whole_company(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await in_circle(session, faces.cast.people, "ines")
        await session.commit()
    unit = encode("OrgUnit", faces.cast.units["aquitaine"])
    found = (await faces.graphql("ines", COVERAGE, unit=unit))["data"]["coverage"]
    assert found["unit"] == {"id": unit, "name": "Nouvelle-Aquitaine"}
    assert (found["headcount"], found["ambassadors"], found["ratio"]) == (4, 1, 4)
    assert [(cell["unit"], cell["site"], cell["ratio"]) for cell in found["cells"]] == [
        ("Boutique Sainte-Catherine", "Bordeaux", 2),
        ("Intervention Landes", "Bordeaux", None),
        ("Nouvelle-Aquitaine", "Bordeaux", None),
    ]
    landes = {"unit": {"name": "Intervention Landes"}, "headcount": 1, "ratio": None}
    assert found["unitsWithNone"] == [landes]
    company = (await faces.graphql("yann", COVERAGE))["data"]["coverage"]
    assert (company["unit"]["name"], company["headcount"]) == ("Télénova", 8)


async def test_an_id_that_makes_no_sense_is_refused_and_an_unknown_unit_is_nothing(faces: Faces) -> None:
    answer = await faces.graphql("ines", COVERAGE, unit="nonsense")
    assert answer["errors"]
    unknown = encode("OrgUnit", faces.cast.people["ines"])
    assert (await faces.graphql("ines", COVERAGE, unit=unknown))["data"] == {"coverage": None}
