"""Recognition through its pages: a word sent, read by its receiver alone; a face without points."""

import re

from backend import recognition
from backend.core.ids import new_id
from backend.recognition import Kind
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.forum.scenes import a_thread, an_answer
from tests.reports.scenes import a_report, a_topic

WORD = "Merci d’avoir trouvé la référence"
SEND = """mutation($input: SendBravoInput!) { sendBravo(input: $input) {
  ... on SendBravoSuccess { bravo { word receiver { displayName } mayBeQuoted } }
  ... on UserError { code } } }"""


async def test_karim_finds_ines_and_thanks_her(cast: Cast, faces: Faces) -> None:
    karim, ines = [await faces.browser(name) for name in ("karim", "ines")]
    found = (await karim.get("/bravos/new?q=inès")).text
    [here] = re.findall(r'href="(/bravos/new\?person_id=[^"]+)"', found)
    assert "Inès Marchetti" in (await karim.get(here)).text
    form = {"person_id": str(cast.people["ines"]), "word": "x"}
    refused = await karim.post("/bravos", data=form)
    assert (refused.status_code, 'id="errors"' in refused.text) == (422, True)
    assert (await karim.post("/bravos", data={**form, "word": WORD, "agrees": "true"})).status_code == 303
    assert f"«\u00a0{WORD}\u00a0»" in (await ines.get("/")).text
    page = (await ines.get("/recognition")).text
    [quote] = re.findall(r'action="(/bravos/[^"]+/quote)"', page)
    assert (await ines.post(quote, data={"yes": "true"})).status_code == 303
    assert "Il peut être cité dans la lettre." in (await ines.get("/recognition")).text
    assert WORD not in (await (await faces.browser("yann")).get("/recognition")).text


async def test_a_report_is_thanked_for_from_its_page(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast)).number
        await session.commit()
    karim, ines = [await faces.browser(name) for name in ("karim", "ines")]
    assert f"/bravos/new?report={number}" in (await karim.get(f"/reports/{number}")).text
    assert "/bravos/new" not in (await ines.get(f"/reports/{number}")).text
    sent = await karim.post("/bravos", data={"report": number, "word": WORD})
    assert sent.headers["location"] == f"/reports/{number}"
    assert f"/reports/{number}" in (await ines.get("/recognition")).text


async def test_an_answer_of_the_forum_is_thanked_for_from_its_page_and_through_graphql(
    cast: Cast, faces: Faces
) -> None:
    async with cast.database.writing() as session:
        thread = await a_thread(session, cast)
        post = await an_answer(session, cast, thread)
        await session.commit()
    ines, thomas, karim = [await faces.browser(name) for name in ("ines", "thomas", "karim")]
    form, place = f"/bravos/new?post_id={post}", f"/forum/{thread}#post-{post}"
    assert form in (await ines.get(f"/forum/{thread}")).text
    assert form not in (await thomas.get(f"/forum/{thread}")).text
    shown = (await ines.get(form)).text
    assert "Thomas Le Goff" in shown
    assert f'href="{place}"' in shown
    sent = await ines.post("/bravos", data={"post_id": str(post), "word": WORD})
    assert sent.headers["location"] == place
    assert f'href="{place}"' in (await thomas.get("/recognition")).text
    assert (await karim.get(f"/bravos/new?post_id={new_id()}")).status_code == 404
    given = {"postId": encode("ForumPost", post), "word": WORD}
    thanked = (await faces.graphql("karim", SEND, input=given))["data"]["sendBravo"]
    assert thanked["bravo"]["receiver"] == {"displayName": "Thomas Le Goff"}


async def test_a_face_is_shown_without_any_figure(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        for _ in range(37):
            await recognition.note(session, cast.people["ines"], Kind.VALIDATED, "post", new_id())
        await session.commit()
    ines = await faces.browser("ines")
    page = (await ines.get("/recognition")).text
    assert "Diapason" in page
    assert "37" not in re.sub(r"<[^>]+>", " ", page)
    assert "Diapason" in (await ines.get("/")).text
    assert (await ines.post("/recognition/face", data={"yes": "true"})).status_code == 303
    answer = await faces.graphql("ines", "{ myFace { face isShown } }")
    assert answer["data"]["myFace"] == {"face": 4, "isShown": True}


async def test_a_face_stands_beside_its_owners_name_in_the_forum_once_shown(cast: Cast, faces: Faces) -> None:
    async with cast.database.writing() as session:
        for _ in range(7):
            await recognition.note(session, cast.people["thomas"], Kind.VALIDATED, "post", new_id())
        thread = await a_thread(session, cast)
        await an_answer(session, cast, thread)
        await session.commit()
    thomas, karim = [await faces.browser(name) for name in ("thomas", "karim")]
    asked = "query($id: ID!) { thread(id: $id) { posts { nodes { author { displayName face } } } } }"

    async def shown() -> tuple[bool, list[int | None]]:
        page = (await karim.get(f"/forum/{thread}")).text
        answer = await faces.graphql("karim", asked, id=encode("Thread", thread))
        posts = answer["data"]["thread"]["posts"]["nodes"]
        return 'class="face"' in page, [post["author"]["face"] for post in posts]

    assert await shown() == (False, [None, None])
    assert (await thomas.post("/recognition/face", data={"yes": "true"})).status_code == 303
    assert await shown() == (True, [None, 3])


async def test_a_bravo_is_sent_and_read_through_graphql(cast: Cast, faces: Faces) -> None:
    given = {"personId": encode("Person", cast.people["ines"]), "word": WORD}
    sent = (await faces.graphql("karim", SEND, input=given))["data"]["sendBravo"]
    assert sent["bravo"] == {
        "word": WORD,
        "receiver": {"displayName": "Inès Marchetti"},
        "mayBeQuoted": False,
    }
    again = (await faces.graphql("karim", SEND, input=given))["data"]["sendBravo"]
    assert again["code"] == "already_thanked"
    query = "{ bravos { nodes { word sender { displayName } } } }"
    [read] = (await faces.graphql("ines", query))["data"]["bravos"]["nodes"]
    assert read == {"word": WORD, "sender": {"displayName": "Karim Benhaddou"}}
    assert (await faces.graphql("yann", query))["data"]["bravos"]["nodes"] == []
