"""Each action of the matrix: its scene, and the same thing done through verb, page and mutation."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.core.actor import Actor
from backend.core.db import Session
from tests.cast import Cast

Scene = Mapping[str, Any]
"""What `arrange` made: slugs and ids the three faces name."""


@dataclass(frozen=True)
class Action:
    """One thing a person may try.

    `page` gives the path and the form posted to it (None for an action that has no page of its own);
    `mutation` gives the field's name and its input.
    """

    name: str
    arrange: Callable[[Cast, Session], Awaitable[Scene]]
    verb: Callable[[Session, Actor, Scene], Awaitable[object]]
    page: Callable[[Scene], tuple[str, dict[str, Any]]] | None
    mutation: Callable[[Scene], tuple[str, dict[str, Any]]] | None
