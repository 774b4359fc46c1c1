"""Odd arguments to every field of the schema: each is answered, or refused by a typed error."""

import random
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)

from schema import schema
from schema.ids import encode
from tests.everything import MASTER, Everything, everything_at_hand
from tests.faces import Faces
from tests.odd import TEXTS, cursors
from tests.turns import in_turns

TRIES = 5
SCHEMA = schema._schema
FIELDS = [
    (operation, name, field)
    for operation, root in (("query", SCHEMA.query_type), ("mutation", SCHEMA.mutation_type))
    if root is not None
    for name, field in root.fields.items()
]
LISTS = (
    "name",
    "newest",
    "people",
    "tokens",
    "events",
    "dead",
    "gatherings",
    "practices",
    "perks",
    "attendees",
    "reports newest",
    "found",
    "threads",
    "threads found",
)
INTS: tuple[Any, ...] = (-1, 0, 1, 2, 3, 100, 2**31 - 1, 2**31, 10**40, 1.5, "1", True, None)
MOMENTS = (
    "2027-11-25T13:30:00",
    "2027-11-25T14:00:00+01:00",
    "2027-11-26",
    "0001-01-01T00:00:00+14:00",
    "x",
    5,
)


@pytest.fixture
async def scene(faces: Faces) -> Everything:
    return await everything_at_hand(faces)


@pytest.mark.parametrize(
    ("operation", "name", "field", "engine"),
    in_turns(FIELDS, [f"{operation} {name}" for operation, name, _ in FIELDS]),
    indirect=["engine"],
)
async def test_no_odd_argument_breaks(
    operation: str, name: str, field: GraphQLField, scene: Everything, faces: Faces
) -> None:
    client = await faces.browser(MASTER)
    dice = random.Random(f"{operation} {name}")
    document = asking(operation, name, field)
    for _ in range(TRIES):
        variables = {one: given(arg.type, one, scene, dice) for one, arg in field.args.items()}
        answer = await client.post("/graphql", json={"query": document, "variables": variables})
        assert answer.status_code in {200, 400}, (document, variables)
        codes = {error["extensions"]["code"] for error in answer.json().get("errors", ())}
        assert "INTERNAL_ERROR" not in codes, (document, variables)


def asking(operation: str, name: str, field: GraphQLField) -> str:
    """A document that asks for the field and what is near below it, each argument by a variable."""
    declared = ", ".join(f"${one}: {arg.type}" for one, arg in field.args.items())
    passed = ", ".join(f"{one}: ${one}" for one in field.args)
    head = f"{operation}({declared})" if declared else operation
    inside = selection(get_named_type(field.type), 3)
    return f"{head} {{ {name}{f'({passed})' if passed else ''} {inside} }}"


def selection(kind: GraphQLNamedType, depth: int) -> str:
    """What is asked of a type: its plain fields, and down to `depth` what others hold."""
    if isinstance(kind, GraphQLUnionType):
        parts = " ".join(f"... on {one.name} {selection(one, depth)}" for one in kind.types)
        return f"{{ __typename {parts} }}"
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    return f"{{ __typename {' '.join(_subfields(kind, depth))} }}"


def _subfields(kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> Iterator[str]:
    for name, field in kind.fields.items():
        of = get_named_type(field.type)
        plain = not isinstance(of, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
        if plain or depth:
            first = "(first: 2)" if "first" in field.args else ""
            yield f"{name}{first} {'' if plain else selection(of, depth - 1)}"


def given(kind: GraphQLInputType, name: str, scene: Everything, dice: random.Random) -> Any:
    """A value for an argument or input field: often plausible, sometimes odd."""
    if isinstance(kind, GraphQLNonNull):
        return given(kind.of_type, name, scene, dice)
    if isinstance(kind, GraphQLList):
        return [given(kind.of_type, name, scene, dice) for _ in range(dice.choice((0, 1, 1, 2, 3)))]
    if isinstance(kind, GraphQLInputObjectType):
        return {
            one: given(field.type, one, scene, dice)
            for one, field in kind.fields.items()
            if dice.random() < (0.97 if isinstance(field.type, GraphQLNonNull) else 0.7)
        }
    if isinstance(kind, GraphQLEnumType):
        return (
            dice.choice([*kind.values, "NOWHERE"]) if dice.random() < 0.3 else dice.choice(list(kind.values))
        )
    assert isinstance(kind, GraphQLNamedType)
    if name in {"number", "into"} and dice.random() < 0.7:
        return dice.choice((scene.report, scene.report + 1))
    if kind.name == "Int":
        return dice.choice(INTS) if dice.random() < 0.4 else dice.choice((1, 2, 5))
    if kind.name == "Boolean":
        return dice.choice((True, False))
    if kind.name in {"DateTime", "Date"}:
        return dice.choice(MOMENTS)
    if kind.name == "ID":
        return _id(name, scene, dice)
    return _text(name, scene, dice)


def _id(name: str, scene: Everything, dice: random.Random) -> str:
    if dice.random() < 0.15:
        return dice.choice(TEXTS)
    kinds = {"personId": "Person", "personIds": "Person", "present": "Person", "leadId": "Person"}
    kinds |= {"orgUnitId": "OrgUnit", "questionId": "UpwardQuestion"}
    kinds |= {"postId": "ForumPost", "expertId": "Person"}
    kinds |= {"slotId": "OfferSlot", "noteId": "DayNote", "stepId": "JourneyStep"}
    kinds |= {"offerIds": "Offer", "hostIds": "Person", "unitIds": "OrgUnit", "siteIds": "Site"}
    wanted = kinds.get(name) or name[:1].upper() + name[1:].removesuffix("Id")
    found = [kind for kind in scene.ids if kind == wanted] or list(scene.ids)
    kind = dice.choice(found)
    return encode({"Proposed": "Person", "Draft": "Message"}.get(kind, kind), scene.ids[kind])


def _text(name: str, scene: Everything, dice: random.Random) -> str:
    if name == "after":
        return dice.choice([one for of in LISTS for one in cursors(of)])
    if dice.random() < 0.3:
        return dice.choice(TEXTS)
    plausible = {
        "slug": dice.choice((scene.slug, scene.edition, scene.days)),
        "editionSlug": dice.choice((scene.edition, scene.days)),
        "parentSlug": scene.slug,
        "link": "https://visio.telenova.example/",
        "emails": "ines.marchetti@telenova.example",
        "scopes": "read",
        "timeZone": "Europe/Paris",
        "locale": "en",
        "idempotencyKey": dice.choice(("once", "twice")),
    }
    return plausible.get(name, "Karim")


async def test_the_odd_are_told_apart(scene: Everything, faces: Faces) -> None:
    """The machinery above reaches the verbs: plain arguments of a few fields succeed."""
    client: httpx2.AsyncClient = await faces.browser(MASTER)
    field = {name: field for _, name, field in FIELDS}["leaveCircle"]
    document = asking("mutation", "leaveCircle", field)
    answer = await client.post(
        "/graphql", json={"query": document, "variables": {"input": {"slug": scene.slug}}}
    )
    assert answer.json()["data"]["leaveCircle"]["code"] == "last_lead"
