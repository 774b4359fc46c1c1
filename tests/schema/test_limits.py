"""Documents that are too large are refused at once, whatever they hide their size behind."""

import time

import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    get_introspection_query,
    get_named_type,
    get_nullable_type,
    graphql_sync,
    is_leaf_type,
    parse,
)
from strawberry.extensions import ParserCache

from schema import schema
from schema.house import faults
from schema.limits import MOST_OF, DocumentTooLarge, check_weight, weight_of
from schema.sizes import ROWS
from tests.faces import Faces


def fragments_that_double(n: int) -> str:
    """A chain in which each fragment spreads the next one twice: 2^n fields in n lines."""
    chain = " ".join(
        f"fragment F{i} on Circle {{ ...F{i + 1} ... on Circle {{ ...F{i + 1} }} }}" for i in range(n)
    )
    return f"{{ circles {{ nodes {{ ...F0 }} }} }} {chain} fragment F{n} on Circle {{ name }}"


def fragments_that_all_meet(n: int) -> str:
    """Every fragment spreads all others: n! ways through them."""
    bodies = " ".join(
        f"fragment F{i} on Circle {{ {' '.join(f'...F{j}' for j in range(n) if j != i)} }}" for i in range(n)
    )
    return f"{{ circles {{ nodes {{ ...F0 }} }} }} {bodies}"


WHOLE_SCHEMA = """
fragment F on __Schema { types {
  name kind description
  fields(includeDeprecated: true) {
    name description isDeprecated
    args { name description defaultValue type { name kind ofType { name kind } } }
    type { name kind ofType { name kind ofType { name kind } } }
  }
  inputFields { name description defaultValue type { name kind ofType { name } } }
} }
"""


def introspections(times: int) -> str:
    """The whole schema asked for many times, through one fragment."""
    return "{ " + " ".join(f"s{i}: __schema {{ ...F }}" for i in range(times)) + " }" + WHOLE_SCHEMA


PEOPLE = "people(first: 100) { nodes { %s } }"
CHILDREN = "children(first: 100) { nodes { %s } }"

TOO_LARGE = {
    "depth": "{ viewer { person { " + "manager { " * 12 + "id" + " }" * 15,
    "aliases": "{ " + " ".join(f"a{i}: __typename" for i in range(60)) + " }",
    "repeats": "{ " + "__typename " * 101 + "}",
    "fields": fragments_that_double(20),
    "cost": '{ orgUnit(id: "x") { ' + CHILDREN % (CHILDREN % (CHILDREN % "name")) + " } }",
    "introspection": introspections(24),
    "tokens": "{ " + "id " * 3000 + "}",
    "characters": "{ viewer { permissions } } #" + "a" * 20_000,
    "brackets": "{" * 3000,
    "fragments": "{ __typename } " + " ".join(f"fragment F{i} on Circle {{ id }}" for i in range(60)),
}


@pytest.mark.parametrize("what", TOO_LARGE)
async def test_a_document_that_is_too_large_is_refused_in_an_instant(faces: Faces, what: str) -> None:
    await faces.graphql("ines", "{ __typename }")
    began = time.thread_time()
    answer = await faces.graphql("ines", TOO_LARGE[what])
    assert time.thread_time() - began < 1
    error = answer["errors"][0]
    assert error["extensions"]["code"] == "DOCUMENT_TOO_LARGE", error
    assert what in error["message"]


async def test_what_a_document_costs_is_told_beside_the_limit_to_who_is_refused_too(faces: Faces) -> None:
    browser = await faces.browser("ines")
    costs = {}
    for cheap in (True, False):
        query = "{ people(first: 10) { nodes { id displayName } } }" if cheap else TOO_LARGE["cost"]
        answer = (await browser.post("/graphql", json={"query": query})).json()
        assert ("errors" in answer) is not cheap
        costs[cheap] = answer["extensions"]["cost"]
    assert costs[True] == {"requested": 1 + 10 * 3, "limit": MOST_OF["cost"]}
    assert costs[False]["requested"] > costs[False]["limit"] == MOST_OF["cost"]


async def test_documents_that_all_differ_do_not_fill_the_memory(faces: Faces) -> None:
    kept = (ParserCache().cached_parse_document, faults)
    for number in range(kept[0].cache_info().maxsize + 20):
        await faces.graphql(None, f"{{ a{number}: __typename }}")
    for cache in kept:
        assert cache.cache_info().currsize == cache.cache_info().maxsize < 1000


async def test_fragments_in_a_circle_are_refused_in_an_instant(faces: Faces) -> None:
    began = time.thread_time()
    answer = await faces.graphql("ines", fragments_that_all_meet(25))
    assert time.thread_time() - began < 1
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_OPERATION"


def lists_without_pages() -> set[tuple[str, str]]:
    """Every field that answers a list of objects, pages and what one asks for by its ids apart."""
    return {
        (kind.name, name)
        for kind in schema._schema.type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        and not kind.name.startswith("__")
        and not kind.name.endswith("Connection")
        for name, field in kind.fields.items()
        if isinstance(get_nullable_type(field.type), GraphQLList)
        and not is_leaf_type(get_named_type(field.type))
        and "ids" not in field.args
    }


