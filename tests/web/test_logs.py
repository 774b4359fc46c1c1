"""What the log says of a request: its name, route and fate; never who, from where, or what was typed."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend import circles
from backend.core import logs
from backend.core.db import Database
from tests.cast import Cast
from tests.faces import BASE, Faces
from tests.reports.scenes import a_topic

WORDS = "Inès a mal au dos"
PERSONAL = ("ines", "Marchetti", WORDS, "mal+au+dos", "127.0.0.1", "telenova.example")
WAVE = "01a20040-6857-72f7-a88e-d759d6adb83e"
ANSWER = f"""mutation {{ submitAnswers(input: {{waveId: "V2F2ZTow", answers: [], comment: "{WORDS}"}}) {{
  __typename ... on UserError {{ code }} }} }}"""
SUBMIT = f"""mutation {{
  submitAnonymousReport(input: {{pass: "x", code: "y", kind: BUG, title: "{WORDS}"}}) {{
    __typename ... on UserError {{ code }} }} }}"""


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a process in production writes."""
    stream = io.StringIO()
    handler, root, ours = (
        logs.handler(stream, as_json=True),
        logging.getLogger(),
        logging.getLogger("diapason"),
    )
    # A server started earlier in this process may have told uvicorn's own lines to go no further.
    server = logging.getLogger("uvicorn")
    propagated, server.propagate = server.propagate, True
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield stream
    server.propagate = propagated
    ours.setLevel(logging.NOTSET)
    root.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


async def failing(request: Request) -> Response:
    raise RuntimeError(WORDS) from ValueError("ines.marchetti@telenova.example")


def broken(faces: Faces, path: str) -> httpx2.AsyncClient:
    """A browser before an application in which an address fails; the server says so, as uvicorn does."""
    faces.app.routes.insert(0, Route(path, failing, methods=["GET", "POST"]))

    async def served(scope: Any, receive: Any, send: Any) -> None:
        try:
            await faces.app(scope, receive, send)
        except RuntimeError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")

    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=served), base_url=BASE)


async def test_a_request_is_a_line_under_the_name_that_its_answer_tells(
    faces: Faces, written: io.StringIO
) -> None:
    ines = await faces.browser("ines")
    page = await ines.get("/circles?q=mal+au+dos")
    [line] = lines(written)
    assert line["request"] == page.headers["x-request-id"]
    assert (line["message"], line["method"], line["route"], line["status"]) == (
        "answered",
        "GET",
        "/circles",
        200,
    )
    assert not [told for told in PERSONAL if told in written.getvalue()]


async def test_a_failure_tells_its_kind_and_place_and_not_its_words(
    faces: Faces, written: io.StringIO
) -> None:
    async with broken(faces, "/fail/{who}") as browser:
        page = await browser.get("/fail/ines")
    name = page.headers["x-request-id"]
    assert name in page.text
    assert {line["request"] for line in lines(written)} == {name}
    [failure] = [line["failure"] for line in lines(written) if "failure" in line]
    assert "builtins.RuntimeError" in failure
    assert "builtins.ValueError" in failure
    assert any("test_logs.py" in call and call.endswith(" failing") for call in failure)
    assert not [told for told in PERSONAL if told in written.getvalue()]


async def test_an_unexpected_error_of_graphql_is_in_the_log_under_the_name_that_it_tells(
    faces: Faces, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(circles, "visible_circles", fail)
    answer = await (await faces.browser("ines")).post(
        "/graphql", json={"query": "{ circles { nodes { name } } }"}
    )
    [error] = answer.json()["errors"]
    name = answer.headers["x-request-id"]
    assert error["extensions"] == {"code": "INTERNAL_ERROR", "requestId": name}
    assert {line["request"] for line in lines(written)} == {name}
    assert "builtins.RuntimeError" in next(line["failure"] for line in lines(written) if "failure" in line)
    assert not [told for told in PERSONAL if told in written.getvalue()]


async def test_answering_a_survey_and_reporting_without_a_name_leave_no_line(
    faces: Faces, cast: Cast, database: Database, written: io.StringIO
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        await session.commit()
    ines, stranger = await faces.browser("ines"), await faces.browser(None)
    for address in (f"/pulse/{WAVE}", f"/pulse/{WAVE}/check", "/reports/anonymous", "/reports/follow-up"):
        await ines.get(address)
    for address in (f"/pulse/{WAVE}/send", "/reports/anonymous", "/reports/follow-up"):
        await ines.post(address, data={"title": WORDS, "code": "x"})
    for asker, document in ((ines, ANSWER), (stranger, SUBMIT)):
        answer = await asker.post("/graphql", json={"query": document})
        assert "errors" not in answer.json(), answer.text
    async with broken(faces, "/pulse/{id}/send") as browser:
        assert (await browser.post(f"/pulse/{WAVE}/send")).status_code == 500
    assert lines(written) == []


def test_a_failed_task_is_told_without_what_its_exception_says() -> None:
    stream = io.StringIO()
    record = logging.LogRecord(
        "asyncio",
        logging.ERROR,
        "",
        0,
        f"Task exception was never retrieved\nfuture: <Task {WORDS}>",
        (),
        None,
    )
    for as_json in (True, False):
        logs.handler(stream, as_json=as_json).handle(record)
    assert "Task exception was never retrieved" in stream.getvalue()
    assert WORDS not in stream.getvalue()


def test_in_the_demo_a_line_is_for_reading(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    record = logging.LogRecord("diapason.http", logging.INFO, "", 0, "answered", (), None)
    record.facts = {"method": "GET", "route": "/circles"}
    logs.handler(stream, as_json=False).handle(record)
    assert stream.getvalue()[8:].startswith(" info    answered")
    assert "method=GET route=/circles" in stream.getvalue()
