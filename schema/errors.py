"""Refusals as union members, and unexpected shapes as typed errors; the wording is the catalogues'."""

import strawberry

from backend.core import wording
from backend.core.errors import Conflict, DomainError, Forbidden, Invalid, InvalidInput, NotFound
from backend.core.i18n import Translator


@strawberry.interface(
    description="A refusal: a stable code, a sentence for people, the input field at fault."
)
class UserError:
    code: str
    message: str
    field: str | None = None


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
    field: str
    code: str
    message: str


@strawberry.type(description="The input is wrong; `problems` has one entry per field.")
class InvalidInputError(UserError):
    problems: list[FieldProblem] = strawberry.field(default_factory=list)


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


def camel(name: str | None) -> str | None:
    """`join_policy` -> `joinPolicy`."""
    if name is None:
        return None
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
