"""Descriptions that follow from the naming: written once here, whatever type the name is found on."""

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    is_introspection_type,
)

COMMON = {
    "after": "The cursor after which the page begins.",
    "code": "A stable code, for programs.",
    "cursor": "Where this item stands; given as `after`, the list continues after it.",
    "edges": "The items, each with its cursor.",
    "endCursor": "The cursor of the last item; null on an empty page.",
    "field": "The input field at fault, if one is.",
    "first": "How many items at most, 1 to 100.",
    "hasNextPage": "Whether others follow.",
    "id": "A global id.",
    "idempotencyKey": "Sent again with the same input within a day, nothing is done twice.",
    "ids": "Global ids.",
    "input": "What the mutation takes.",
    "message": "A sentence for people, in their language.",
    "node": "The item.",
    "orderBy": "The order of the list.",
    "pageInfo": "Where the page stands in the list.",
    "slug": "The last part of its address.",
}
"""By field, argument or input field."""

ENDINGS = {
    "Connection": "One page of a list.",
    "Edge": "One item of a page.",
    "Input": "What `{}` takes.",
    "Result": "What `{}` answers: its success, or a refusal.",
    "Success": "`{}` was done: here is what it changed.",
}
"""By the end of a type's name; the braces stand for the mutation."""


def describe(schema: GraphQLSchema) -> None:
    """Fill in the descriptions that are missing and follow from a name."""
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind):
            continue
        if not kind.description:
            kind.description = _from_ending(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                field.description = field.description or COMMON.get(field_name)
                for argument_name, argument in field.args.items():
                    argument.description = argument.description or COMMON.get(argument_name)
        elif isinstance(kind, GraphQLInputObjectType):
            for field_name, given in kind.fields.items():
                given.description = given.description or COMMON.get(field_name)
        elif isinstance(kind, GraphQLUnionType):
            kind.description = kind.description or _from_ending(name)


def _from_ending(name: str) -> str | None:
    for ending, words in ENDINGS.items():
        if name.endswith(ending) and name != ending:
            mutation = name.removesuffix(ending)
            return words.format(mutation[0].lower() + mutation[1:])
    return None
