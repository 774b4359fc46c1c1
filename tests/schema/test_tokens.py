"""Application tokens as callers, and making and ending them through GraphQL."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from graphql import GraphQLField, GraphQLNonNull, GraphQLScalarType, GraphQLType, get_named_type

from backend.core.clock import travel
from backend.identity import SCOPES
from backend.identity.models import TOKENS
from schema import schema
from tests.faces import Faces
from tests.schema.tools import a_token, send
from tests.turns import in_turns

VIEWER = "{ viewer { person { displayName } } }"
CREATE = """
mutation($for: String!, $scopes: [String!]!, $key: String) {
  createToken(input: {name: $for, scopes: $scopes, idempotencyKey: $key}) {
    __typename
    ... on CreateTokenSuccess { secret token { id name hint scopes person { displayName } revokedAt } }
    ... on UserError { code field }
  }
}
"""
REVOKE = """
mutation($id: ID!) {
  revokeToken(input: {id: $id}) {
    __typename ... on RevokeTokenSuccess { token { revokedAt } } ... on UserError { code }
  }
}
"""


NAMELESS = {"anonymousPass", "anonymousReport", "conversationOfCode", "submitAnonymousReport"}
"""What is asked without credentials, or not at all: `test_anonymous_reports`, `test_pulse_talks` try them."""


def root_fields(operation: str) -> list[str]:
    """Every field of Query or of Mutation that knows its caller."""
    core = schema._schema
    root = core.query_type if operation == "query" else core.mutation_type
    assert root
    return [name for name in root.fields if name not in NAMELESS]


def call(operation: str, name: str) -> str:
    """A document that calls one root field with plausible arguments."""
    core = schema._schema
    root = core.query_type if operation == "query" else core.mutation_type
    assert root
    field: GraphQLField = root.fields[name]
    required = {key: arg.type for key, arg in field.args.items() if isinstance(arg.type, GraphQLNonNull)}
    arguments = ", ".join(
        f"{key}: {literal(key, kind)}" for key, kind in required.items() if key not in {"first", "query"}
    )
    leaf = isinstance(get_named_type(field.type), GraphQLScalarType)
    selected = "" if leaf else "{ __typename }" if operation == "query" else "{ ... on UserError { code } }"
    return f"{operation} {{ {name}{f'({arguments})' if arguments else ''} {selected} }}"


def literal(name: str, kind: GraphQLType) -> str:
    """A value of a type, good enough to reach the resolver."""
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if hasattr(inner, "fields"):
        required = {k: f.type for k, f in inner.fields.items() if isinstance(f.type, GraphQLNonNull)}
        return "{" + ", ".join(f"{key}: {literal(key, of)}" for key, of in required.items()) + "}"
    if hasattr(inner, "of_type"):
        return f"[{literal(name, inner.of_type)}]"
    if hasattr(inner, "values"):
        return str(next(iter(inner.values)))
    return {
        "Int": "1",
        "Float": "1",
        "Boolean": "true",
        "ID": '"UGVyc29uOjEyMzQ1Njc4LTEyMzQtNTY3OC0xMjM0LTU2NzgxMjM0NTY3OA=="',
        "DateTime": '"2026-11-23T09:00:00+00:00"',
        "Date": '"2026-11-23"',
    }.get(str(getattr(inner, "name", "")), '"x"')


@pytest.mark.parametrize(
    ("operation", "engine"), in_turns([["query"], ["mutation"]], ["query", "mutation"]), indirect=["engine"]
)
async def test_every_root_field_refuses_a_token_without_its_scope(faces: Faces, operation: str) -> None:
    """Each scope that leaves the field refused is tried, so one of them at least is another slice's."""
    scopes = sorted(SCOPES - {"read", "write"})
    tokens = {scope: f"Bearer {await a_token(faces, 'maud', [scope])}" for scope in scopes}
    reading = {scope for scope in scopes if scope.endswith(":read")}
    wrong = {}
    for name in root_fields(operation):
        answers = {scope: await send(faces, token, call(operation, name)) for scope, token in tokens.items()}
        codes = {scope: code_in(answer.json(), name) for scope, answer in answers.items()}
        refused = {scope for scope, code in codes.items() if code == "SCOPE_MISSING"}
        slices = {scope.split(":")[0] for scope in scopes if scope not in refused}
        if len(slices) != 1 or (operation == "mutation" and not reading <= refused):
            wrong[name] = codes
    assert wrong == {}


