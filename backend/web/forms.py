"""From a posted form to an input model, and back to the form when it is refused."""

import types
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from backend.core.errors import Invalid, checked
from backend.core.text import storable

Model = TypeVar("Model", bound=BaseModel)

MOST_BYTES = 3_000_000
"""The longest form, two thousand addresses typed and as many in a file, is ten times shorter."""
STRANGERS_BYTES = 100_000
"""The same of those who have not signed in, who type little."""
MOST_FIELDS = 500


class FormTooLarge(Invalid):
    """The form has more than `most` bytes."""


class UnreadableForm(Invalid):
    """What was sent is not a form, or has too many fields."""


def bounded(request: Request, most: int = MOST_BYTES, typed: int = MOST_BYTES) -> Request:
    """The same request, whose body is given up once it has too many bytes: `most` with files, else `typed`.

    Typed fields are counted as they come: the parser takes its time over empty ones, and counts none of them.
    What says beforehand that it is too large is not read at all. Errors: FormTooLarge, UnreadableForm, as it
    is read.
    """
    announced, received, fields = int(request.headers.get("content-length", 0)), 0, 1
    is_typed = not request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    if is_typed:
        most = min(most, typed)

    async def receive() -> Message:
        nonlocal received, fields
        if announced > most:
            raise FormTooLarge(most=most)
        message = await request.receive()
        body = message.get("body", b"")
        received += len(body)
        if received > most:
            raise FormTooLarge(most=most)
        fields += body.count(b"&") if is_typed else 0
        if fields > MOST_FIELDS:
            raise UnreadableForm
        return message

    return Request(request.scope, receive)


async def sent_form(request: Request) -> FormData:
    """The form that came, without what no database stores; whoever reads it closes it.

    A browser counts a line's end as one character, and sends two: here it is one again.
    Errors: FormTooLarge, UnreadableForm.
    """
    try:
        form = await request.form(max_files=4, max_fields=MOST_FIELDS)
    except (HTTPException, ClientDisconnect, UnicodeError) as error:
        raise UnreadableForm from error
    return FormData(
        [
            (storable(name), storable(v).replace("\r\n", "\n") if isinstance(v, str) else v)
            for name, v in form.multi_items()
        ]
    )


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


def uuid_or_none(value: object) -> UUID | None:
    """The id a field or an address holds; None where it holds none."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _holds_many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return any(_holds_many(part) for part in get_args(annotation))
    return origin in {list, tuple, set, frozenset} or (
        isinstance(origin, type) and issubclass(origin, Mapping)
    )
