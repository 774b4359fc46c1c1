"""Refusals. A slice names each situation; the catalogues word it; the faces give it a status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ValidationError


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

    @property
    def wording(self) -> str:
        """Its entry in the catalogues, after `error.`."""
        return self.code


class NotFound(DomainError):
    """It does not exist, or this reader may not know that it does."""


class Forbidden(DomainError):
    """The actor may see the thing but may not do this to it; the code says why."""


class Conflict(DomainError):
    """The request makes sense but not now: somebody was first, or the state moved on."""


class AboutSomebody(Conflict):
    """A conflict about somebody: `error.<code>.oneself` words it to them, when it is they who are refused."""

    def __init__(self, *, oneself: bool = False, **parameters: Any) -> None:
        super().__init__(**parameters)
        self.oneself = oneself

    @property
    def wording(self) -> str:
        return f"{self.code}.oneself" if self.oneself else self.code


class ChangedMeanwhile(Conflict):
    """Somebody changed the same thing at the same instant; trying again is safe."""


class Invalid(DomainError):
    """The input is wrong; `field` says where."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field: a code of the catalogue and the parameters of its wording."""

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class InvalidInput(Invalid):
    """Several fields may be wrong at once: `problems` maps a field to what is wrong with it.

    `form` is the name of the input model: the catalogues may word its fields specially.
    """

    def __init__(self, form: str, problems: Mapping[str, Problem]) -> None:
        super().__init__(field=next(iter(problems), None))
        self.form = form
        self.problems = problems


Model = TypeVar("Model", bound=BaseModel)


def checked(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The input model built from `values`. Errors: InvalidInput, one problem per field at fault."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems: dict[str, Problem] = {}
        for one in error.errors(include_url=False, include_input=False):
            name = str(one["loc"][0]) if one["loc"] else ""
            context = {k: v for k, v in one.get("ctx", {}).items() if isinstance(v, (str, int, float))}
            problems.setdefault(name, Problem(one["type"], context))
        raise InvalidInput(model.__name__, problems) from error
