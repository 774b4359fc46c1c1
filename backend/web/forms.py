"""From a posted form to an input model, and back to the form when it is refused."""

import types
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from starlette.datastructures import FormData

from backend.core.errors import checked

Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], form: FormData) -> Model:
    """The model filled from the form; empty fields count as absent. Errors: InvalidInput."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        given = [v for v in form.getlist(name) if isinstance(v, str) and v.strip()]
        if _holds_many(field.annotation):
            values[name] = given
        elif given:
            values[name] = given[-1]
    return checked(model, values)


def typed_values(form: FormData) -> dict[str, str | Sequence[str]]:
    """What the person typed, to fill the form again: a string, or several for a repeated field."""
    many = {key: [v for v in form.getlist(key) if isinstance(v, str)] for key in form}
    return {key: values[0] if len(values) == 1 else values for key, values in many.items()}


def _holds_many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return any(_holds_many(part) for part in get_args(annotation))
    return origin in {list, tuple, set, frozenset} or (
        isinstance(origin, type) and issubclass(origin, Mapping)
    )
