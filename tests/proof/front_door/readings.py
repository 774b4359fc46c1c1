"""What can be read of a seeded company: addresses of its pages, and a document for each list of GraphQL."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import Formatter

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    get_named_type,
    is_required_argument,
)

from schema import schema
from tests.browser.addresses import LINKS
from tests.faces import Faces

MOST, WITHIN = 50, 10
"""Rows asked of a list of Query, and of each list in it."""
WORDS = "ma"
"""What is searched for, where words may be."""


@dataclass
class Addresses:
    """Where pages are in this company; what stands in braces is found where a reader would click on it."""

    faces: Faces
    known: dict[str, str] = field(default_factory=dict)

    async def filled(self, path: str) -> str:
        for name in {name for _, name, _, _ in Formatter().parse(path) if name} - self.known.keys():
            self.known[name] = await self._find(name)
        return path.format_map(self.known)

    async def _find(self, name: str) -> str:
        who, page, link = LINKS[name]
        where = await self.filled(page)
        shown = await (await self.faces.browser(who)).get(where)
        found = re.search(link, shown.text)
        assert found, f"no link like {link} on {where}"
        return found.group(1)


@dataclass(frozen=True)
class Asked:
    """A list of GraphQL: `named` as its type and field, and the document that reads it."""

    named: str
    document: str


def lists_of_query(given: dict[str, str]) -> Iterator[Asked]:
    """Each list of Query: plain, and by each thing that it may be ordered, searched or narrowed by.

    `given` are the values, as GraphQL writes them, of the arguments that some lists require.
    """
    for name, one in _query().fields.items():
        if "first" in one.args:
            for narrowed in ((), *_choices(one)):
                passed = ", ".join([f"first: {MOST}", *_passed(one, given), *narrowed])
                rows = "{ nodes { __typename } pageInfo { endCursor } }"
                yield Asked(f"{name}({', '.join(narrowed)})", f"{{ {name}({passed}) {rows} }}")


def lists_within(given: dict[str, str]) -> Iterator[Asked]:
    """Each list of another type than Query, by the shortest way there: what is `given` first."""
    ways = deque([(_query(), "{ %s }")])
    seen = {_query().name}
    while ways:
        kind, way = ways.popleft()
        for name, one in sorted(kind.fields.items(), key=lambda field: not _required(field[1])):
            below = get_named_type(one.type)
            if not isinstance(below, GraphQLObjectType) or not _required(one) <= given.keys():
                continue
            asks, inside = _passed(one, given), "{ %s }"
            if "first" in one.args:
                asks = [f"first: {MOST if kind is _query() else WITHIN}", *asks]
                inside = "{ nodes { %s } }"
                below = get_named_type(below.fields["nodes"].type)
                assert isinstance(below, GraphQLObjectType)
            call = f"{name}({', '.join(asks)})" if asks else name
            if "first" in one.args and kind is not _query():
                yield Asked(f"{kind.name}.{name}", way % f"{call} {inside % '__typename'}")
            if below.name not in seen:
                seen.add(below.name)
                ways.append((below, way % f"{call} {inside}"))


def _query() -> GraphQLObjectType:
    query = schema._schema.query_type
    assert query
    return query


def _required(one: GraphQLField) -> set[str]:
    return {name for name, arg in one.args.items() if is_required_argument(arg)}


def _passed(one: GraphQLField, given: dict[str, str]) -> list[str]:
    return [f"{name}: {given[name]}" for name in sorted(_required(one))]


def _choices(one: GraphQLField) -> Iterator[tuple[str]]:
    """What may be asked of a list beside its size and place: one argument or part of a filter at a time."""
    for name, arg in one.args.items():
        if not is_required_argument(arg) and name not in {"first", "after"}:
            yield from ((f"{name}: {value}",) for value in _values(arg.type))


def _values(kind: GraphQLInputType) -> Iterator[str]:
    of = get_named_type(kind)
    if isinstance(of, GraphQLEnumType):
        yield from of.values
    elif isinstance(of, GraphQLInputObjectType):
        for name, part in of.fields.items():
            yield from (f"{{ {name}: {value} }}" for value in _values(part.type))
    elif of.name == "Boolean":
        yield "true"
    elif of.name == "String":
        yield f'"{WORDS}"'
