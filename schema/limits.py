"""How large a document may be. Measured before validation, in time linear in the document.

Every later step may take time in proportion to the expanded document, so each fragment is measured once
and counted wherever it is spread; nothing is expanded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from strawberry.extensions import SchemaExtension

from backend.core.errors import Invalid
from backend.core.listing import MOST
from schema.introspection import ANYWHERE, ROOTS, Place, is_told
from schema.sizes import ROWS

MOST_OF = {
    "characters": 20_000,
    "brackets": 40,
    "tokens": 2_000,
    "fragments": 50,
    "depth": 12,
    "aliases": 50,
    "repeats": 100,
    "fields": 1_000,
    "cost": 25_000,
    "introspection": 80_000,
}
"""Tokens are counted with the comments. Depth counts nested fields; `repeats` is one name written many times;
`fields` is the document with its fragments spread out; `cost` multiplies fields by the sizes of the pages
and lists above them. `introspection` does so with what the schema tells of itself, and lets about the usual
query of all of it pass; it is not counted in depth: the validation has its own rule for it."""

_TOKENS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?|"(?:[^"\\\n]++|\\.)*+"?|\#[^\n]*+|[({\[]|[)}\]]'
    r"|[_A-Za-z][_0-9A-Za-z]*+|-?[0-9][0-9A-Za-z_.+-]*+|\.\.\.|[!$&:=@|]",
    re.DOTALL,
)
"""Texts and comments whole, then brackets, names, numbers and marks."""
_NUL = re.compile(r"\\u(?:0000|\{0+\})")


TOLD_A_CALL = 1_000
"""How much a stranger may be told of the schema for each call of their pace."""


class DocumentTooLarge(Invalid):
    """The document has more than `most` of `what`; see MOST_OF."""

    field = "query"

    def __init__(self, what: str) -> None:
        super().__init__(what=what, most=MOST_OF[what])


class UnfitCharacter(Invalid):
    """A text holds a character that no database stores."""

    field = "query"


@dataclass(frozen=True, slots=True)
class Size:
    """What a selection of fields weighs."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    cost: int = 0
    introspection: float = 0

    def beside(self, other: "Size") -> "Size":
        return Size(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.fields + other.fields,
            self.cost + other.cost,
            self.introspection + other.introspection,
        )


@dataclass
class Measure:
    """Weighs one document's selections; each fragment once."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    names: Counter[str] = field(default_factory=Counter)
    measured: dict[tuple[str, Place], Size] = field(default_factory=dict)

    def selections(
        self, node: SelectionSetNode | None, parent: GraphQLNamedType | None, place: Place = ANYWHERE
    ) -> Size:
        size = Size()
        for selection in node.selections if node else ():
            if isinstance(selection, FieldNode):
                size = size.beside(self._field(selection, parent, place))
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                of = self.schema.get_type(condition.name.value) if condition else parent
                size = size.beside(self.selections(selection.selection_set, of, place))
            elif isinstance(selection, FragmentSpreadNode):
                size = size.beside(self.fragment(selection.name.value, place))
        return size

    def fragment(self, name: str, place: Place = ANYWHERE) -> Size:
        key = (name, place)
        if key not in self.measured:
            # A fragment inside itself weighs nothing here; the validation refuses it by its name.
            self.measured[key] = Size()
            if found := self.fragments.get(name):
                of = self.schema.get_type(found.type_condition.name.value)
                self.measured[key] = self.selections(found.selection_set, of, place)
        return self.measured[key]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, place: Place) -> Size:
        name = node.name.value
        self.names[node.alias.value if node.alias else name] += 1
        known = parent.fields if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else {}
        definition = known.get(name) or ROOTS.get(name)
        of = get_named_type(definition.type) if definition else None
        inside = self.selections(node.selection_set, of, place.inside(parent, name))
        return Size(
            depth=1 if name.startswith("__") else 1 + inside.depth,
            aliases=inside.aliases + (1 if node.alias else 0),
            fields=1 + inside.fields,
            cost=1 + inside.cost * (self._rows(node, definition, parent) if definition else 1),
            introspection=is_told(parent, name)
            + inside.introspection * place.rows(self.schema, parent, name),
        )

    def _rows(self, node: FieldNode, definition: GraphQLField, parent: GraphQLNamedType | None) -> int:
        """How many times the field's content is answered at most."""
        given = {argument.name.value: self._value(argument.value) for argument in node.arguments or ()}
        if "first" in definition.args:
            first = given.get("first", definition.args["first"].default_value)
            return min(max(first, 1), MOST) if isinstance(first, int) else MOST
        if "ids" in definition.args:
            ids = given.get("ids")
            return max(len(ids), 1) if isinstance(ids, list | tuple) else MOST
        return ROWS.get(parent.name, {}).get(node.name.value, 1) if parent else 1

    def _value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value)
        return _literal(node)


