"""The schema's habits: what is refused is told and not logged, what is unexpected is logged once."""

import logging
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import strawberry
from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLFieldResolver,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    validate,
)
from strawberry.extensions import ParserCache, SchemaExtension
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import ExecutionContext
from strawberry.types.field import StrawberryField

from schema.context import ReadingSession
from schema.descriptions import describe
from schema.errors import is_expected
from schema.limits import Limits

log = logging.getLogger("diapason.graphql")

MOST_FAULTS = 20
"""Each is told with the value that it is in, however long that is."""


@lru_cache(maxsize=128)
def faults(
    schema: GraphQLSchema, document: DocumentNode, rules: tuple[type[ASTValidationRule], ...]
) -> list[GraphQLError]:
    """What is wrong with a document, and nothing of what may have been meant.

    A name that does not exist would be compared with all that do, letter by letter: seconds for a hundred.
    """
    return validate(schema, document, rules, max_errors=MOST_FAULTS, hide_suggestions=True)


class Validation(SchemaExtension):
    """Validates a document, once for as long as it is remembered."""

    def on_validate(self) -> Iterator[None]:
        asked = self.execution_context
        assert asked.graphql_document is not None
        asked.pre_execution_errors = faults(
            asked.schema._schema, asked.graphql_document, asked.validation_rules
        )
        yield


def _read_plainly(schema: GraphQLSchema) -> None:
    """Let fields that nobody resolves read their attribute and no more: a page of a list has hundreds."""
    for kind in schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            asked = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            if isinstance(asked, StrawberryField) and asked.is_basic_field:
                field.resolve = _attribute(asked.python_name)


def _attribute(name: str) -> GraphQLFieldResolver:
    def read(source: Any, _info: GraphQLResolveInfo[Any]) -> Any:
        return getattr(source, name)

    return read


EXTENSIONS = [Limits, ParserCache, Validation, ReadingSession]
"""Limits come first: nothing is parsed, cached or read for a document that is too large."""


class Schema(strawberry.Schema):
    """Strawberry's schema with our way of describing and of logging."""

    def __init__(self, *, query: type, mutation: type, subscription: type) -> None:
        super().__init__(query=query, mutation=mutation, subscription=subscription, extensions=EXTENSIONS)
        describe(self._schema)
        _read_plainly(self._schema)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what nobody expected, under the request's id, which the answer tells too."""
        for error in errors:
            if not is_expected(error) and execution_context is not None:
                request_id = execution_context.context.request_id
                log.error("request %s failed at %s", request_id, error.path, exc_info=error.original_error)