def test_the_size_of_every_list_without_pages_is_declared() -> None:
    assert {(kind, name) for kind, lists in ROWS.items() for name in lists} == lists_without_pages()


def test_a_list_without_pages_costs_what_it_may_hold() -> None:
    once = "coverage { cells { unit site region ratio } }"
    weight = weight_of(schema._schema, parse(f"{{ {once} }}"), {})
    assert weight.cost == 2 + 2_000 * 4
    often = " ".join(f"c{i}: {once}" for i in range(45))
    with pytest.raises(DocumentTooLarge) as refused:
        check_weight(weight_of(schema._schema, parse(f"{{ {often} }}"), {}))
    assert refused.value.parameters["what"] == "cost"


async def test_page_sizes_in_variables_count(faces: Faces) -> None:
    query = """query($n: Int!) {
      people(first: $n) { nodes { orgUnit { children(first: $n) { nodes { a: name b: name path } } } } }
    }"""
    assert "errors" not in await faces.graphql("ines", query, n=20)
    answer = await faces.graphql("ines", query, n=100)
    assert answer["errors"][0]["extensions"]["code"] == "DOCUMENT_TOO_LARGE"


IDS = "[" + '"x" ' * 100 + "]"


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("query($n: Int = 100) { people(first: $n) { nodes { id } } }", 201),
        ("query($n: Int) { people(first: $n) { nodes { id } } }", 201),
        ("query A($n: Int = 1) { people(first: $n) { nodes { id } } } query B($n: Int) { __typename }", 202),
        ("query A($n: Int = 1) { ...F } query B($n: Int = 9) { ...F } fragment F on Query "
         "{ people(first: $n) { nodes { id } } }", 402),
        ("query($n: Int = 3) { people(first: $n) { nodes { id } } }", 7),
        (f"query($ids: [ID!]! = {IDS}) {{ nodes(ids: $ids) {{ id __typename }} }}", 201),
        ("query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", 201),
        ('{ nodes(ids: ["x"]) { id __typename } }', 3),
    ],
)  # fmt: skip
def test_a_page_whose_size_no_variable_gives_weighs_what_it_may_hold(query: str, cost: int) -> None:
    assert weight_of(schema._schema, parse(query), {}).cost == cost


STANDARD = get_introspection_query(
    input_value_deprecation=True,
    schema_description=True,
    directive_is_repeatable=True,
    specified_by_url=True,
)


def test_introspection_passes() -> None:
    answer = graphql_sync(schema._schema, STANDARD)
    assert answer.data
    assert answer.data["__schema"]["queryType"]["name"] == "Query"
    check_weight(weight_of(schema._schema, parse(STANDARD), {}))


def fields_in(answer: object) -> int:
    """How many fields an answer holds, at every depth."""
    if isinstance(answer, dict):
        return len(answer) + sum(fields_in(value) for value in answer.values())
    return sum(fields_in(one) for one in answer) if isinstance(answer, list) else 0


@pytest.mark.parametrize(
    "query",
    [
        STANDARD,
        "{ __schema { types { name } directives { name args { name } } } }",
        '{ __type(name: "Query") { fields { name args { name } } } }',
        "{ __schema { queryType { fields { type { name fields { name } } } } } }",
        "{ __schema { types { interfaces { possibleTypes { name } } } } }",
        "{ __schema { types { fields { type { ofType { fields { name args { name } } } } } } } }",
        '{ __type(name: "Node") { ...T } } fragment T on __Type { possibleTypes { name fields { name } } }',
    ],
)
def test_what_introspection_weighs_is_no_less_than_what_it_answers(query: str) -> None:
    answer = graphql_sync(schema._schema, query)
    assert answer.errors is None
    weight = weight_of(schema._schema, parse(query), {})
    assert weight.introspection >= fields_in(answer.data) > 0


@pytest.mark.parametrize(
    "query",
    [
        introspections(3),
        "{ __schema { " + " ".join(f"t{i}: types {{ ...T }}" for i in range(12)) + " } }"
        " fragment T on __Type { fields { ...F } }"
        " fragment F on __Field { name description args { name description type { name kind } } }",
        "{ __schema { types { fields { type { ofType { fields { name } } } } } } }",
    ],
)
def test_an_introspection_larger_than_the_usual_one_is_refused(query: str) -> None:
    with pytest.raises(DocumentTooLarge) as refused:
        check_weight(weight_of(schema._schema, parse(query), {}))
    assert refused.value.parameters["what"] == "introspection"


async def test_a_bracket_inside_a_text_is_no_bracket(faces: Faces) -> None:
    answer = await faces.graphql("ines", '{ people(query: "' + "(" * 60 + '") { nodes { id } } }')
    assert answer == {"data": {"people": {"nodes": []}}}
