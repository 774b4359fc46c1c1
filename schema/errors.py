"""Refusals as union members and as typed errors; the wording is the catalogues'."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import strawberry
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from backend.core import wording
from backend.core.errors import Conflict, DomainError, Forbidden, Invalid, InvalidInput, NotFound
from backend.core.i18n import Translator
from schema.body import BadParameter, BadRequest, EventStreamOnly, SubscriptionOnly

if TYPE_CHECKING:
    from schema.context import Context


@strawberry.interface(
    description="A refusal: a stable code, a sentence for people, the input field at fault."
)
class UserError:
    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="A sentence for people, in their language.")
    field: str | None = strawberry.field(default=None, description="The input field at fault, if one is.")


@strawberry.type(description="It does not exist, or the caller may not know that it does.")
class NotFoundError(UserError):
    pass


@strawberry.type(description="The caller may see it but may not do this.")
class ForbiddenError(UserError):
    pass


@strawberry.type(description="Not now: somebody was first, or the state has moved on.")
class ConflictError(UserError):
    pass


@strawberry.type(description="What is wrong with one input field.")
class FieldProblem:
    field: str = strawberry.field(description="The input field at fault.")
    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="A sentence for people, in their language.")


@strawberry.type(description="The input is wrong; `problems` has one entry per field.")
class InvalidInputError(UserError):
    problems: list[FieldProblem] = strawberry.field(
        default_factory=list, description="One entry for each field at fault."
    )


Refusal = NotFoundError | ForbiddenError | ConflictError | InvalidInputError


def as_refusal(translator: Translator, error: DomainError) -> Refusal:
    """The union member for a refusal's family."""
    message = wording.sentence(translator, error)
    field = camel(error.field)
    if isinstance(error, Invalid):
        return InvalidInputError(
            code=error.code, message=message, field=field, problems=_problems(translator, error)
        )
    kinds: tuple[tuple[type[DomainError], type[NotFoundError | ForbiddenError | ConflictError]], ...] = (
        (NotFound, NotFoundError),
        (Forbidden, ForbiddenError),
        (Conflict, ConflictError),
    )
    kind = next(kind for family, kind in kinds if isinstance(error, family))
    return kind(code=error.code, message=message, field=field)


def _problems(translator: Translator, error: Invalid) -> list[FieldProblem]:
    worded = wording.field_errors(translator, error)
    codes = {n: p.code for n, p in error.problems.items()} if isinstance(error, InvalidInput) else {}
    return [
        FieldProblem(field=camel(name) or "", code=codes.get(name, error.code), message=message)
        for name, message in worded.items()
    ]


@contextmanager
def named(**names: str) -> Iterator[None]:
    """Inside, a refusal names a field as the input does: with `by_when="when"`, `when` for `by_when`."""
    try:
        yield
    except DomainError as error:
        error.field = names.get(error.field or "", error.field)
        if isinstance(error, InvalidInput):
            error.problems = {names.get(name, name): problem for name, problem in error.problems.items()}
        raise


def camel(name: str | None) -> str | None:
    """`join_policy` -> `joinPolicy`."""
    if name is None:
        return None
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def as_errors(context: "Context", result: ExecutionResult) -> list[dict[str, Any]]:
    """The errors of an answer. What does not exist, where null may stand for it, is null and no error."""
    return [
        _formatted(context, error)
        for error in result.errors or []
        if not (isinstance(cause(error), NotFound) and _is_null(result.data, error.path))
    ]


def as_error(context: "Context", refusal: DomainError) -> dict[str, Any]:
    """A refusal as a GraphQL error: its sentence, and its code under `extensions`."""
    extensions: dict[str, Any] = {"code": refusal.code.upper()}
    if refusal.field is not None:
        extensions["field"] = camel(refusal.field)
    return {"message": wording.sentence(context.translator, refusal), "extensions": extensions}


def cause(error: GraphQLError) -> BaseException:
    """What made an error: a refusal, GraphQL's own complaint, or something unexpected."""
    found: BaseException = error
    while isinstance(found, GraphQLError) and found.original_error is not None:
        found = found.original_error
    return unfit(found) if isinstance(found, UNFIT) else found


UNFIT = (MissingQueryError, InvalidOperationTypeError, CannotGetOperationTypeError)


def unfit(error: Exception) -> BadRequest:
    """The refusal of a document without an operation, or with one that this way of asking cannot carry."""
    if isinstance(error, InvalidOperationTypeError):
        return EventStreamOnly() if error.operation_type is OperationType.SUBSCRIPTION else SubscriptionOnly()
    return BadParameter(field="query" if isinstance(error, MissingQueryError) else "operationName")


def is_expected(error: GraphQLError) -> bool:
    """Whether the caller is at fault. A variable's value may be refused by any kind of exception."""
    at_a_variable = error.path is None and bool(error.nodes)
    return at_a_variable or isinstance(cause(error), DomainError | GraphQLError)


def _formatted(context: "Context", error: GraphQLError) -> dict[str, Any]:
    why = cause(error)
    answer: dict[str, Any]
    if isinstance(why, DomainError):
        answer = as_error(context, why)
    elif is_expected(error):
        answer = {"message": error.message, "extensions": {"code": _code(error), **(error.extensions or {})}}
    else:
        message = context.translator.gettext("error.internal_error", request_id=context.request_id)
        answer = {
            "message": message,
            "extensions": {"code": "INTERNAL_ERROR", "requestId": context.request_id},
        }
    if error.locations:
        answer["locations"] = [{"line": one.line, "column": one.column} for one in error.locations]
    if error.path is not None:
        answer["path"] = list(error.path)
    return answer


def _code(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "SYNTAX_ERROR"
    return "INVALID_OPERATION" if error.path is None else "INVALID_ARGUMENT"


def _is_null(data: Any, path: list[str | int] | None) -> bool:
    """Whether the answer holds null exactly at `path`, rather than somewhere above it."""
    for key in path or ():
        if data is None:
            return False
        data = data[key]
    return bool(path) and data is None
