"""Refusals. A slice names each situation; the catalogues word it; the faces give it a status."""

from collections.abc import Mapping
from typing import Any, ClassVar


class DomainError(Exception):
    """A refusal with a `code`, the input `field` at fault if any, and parameters for its wording."""

    code: ClassVar[str]
    field: str | None = None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in cls.__dict__:
            name = cls.__name__
            cls.code = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")

    def __init__(self, *, field: str | None = None, **parameters: Any) -> None:
        super().__init__(self.code)
        if field is not None:
            self.field = field
        self.parameters: Mapping[str, Any] = parameters


class NotFound(DomainError):
    """It does not exist, or this reader may not know that it does."""


class Forbidden(DomainError):
    """The actor may see the thing but may not do this to it; `reason` names the missing right."""


class Conflict(DomainError):
    """The request makes sense but not now: somebody was first, or the state moved on."""


class Invalid(DomainError):
    """The input is wrong; `field` says where."""


class InvalidInput(Invalid):
    """Several fields are wrong at once: `errors` maps a field to a code of the catalogue."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__()
        self.errors = errors
