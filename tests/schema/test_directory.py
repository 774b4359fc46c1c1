"""People, units and nodes; a list costs the same statements whatever its length."""

import sqlalchemy as sa

from backend.identity import ORG_UNIT_HEADS, PEOPLE, PersonStatus
from schema.ids import encode
from tests.counting import counting
from tests.faces import Faces

PERSON = "id displayName email locale jobFamily orgUnit { name path } site { name } manager { displayName }"


async def test_the_viewer_is_the_one_who_calls(faces: Faces) -> None:
    answer = await faces.graphql("ines", f"{{ viewer {{ person {{ {PERSON} }} permissions }} }}")
    person = answer["data"]["viewer"]["person"]
    assert person["displayName"] == "Inès Marchetti"
    assert person["email"] == "ines.marchetti@telenova.example"
    assert person["locale"] == "fr"
    assert person["orgUnit"]["name"] == "Boutique Sainte-Catherine"
    assert person["site"] == {"name": "Bordeaux"}
    assert person["manager"] == {"displayName": "Karim Benhaddou"}
    assert "read" in answer["data"]["viewer"]["permissions"]


async def test_people_are_found_by_part_of_a_name_and_their_language_is_theirs(faces: Faces) -> None:
    query = "query($q: String!) { people(query: $q) { nodes { displayName email locale } } }"
    answer = await faces.graphql("ines", query, q="benha kar")
    assert answer["data"]["people"]["nodes"] == [
        {"displayName": "Karim Benhaddou", "email": "karim.benhaddou@telenova.example", "locale": None}
    ]
    answer = await faces.graphql("maud", query, q="BENHADDOU")
    assert answer["data"]["people"]["nodes"][0]["locale"] == "fr"
    assert (await faces.graphql("ines", query, q="%"))["data"]["people"]["nodes"] == []


async def test_a_list_goes_on_after_its_cursor(faces: Faces) -> None:
    query = """query($after: String) {
      people(first: 3, after: $after) { nodes { id displayName } pageInfo { hasNextPage endCursor } }
    }"""
    seen: list[str] = []
    after = None
    while True:
        page = (await faces.graphql("ines", query, after=after))["data"]["people"]
        seen += [node["displayName"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == len(faces.cast.people)
    assert seen == sorted(seen, key=lambda name: name.split(" ", 1)[1])


async def test_a_closed_account_is_known_to_administrators_only(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        ines = faces.cast.people["ines"]
        left = sa.update(PEOPLE).where(PEOPLE.c.id == ines).values(status=PersonStatus.INACTIVE)
        await session.execute(left)
        await session.commit()
    found = "query($id: ID!) { node(id: $id) { ... on Person { displayName } } }"
    wanted = encode("Person", ines)
    assert (await faces.graphql("karim", found, id=wanted)) == {"data": {"node": None}}
    answer = await faces.graphql("maud", found, id=wanted)
    assert answer["data"]["node"] == {"displayName": "Inès Marchetti"}


async def test_a_unit_knows_its_head_its_people_and_the_units_below(faces: Faces) -> None:
    units = faces.cast.units
    async with faces.cast.database.writing() as session:
        await session.execute(sa.delete(ORG_UNIT_HEADS))
        head = {"org_unit_id": units["aquitaine"], "person_id": faces.cast.people["solene"]}
        await session.execute(sa.insert(ORG_UNIT_HEADS).values(declared=True, **head))
        await session.commit()
    query = """query($id: ID!) {
      orgUnit(id: $id) { name path headcount head { displayName } parent { name }
        children { nodes { name headcount children { nodes { name } } } } }
    }"""
    answer = await faces.graphql("ines", query, id=encode("OrgUnit", units["aquitaine"]))
    assert answer["data"]["orgUnit"] == {
        "name": "Nouvelle-Aquitaine",
        "path": "aquitaine",
        "headcount": 4,
        "head": {"displayName": "Solène Arrighi"},
        "parent": {"name": "Télénova"},
        "children": {
            "nodes": [
                {"name": "Boutique Sainte-Catherine", "headcount": 2, "children": {"nodes": []}},
                {"name": "Intervention Landes", "headcount": 1, "children": {"nodes": []}},
            ]
        },
    }


async def test_nodes_come_in_the_order_asked_for(faces: Faces) -> None:
    people, units = faces.cast.people, faces.cast.units
    ids = [
        encode("Person", people["karim"]),
        encode("OrgUnit", units["bretagne"]),
        encode("Person", units["bretagne"]),
        encode("Person", people["ines"]),
    ]
    query = """query($ids: [ID!]!) {
      nodes(ids: $ids) { __typename id ... on Person { displayName } ... on OrgUnit { name } }
    }"""
    answer = await faces.graphql("ines", query, ids=ids)
    assert answer["data"]["nodes"] == [
        {"__typename": "Person", "id": ids[0], "displayName": "Karim Benhaddou"},
        {"__typename": "OrgUnit", "id": ids[1], "name": "Bretagne"},
        None,
        {"__typename": "Person", "id": ids[3], "displayName": "Inès Marchetti"},
    ]


async def test_a_list_costs_the_same_statements_whatever_its_length(faces: Faces) -> None:
    query = f"""query($n: Int!) {{
      people(first: $n) {{ nodes {{ {PERSON} orgUnit {{ headcount
        parent {{ path }} children(first: 5) {{ nodes {{ name head {{ email }} }} }} }} }} }}
    }}"""
    counts = []
    for n in (4, 8):
        await faces.graphql("ines", query, n=n)
        with counting(faces.cast.database) as sent:
            answer = await faces.graphql("ines", query, n=n)
        assert len(answer["data"]["people"]["nodes"]) == n
        counts.append(sent.count)
    assert counts[0] == counts[1]
    assert counts[1] <= 8