def code_in(answer: dict[str, Any], name: str) -> str | None:
    """The code of a refusal: of the mutation's own result, or else of the whole operation."""
    done = (answer.get("data") or {}).get(name)
    if isinstance(done, dict) and "code" in done:
        return str(done["code"]).upper()
    code: str | None = answer.get("errors", [{"extensions": {}}])[0]["extensions"].get("code")
    return code


async def test_a_tool_acts_as_its_person(faces: Faces) -> None:
    secret = await a_token(faces, "ines", ["identity:read"])
    answer = (await send(faces, f"Bearer {secret}", VIEWER)).json()
    assert answer["data"] == {"viewer": {"person": {"displayName": "Inès Marchetti"}}}


async def test_the_last_use_of_a_token_is_kept_to_the_minute(faces: Faces) -> None:
    secret = await a_token(faces, "ines")
    await send(faces, f"Bearer {secret}", VIEWER)
    async with faces.cast.database.reading() as session:
        used = await session.scalar(sa.select(TOKENS.c.last_used_at))
    assert used is not None


@pytest.mark.parametrize("authorization", ["Bearer diap_nonsense", "Bearer", "Bearer  ", "bearer x"])
async def test_a_token_that_is_not_live_is_told_so_and_the_cookie_is_not_used(
    faces: Faces, authorization: str
) -> None:
    browser = await faces.browser("ines")
    response = await send(faces, authorization, VIEWER, cookies=dict(browser.cookies))
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["extensions"]["code"] == "TOKEN_REFUSED"


async def test_a_token_ends_at_its_date_and_when_it_is_revoked(faces: Faces) -> None:
    secret = await a_token(faces, "ines")
    travel(timedelta(days=91))
    try:
        assert (await send(faces, f"Bearer {secret}", VIEWER)).status_code == 401
    finally:
        travel(timedelta())
    listed = await faces.graphql("ines", "{ tokens { nodes { id name } } }")
    token = listed["data"]["tokens"]["nodes"][0]
    answer = await faces.graphql("ines", REVOKE, id=token["id"])
    assert answer["data"]["revokeToken"]["token"]["revokedAt"]
    assert (await send(faces, f"Bearer {secret}", VIEWER)).status_code == 401
    answer = await faces.graphql("ines", REVOKE, id=token["id"])
    assert answer["data"]["revokeToken"] == {"__typename": "ConflictError", "code": "already_revoked"}


async def test_the_secret_is_told_once_even_when_the_request_is_repeated(faces: Faces) -> None:
    given = {"for": "BI", "scopes": ["circles:read"], "key": "one"}
    first = (await faces.graphql("ines", CREATE, **given))["data"]["createToken"]
    again = (await faces.graphql("ines", CREATE, **given))["data"]["createToken"]
    assert first["secret"].startswith("diap_")
    assert first["secret"].endswith(first["token"]["hint"])
    assert again["secret"] is None
    assert again["token"] == first["token"]
    assert (await send(faces, f"Bearer {first['secret']}", "{ circles { nodes { slug } } }")).is_success


async def test_a_token_makes_no_token_and_there_is_no_unknown_scope(faces: Faces) -> None:
    wide = await a_token(faces, "ines", ["read", "write"])
    sent = await send(faces, f"Bearer {wide}", CREATE, scopes=["circles:read"], **{"for": "x"})
    assert sent.json()["data"]["createToken"]["code"] == "made_by_token"
    answer = await faces.graphql("ines", CREATE, scopes=["everything"], **{"for": "x"})
    assert answer["data"]["createToken"] == {
        "__typename": "InvalidInputError",
        "code": "invalid_input",
        "field": "scopes",
    }


async def test_somebody_elses_token_does_not_exist(faces: Faces) -> None:
    await a_token(faces, "ines")
    listed = await faces.graphql("maud", "{ tokens { nodes { id person { displayName } } } }")
    token = listed["data"]["tokens"]["nodes"][0]
    assert token["person"]["displayName"] == "Inès Marchetti"
    assert (await faces.graphql("karim", "{ tokens { nodes { id } } }"))["data"]["tokens"]["nodes"] == []
    answer = await faces.graphql("karim", REVOKE, id=token["id"])
    assert answer["data"]["revokeToken"]["__typename"] == "NotFoundError"
    found = await faces.graphql("karim", "query($id: ID!) { node(id: $id) { id } }", id=token["id"])
    assert found == {"data": {"node": None}}