def _literal(node: ValueNode | None) -> Any:
    """A whole number, or the nodes of a list; None for what is neither."""
    if isinstance(node, IntValueNode):
        return int(node.value[:9])
    return node.values if isinstance(node, ListValueNode) else None


def _defaults(operations: Iterable[OperationDefinitionNode]) -> dict[str, Any]:
    """What variables are where they are not given; None where two operations do not agree."""
    defaults: dict[str, Any] = {}
    for declared in (one for node in operations for one in node.variable_definitions or ()):
        name, value = declared.variable.name.value, _literal(declared.default_value)
        defaults[name] = value if defaults.get(name, value) == value else None
    return defaults


def check_text(query: str) -> None:
    """Before parsing. Errors: DocumentTooLarge, UnfitCharacter."""
    if len(query) > MOST_OF["characters"]:
        raise DocumentTooLarge("characters")
    if _NUL.search(query):
        raise UnfitCharacter
    deep = 0
    for number, found in enumerate(_TOKENS.finditer(query), start=1):
        mark = found.group()
        deep += 1 if mark in "({[" else -1 if mark in ")}]" else 0
        if deep > MOST_OF["brackets"]:
            raise DocumentTooLarge("brackets")
        if number > MOST_OF["tokens"]:
            raise DocumentTooLarge("tokens")


def weight_of(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> Size:
    """What the document weighs, its fragments spread out. Errors: DocumentTooLarge (fragments, repeats)."""
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    if len(fragments) > MOST_OF["fragments"]:
        raise DocumentTooLarge("fragments")
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    measure = Measure(schema, fragments, _defaults(operations) | dict(variables))
    whole = Size()
    for node in operations:
        root = schema.get_root_type(node.operation)
        whole = whole.beside(measure.selections(node.selection_set, root))
    for name in fragments:
        # A fragment that nothing spreads is validated all the same.
        measure.fragment(name)
    if max(measure.names.values(), default=0) > MOST_OF["repeats"]:
        raise DocumentTooLarge("repeats")
    return whole


def check_weight(weight: Size) -> None:
    """Before validation. Errors: DocumentTooLarge."""
    for what in ("depth", "aliases", "fields", "cost", "introspection"):
        if getattr(weight, what) > MOST_OF[what]:
            raise DocumentTooLarge(what)


class Limits(SchemaExtension):
    """Refuses a document that is too large before time is spent on it."""

    def on_operation(self) -> Iterator[None]:
        check_text(self.execution_context.query or "")
        yield

    def on_parse(self) -> Iterator[None]:
        yield
        document = self.execution_context.graphql_document
        if document is not None:
            schema = self.execution_context.schema._schema
            weight = weight_of(schema, document, self.execution_context.variables or {})
            # Told in the answer, and to whoever is refused for it too.
            context = self.execution_context.context
            context.cost = weight.cost
            check_weight(weight)
            if context.actor is None and weight.introspection:
                # A tenth of a second of work each: a stranger may ask for the whole schema now and then.
                context.charge(weight.introspection / TOLD_A_CALL)
