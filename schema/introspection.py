"""How much the schema tells of itself: introspection runs at once, so its size is known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    GraphQLUnionType,
    GraphQLWrappingType,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
)

ROOTS: dict[str, GraphQLField] = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


def is_told(parent: GraphQLNamedType | None, name: str) -> bool:
    """Whether this field tells of the schema."""
    return name in ROOTS or (parent is not None and parent.name.startswith("__"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a selection stands: among `all` of its kind in the schema, each once; within `wraps` wrappers."""

    all: bool = False
    wraps: int = 0

    def inside(self, parent: GraphQLNamedType | None, name: str) -> "Place":
        """The place of a field's content."""
        match parent.name if parent else "", name:
            case "__Type", "ofType":
                return Place(wraps=self.wraps + 1)
            case "__Schema", "types":
                return Place(all=True)
            case "__Type", "fields":
                return Place(all=self.all)
        return Place()

    def rows(self, schema: GraphQLSchema, parent: GraphQLNamedType | None, name: str) -> float:
        """How often a field's content is answered: at most, or on average among all of its kind."""
        at = (parent.name if parent else "", name)
        if at == ("__Type", "ofType"):
            return int(not self.all and self.wraps < _deepest(schema))
        sizes = _sizes(schema).get(at)
        if not sizes:
            return 1
        return sum(sizes) / len(sizes) if self.all else max(sizes)


ANYWHERE = Place()


@lru_cache(maxsize=4)
def _deepest(schema: GraphQLSchema) -> int:
    """How many times a type is wrapped at most, as a list or as what is never null."""
    types: list[GraphQLType] = []
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            types += [field.type for field in kind.fields.values()]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            types += [given.type for field in kind.fields.values() for given in field.args.values()]
    types += [given.type for directive in schema.directives for given in directive.args.values()]
    return max(_wraps(of) for of in types)


def _wraps(of: GraphQLType) -> int:
    return 1 + _wraps(of.of_type) if isinstance(of, GraphQLWrappingType) else 0


@lru_cache(maxsize=4)
def _sizes(schema: GraphQLSchema) -> dict[tuple[str, str], Sequence[int]]:
    """The size of every list that introspection answers."""
    kinds = list(schema.type_map.values())
    fielded = [kind for kind in kinds if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)]
    possible = {
        kind.name: len(schema.get_possible_types(kind))
        for kind in kinds
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
    }
    having = {kind.name: kind for kind in fielded}
    return {
        ("__Schema", "types"): [len(kinds)],
        ("__Schema", "directives"): [len(schema.directives)],
        ("__Directive", "args"): [len(directive.args) for directive in schema.directives],
        ("__Field", "args"): [len(field.args) for kind in fielded for field in kind.fields.values()],
        ("__Type", "fields"): [len(having[k.name].fields) if k.name in having else 0 for k in kinds],
        ("__Type", "interfaces"): [len(having[k.name].interfaces) if k.name in having else 0 for k in kinds],
        ("__Type", "possibleTypes"): [possible.get(kind.name, 0) for kind in kinds],
        ("__Type", "inputFields"): [
            len(kind.fields) if isinstance(kind, GraphQLInputObjectType) else 0 for kind in kinds
        ],
        ("__Type", "enumValues"): [
            len(kind.values) if isinstance(kind, GraphQLEnumType) else 0 for kind in kinds
        ],
    }
