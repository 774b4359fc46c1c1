"""What « Aujourd’hui » shows: what is asked of a reader, and what was answered to them.

Slices return these; their sentences are worded by the catalogues under `ask.<code>`, `ask.<code>.detail`
and `told.<code>`, filled with `params`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """Something asked: where to answer it, how long it takes (minutes), until when (UTC)."""

    code: str
    href: str
    params: Mapping[str, object] = field(default_factory=dict)
    minutes: int | None = None
    due: datetime | None = None
    icon: str = "target"
    tone: str = "petrol"


@dataclass(frozen=True, slots=True)
class Told:
    """Something answered: by whom, when (UTC), in whose words; `state` is one of the two-branches states."""

    code: str
    href: str
    at: datetime
    params: Mapping[str, object] = field(default_factory=dict)
    state: str = "repondu"
    says: str = ""
    by: str = ""
