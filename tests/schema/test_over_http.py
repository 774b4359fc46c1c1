"""GraphQL over HTTP: the specification's own audit, and what the endpoint refuses before any query runs."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from schema.body import MOST_BYTES, MOST_PARTS
from tests.faces import Faces
from tests.serving import served

AUDIT = Path(__file__).with_name("audit.js")


async def test_the_specifications_audit_finds_nothing_wrong(faces: Faces) -> None:
    node = Path(sys.executable).with_name("node")
    async with served(faces.app) as address:
        run = await asyncio.create_subprocess_exec(
            str(node), str(AUDIT), f"{address}/graphql", stdout=-1, cwd=AUDIT.parent
        )
        said, _ = await asyncio.wait_for(run.communicate(), 240)
    found = json.loads(said)
    assert len(found) == 61
    assert [audit for audit in found if audit["status"] != "ok"] == []


async def refused(faces: Faces, body: Any, **headers: str) -> tuple[int, str]:
    browser = await faces.browser("ines")
    response = await browser.post(
        "/graphql", content=body, headers={"content-type": "application/json", **headers}
    )
    answer = response.json()
    assert "data" not in answer
    assert answer["errors"][0]["message"]
    return response.status_code, answer["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("[" * 3000 + "]" * 3000, 400, "NO_BATCHING"),
        ('{"variables": ' + '{"a":' * 3000 + "1" + "}" * 3000 + "}", 400, "BODY_TOO_DEEP"),
        ('{"query": "{__typename}", "variables": {"a": ' + "[]" * 41 + "]}}", 400, "UNREADABLE_BODY"),
        (b'{"query": "' + b"a" * MOST_BYTES + b'"}', 413, "BODY_TOO_LARGE"),
        ('{"query": "{__typename}", "variables": {"first": ' + "9" * 5000 + "}}", 400, "UNREADABLE_BODY"),
        ('{"query": "{__typename}", "variables": {"a": NaN}}', 400, "UNREADABLE_BODY"),
        ('{"query": "{__typename}", "variables": {"a": "\\u0000"}}', 400, "UNREADABLE_BODY"),
        ('{"query": "{__typename}", "variables": {"a": "\\ud83d"}}', 400, "UNREADABLE_BODY"),
        (b'{"query": "\xff"}', 400, "UNREADABLE_BODY"),
        ("42", 400, "UNREADABLE_BODY"),
        ('[{"query": "{__typename}"}]', 400, "NO_BATCHING"),
        ("{}", 400, "BAD_PARAMETER"),
        ('{"query": ""}', 400, "BAD_PARAMETER"),
        ('{"query": "{__typename}", "operationName": "other"}', 400, "BAD_PARAMETER"),
        ('{"query": "subscription { x }"}', 400, "EVENT_STREAM_ONLY"),
    ],
)  # fmt: skip
async def test_a_body_that_makes_no_sense_is_refused_with_a_code(
    faces: Faces, body: str | bytes, status: int, code: str
) -> None:
    assert await refused(faces, body) == (status, code)


async def test_a_body_that_says_nothing_of_its_size_is_given_up_once_it_is_too_large(faces: Faces) -> None:
    sent = 0

    async def piece_by_piece() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 2 * MOST_BYTES:
            sent += 100_000
            yield b" " * 100_000

    assert await refused(faces, piece_by_piece()) == (413, "BODY_TOO_LARGE")
    assert sent <= MOST_BYTES + 100_000


async def test_as_many_lists_and_objects_as_may_come_do_and_those_in_a_text_are_none(faces: Faces) -> None:
    lists = [[] for _ in range(MOST_PARTS - 3)]
    for given in (lists, "[" * 3 * MOST_PARTS):
        answer = await faces.graphql("ines", "{ __typename }", a=given)
        assert answer == {"data": {"__typename": "Query"}}
    answer = await faces.graphql("ines", "{ __typename }", a=[*lists, []])
    assert answer["errors"][0]["extensions"]["code"] == "TOO_MANY_PARTS"


async def test_only_json_is_read(faces: Faces) -> None:
    form = await refused(faces, "query={__typename}", **{"content-type": "application/x-www-form-urlencoded"})
    assert form == (415, "JSON_ONLY")
    latin = await refused(faces, "{}", **{"content-type": "application/json; charset=latin-1"})
    assert latin == (415, "JSON_ONLY")


async def test_a_query_may_come_by_get_and_nothing_else(faces: Faces) -> None:
    browser = await faces.browser("ines")
    query = "query($n: Int!) { people(first: $n) { nodes { id } } }"
    read = await browser.get("/graphql", params={"query": query, "variables": '{"n": 1}'})
    assert len(read.json()["data"]["people"]["nodes"]) == 1
    change = 'mutation { updateProfile(input: {locale: "en"}) { __typename } }'
    for answer in (
        await browser.get("/graphql", params={"query": change}),
        await browser.put("/graphql", json={"query": query}),
    ):
        assert answer.status_code == 405
        assert answer.headers["allow"] == "POST"
        assert answer.json()["errors"][0]["extensions"]["code"] == "POST_ONLY"
    assert (await faces.graphql("ines", "{ viewer { person { locale } } }"))["data"]["viewer"]["person"] == {
        "locale": "fr"
    }


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({}, "BAD_PARAMETER"),
        ({"query": "{ __typename }", "variables": "[" * 41}, "BODY_TOO_DEEP"),
        ({"query": "{ __typename }", "variables": "{"}, "UNREADABLE_BODY"),
        ({"query": "{ __typename }", "variables": "[]"}, "BAD_PARAMETER"),
        ({"query": "{ __typename }\0"}, "UNREADABLE_BODY"),
    ],
)
async def test_an_address_that_makes_no_sense_is_refused_with_a_code(
    faces: Faces, parts: dict[str, str], code: str
) -> None:
    answer = await (await faces.browser("ines")).get("/graphql", params=parts)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, code)


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
async def test_a_cookie_from_another_site_is_refused(faces: Faces, headers: dict[str, str]) -> None:
    assert await refused(faces, '{"query": "{__typename}"}', **headers) == (403, "OTHER_ORIGIN")
    by_get = await (await faces.browser("ines")).get("/graphql?query={__typename}", headers=headers)
    assert by_get.status_code == 403


async def test_the_newer_media_type_tells_a_refused_query_by_its_status(faces: Faces) -> None:
    browser = await faces.browser("ines")
    for accept, status in (("application/graphql-response+json", 400), ("application/json", 200)):
        response = await browser.post("/graphql", json={"query": "{nonsense}"}, headers={"accept": accept})
        assert response.status_code == status
        assert response.headers["content-type"] == f"{accept}; charset=utf-8"
        assert response.json()["errors"][0]["extensions"]["code"] == "INVALID_OPERATION"
