"""Anonymous reports through GraphQL: sent, followed and answered by nobody, which leaves nobody's trace."""

from base64 import b64encode
from typing import Any

import sqlalchemy as sa

from backend import reports
from backend.core.db import Database, metadata
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.photos import a_photo
from tests.reports.scenes import a_topic, stands

CODE = "k7m2p-9qrst-uvwxy-zabcd"
FOLLOWED = """query($c: String!) { anonymousReport(code: $c) { number status signature author { displayName }
  viewerMayRespond clock { state } photos { url } posts { nodes { kind text fromAuthor authorName } } } }"""


async def sent(cast: Cast, faces: Faces) -> dict[str, Any]:
    """What a colleague's tool sends once it has asked for the pass: no token, no cookie."""
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        await session.commit()
    passed = (await faces.graphql("ines", "{ anonymousPass }"))["data"]["anonymousPass"]
    given = {"pass": passed, "code": CODE, "kind": "WORKING_CONDITIONS", "title": "On manque de chaises"}
    await act(faces, None, "submitAnonymousReport", **given)
    return given


async def act(faces: Faces, who: str | None, name: str, **given: Any) -> dict[str, Any]:
    kind = name[0].upper() + name[1:]
    document = (
        f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ "
        f"... on {kind}Success {{ report {{ number clock {{ state }} }} }} "
        "... on UserError { code field } } }"
    )
    answer = await faces.graphql(who, document, input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][name]
    return result


async def test_its_author_sends_it_answers_and_shows_it_without_a_name(cast: Cast, faces: Faces) -> None:
    given = await sent(cast, faces)
    number = (await act(faces, None, "submitAnonymousReport", **given))["report"]["number"]
    async with cast.database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.ask_author(session, nadia, reports.TextInput(text="Où ?"))
        await reports.add_note(session, nadia, reports.TextInput(text="Entre nous"))
        await session.commit()
    answered = await act(faces, None, "answerAsAuthor", code=CODE, text="À Mériadeck")
    assert answered["report"] == {"number": number, "clock": {"state": "RUNNING"}}
    photo = b64encode(a_photo()).decode()
    assert "report" in await act(faces, None, "addReportPhoto", code=CODE, data=photo)
    shown = (await faces.graphql(None, FOLLOWED, c=CODE))["data"]["anonymousReport"]
    assert (shown["author"], shown["viewerMayRespond"], len(shown["photos"])) == (None, False, 1)
    assert [one["kind"] for one in shown["posts"]["nodes"]] == ["QUESTION", "ANSWER"]
    assert shown["posts"]["nodes"][1]["authorName"] is None


async def test_what_comes_with_a_name_is_not_kept(cast: Cast, database: Database, faces: Faces) -> None:
    given = await sent(cast, faces)
    before = await everything(database)
    for name, more in (
        ("submitAnonymousReport", {**given, "code": "z" * 20}),
        ("answerAsAuthor", {"code": CODE, "text": "C’est moi"}),
        ("contestDelivery", {"code": CODE, "text": "C’est moi"}),
    ):
        assert (await act(faces, "ines", name, **more))["code"] == "credentials_sent"
    named = await faces.graphql("ines", FOLLOWED, c=CODE)
    assert named["errors"][0]["extensions"]["code"] == "CREDENTIALS_SENT"
    forged = await act(faces, None, "submitAnonymousReport", **{**given, "pass": "2026-01-01.x"})
    assert forged["code"] == "pass_expired"
    short = await act(faces, None, "submitAnonymousReport", **{**given, "code": "abc"})
    assert (short["code"], short["field"]) == ("code_too_short", "code")
    unknown = await act(faces, None, "answerAsAuthor", code="y" * 20, text="Bonjour")
    assert unknown["code"] == "not_found"
    assert await everything(database) == before


async def test_a_stranger_gets_no_pass_and_reads_no_report(cast: Cast, faces: Faces) -> None:
    await sent(cast, faces)
    for query in ("{ anonymousPass }", "{ reports(first: 1) { nodes { number } } }"):
        answer = await faces.graphql(None, query)
        assert answer["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"
    wrong = await faces.graphql(None, FOLLOWED, c="nothing")
    assert wrong["data"]["anonymousReport"] is None


async def everything(database: Database) -> list[str]:
    """Every row there is."""
    async with database.reading() as session:
        return [
            repr(row)
            for table in metadata.sorted_tables
            for row in (await session.execute(sa.select(table).order_by(*table.primary_key))).all()
        ]
