"""The chain in figures, on its page and through GraphQL."""

from tests.cast import Cast
from tests.counting import counting
from tests.faces import Faces
from tests.lineage.test_chain import delivered_from_an_irritant, measured_again, told_in_the_letter

CHAIN = """{ chain { irritantsNoted irritantsSentOn
  total { received fromIrritants answered inTime declined promised delivered kept told measured }
  topics { topicName counts { received } } whole { number } }
  responseTimes { topicName answered median onTime } }"""


async def test_what_was_said_in_a_year_is_counted_at_every_step(cast: Cast, faces: Faces) -> None:
    helene = await faces.browser("helene")
    assert "Rien n’a encore été dit" in (await helene.get("/reports/chain")).text
    _, number, promise = await delivered_from_an_irritant(cast, faces)
    await told_in_the_letter(cast)
    await measured_again(cast, faces, promise)
    told = (await faces.graphql("helene", CHAIN))["data"]
    assert (told["chain"]["irritantsNoted"], told["chain"]["irritantsSentOn"]) == (1, 1)
    ones = ("received", "fromIrritants", "answered", "inTime", "promised", "delivered", "told", "measured")
    assert told["chain"]["total"] == {**dict.fromkeys(ones, 1), "declined": 0, "kept": 0}
    assert [one["counts"]["received"] for one in told["chain"]["topics"]] == [1]
    assert told["responseTimes"][0]["answered"] == 1
    with counting(cast.database) as counted:
        page = await helene.get("/reports/chain")
    assert "1 remontée reçue" in page.text
    assert counted.count < 12
    assert 'href="/reports/chain"' in (await helene.get(f"/reports/{number}")).text
