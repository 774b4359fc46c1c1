"""The day through GraphQL: preparing, arriving, noting, telling, and what each may read of it."""

from backend import immersions
from schema.ids import encode
from tests.faces import Faces
from tests.immersions.days import a_day
from tests.journeys.scene import a_journey

MY_DAY = """query($slug: String!) { edition(slug: $slug) {
  myDay { title hearts { heart part done } rules { fr } hosts { name acknowledged }
          notes { id text stepId } arrivedAt }
  visitors { nodes { name needs arrivedAt } }
  hostedDates { code expected arrived }
  stories { nodes { givenName quote } }
  debriefs { nodes { side quote irritants { text status debrief { id } } } }
} }"""
DO = """mutation($input: %sInput!) { %s(input: $input) { __typename
  ... on ConflictError { code } ... on InvalidInputError { code } } }"""


async def test_a_tool_lives_the_day(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition, slot_id = await a_day(session, cast, rules=True)
        drawn = await a_journey(session, cast)
        await session.commit()
    slug = {"editionSlug": edition.slug}

    async def do(name: str, field: str, **given: object) -> tuple[str, str | None]:
        title = field[0].upper() + field[1:]
        answer = await faces.graphql(name, DO % (title, field), input={**slug, **given})
        told = answer["data"][field]
        return told["__typename"], told.get("code")

    assert await do("ines", "checkIn") == ("ConflictError", "rules_first")
    assert await do("ines", "acknowledgeRules") == ("AcknowledgeRulesSuccess", None)
    wrong = await do("ines", "checkIn", code="ZZZZZ")
    assert wrong == ("InvalidInputError", "wrong_code")
    assert await do("ines", "checkIn", code=immersions.code_of(slot_id)) == ("CheckInSuccess", None)
    assert await do("ines", "tickHeart", heart="QUESTIONS") == ("TickHeartSuccess", None)
    step = encode("JourneyStep", drawn.shop)
    assert (await do("ines", "noteOnTheDay", text="Une file", stepId=step))[0] == "NoteOnTheDaySuccess"
    day = (await faces.graphql("ines", MY_DAY, slug=edition.slug))["data"]["edition"]
    done = [one["heart"] for one in day["myDay"]["hearts"] if one["done"]]
    assert done == ["RULES", "QUESTIONS", "ARRIVE"]
    everywhere, own = day["myDay"]["rules"]
    kit = await (await faces.browser("ines")).get(f"/immersions/{edition.slug}/day/kit")
    assert everywhere["fr"] in kit.text
    assert own == {"fr": "Aucun enregistrement."}
    [note] = day["myDay"]["notes"]
    assert note["stepId"] == step
    assert (await faces.graphql("ines", DO % ("DropNote", "dropNote"), input={"noteId": note["id"]}))["data"]
    felt = [{"text": "Une file", "stepId": step, "frequency": "OFTEN"}]
    told = {"quote": "On court.", "quoteShared": True, "irritants": felt}
    assert (await do("ines", "submitDebrief", surprised="Mme Dupont", **told))[1] == "looks_personal"
    sure = await do("ines", "submitDebrief", surprised="Mme Dupont", sure=True, **told)
    assert sure == ("SubmitDebriefSuccess", None)
    hosted = (await faces.graphql("thomas", MY_DAY, slug=edition.slug))["data"]["edition"]
    assert hosted["hostedDates"] == [{"code": immersions.code_of(slot_id), "expected": 1, "arrived": 1}]
    assert hosted["visitors"]["nodes"][0]["needs"] == "Une pause à 13 h."
    assert hosted["stories"]["nodes"] == [{"givenName": "Inès", "quote": "On court."}]
    assert (hosted["debriefs"]["nodes"], hosted["myDay"]) == ([], None)
    led = (await faces.graphql("solene", MY_DAY, slug=edition.slug))["data"]["edition"]
    assert led["visitors"]["nodes"][0]["needs"] == ""
    [debrief] = led["debriefs"]["nodes"]
    assert debrief["irritants"][0]["text"] == "Une file"
    assert debrief["irritants"][0]["debrief"] is not None
