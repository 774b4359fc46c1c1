"""What makes no sense is a typed error; what is unexpected tells nothing but a reference."""

import logging
from typing import Any

import pytest

from backend import identity
from tests.faces import Faces


def codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


NOBODY = "UGVyc29uOjEyMzQ1Njc4LTEyMzQtNTY3OC0xMjM0LTU2NzgxMjM0NTY3OA=="


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ people(first: 0) { nodes { id } } }", "BAD_PAGE_SIZE"),
        ("{ people(first: -1) { nodes { id } } }", "BAD_PAGE_SIZE"),
        ("{ people(first: 101) { nodes { id } } }", "BAD_PAGE_SIZE"),
        ("{ people(first: 99999999999999999999) { nodes { id } } }", "INVALID_OPERATION"),
        ('{ people(after: "nonsense") { nodes { id } } }', "BAD_CURSOR"),
        ('{ people(after: "WyJjaXJjbGVzIiwgMV0") { nodes { id } } }', "BAD_CURSOR"),
        ('{ orgUnit(id: "nonsense") { id } }', "BAD_ID"),
        (f'{{ orgUnit(id: "{NOBODY}") {{ id }} }}', "BAD_ID"),
        ('{ node(id: "Tm90aGluZzox") { id } }', "BAD_ID"),
        ('{ node(id: "éé") { id } }', "BAD_ID"),
        ("{ nodes(ids: []) { id } }", "BAD_PAGE_SIZE"),
        ('{ circle(slug: "\\u0000") { id } }', "UNFIT_CHARACTER"),
        ("{ people(", "SYNTAX_ERROR"),
        ("{ nonsense }", "INVALID_OPERATION"),
        ("mutation { joinCircle(input: {slug: 1}) { __typename } }", "INVALID_OPERATION"),
    ],
)  # fmt: skip
async def test_a_query_that_makes_no_sense_is_told_why(faces: Faces, query: str, code: str) -> None:
    answer = await faces.graphql("ines", query)
    assert codes(answer) == [code]


async def test_a_variable_of_the_wrong_kind_is_told_why(faces: Faces) -> None:
    query = "query($n: Int!) { people(first: $n) { nodes { id } } }"
    for wrong in ("ten", 1.5, 2**40, None):
        assert codes(await faces.graphql("ines", query, n=wrong)) == ["INVALID_OPERATION"]


async def test_a_stranger_is_asked_to_sign_in_in_their_language(faces: Faces) -> None:
    answer = await faces.graphql(None, "{ viewer { permissions } people { nodes { id } } }")
    assert codes(answer) == ["NOT_SIGNED_IN"]
    assert answer["errors"][0]["message"] == "Connectez-vous, ou envoyez un jeton d’application."
    assert (await faces.graphql(None, "{ viewer { permissions } }")) == {"data": {"viewer": None}}


async def test_what_may_not_be_seen_is_null_rather_than_an_error(faces: Faces) -> None:
    for query in ('{ circle(slug: "unknown") { id } }', f'{{ node(id: "{NOBODY}") {{ id }} }}'):
        answer = await faces.graphql("ines", query)
        assert "errors" not in answer
        assert list(answer["data"].values()) == [None]


async def test_a_refusal_leaves_nothing_in_the_log(faces: Faces, caplog: pytest.LogCaptureFixture) -> None:
    await faces.graphql("ines", "{ auditEvents { nodes { id } } }")
    await faces.graphql("ines", "{ nonsense }")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_the_unexpected_is_logged_once_and_masked(
    faces: Faces, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the password is open sesame")

    monkeypatch.setattr(identity, "visible_people", broken)
    answer = await faces.graphql("ines", "{ people { nodes { id } } }")
    assert codes(answer) == ["INTERNAL_ERROR"]
    assert "sesame" not in str(answer)
    logged = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(logged) == 1
    assert answer["errors"][0]["extensions"]["requestId"] in logged[0].getMessage()
