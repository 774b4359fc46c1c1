"""What slices offer to the home page: what is asked of the reader, and what was answered to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Ask:
    """Something asked of the reader, worded `ask.<code>`; `minutes` it takes, `due` if it has a deadline."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    href: str = ""
    minutes: int | None = None
    due: datetime | None = None
    icon: str = "circle"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something answered to the reader, worded `told.<code>`; `state` is one of the two branches' states.

    `declined`: it is a no, which has no colour of its own.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    href: str = ""
    state: str = "repondu"
    says: str = ""
    by: str = ""
    at: datetime | None = None
    declined: bool = False

    @property
    def tone(self) -> str:
        """The colour of its tag: that of its state."""
        return "" if self.declined else {"entendu": "laiton", "tenu": "vert"}.get(self.state, "petrol")
