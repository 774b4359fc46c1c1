"""Journeys through GraphQL."""

from schema.ids import encode
from tests.faces import Faces
from tests.journeys.scene import a_journey, an_irritant

READ = """query($id: ID!) {
  journeys(first: 5) { nodes { name irritantCount } }
  journey(id: $id) {
    conductor { displayName }
    steps { id name irritantCount }
    handoffs { from { id } to { id } toOwner { displayName } irritantCount }
    irritants(first: 5) { nodes { text status } }
  }
}"""


async def test_a_tool_reads_a_journey_with_its_counts(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        drawn = await a_journey(session, faces.cast)
        await an_irritant(session, faces.cast, drawn)
        await session.commit()
    answer = await faces.graphql("ines", READ, id=encode("Journey", drawn.id))
    shop, home = encode("JourneyStep", drawn.shop), encode("JourneyStep", drawn.home)
    assert answer["data"] == {
        "journeys": {"nodes": [{"name": "La fibre", "irritantCount": 1}]},
        "journey": {
            "conductor": {"displayName": "Karim Benhaddou"},
            "steps": [
                {"id": shop, "name": "Boutique", "irritantCount": 0},
                {"id": home, "name": "Domicile", "irritantCount": 0},
            ],
            "handoffs": [
                {
                    "from": {"id": shop},
                    "to": {"id": home},
                    "toOwner": {"displayName": "Thomas Le Goff"},
                    "irritantCount": 1,
                }
            ],
            "irritants": {"nodes": [{"text": "Personne n’a prévenu.", "status": "NOTED"}]},
        },
    }
