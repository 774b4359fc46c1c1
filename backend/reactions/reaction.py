"""What a line of a slice's table says."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from backend.core.db import Session
from backend.jobs import Outside
from backend.settings import Settings

JobFunction = Callable[[Session, Mapping[str, Any]], Awaitable[Outside | None]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """A job's work, and the events that it follows from, if any: the timetable promises some jobs too.

    It runs in one unit of work, at least once: what it does twice must be the same as what it does once.
    """

    work: JobFunction
    after: Collection[str] = ()


def settings_of(session: Session) -> Settings:
    settings: Settings = session.info["settings"]
    return settings
