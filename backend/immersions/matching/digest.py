"""The digest of a run's inputs: the same for the same inputs, in any order of people and slots."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from backend.immersions.matching.problem import Problem


def digest_of(problem: Problem) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of everything but the seed."""
    hashed = sha256()
    for part in _parts(problem):
        hashed.update(json.dumps(part, sort_keys=True, separators=(",", ":"), default=_plain).encode())
        hashed.update(b"\n")
    return hashed.hexdigest()


def _parts(problem: Problem) -> Iterable[Mapping[str, Any] | list[Any]]:
    yield [problem.rest, problem.furthest_km, dict(problem.pins)]
    if problem.handoffs:
        yield {"handoffs": sorted([sorted(one), sorted(other)] for one, other in problem.handoffs)}
    for slot in sorted(problem.slots, key=lambda one: one.key):
        yield {name: value for name, value in asdict(slot).items() if value}
    for slot in sorted(problem.swaps, key=lambda one: one.key):
        yield {"swap": {name: value for name, value in asdict(slot).items() if value}}
    for person in sorted(problem.people, key=lambda one: one.key):
        yield {name: value for name, value in _fields(person) if value or value == 0.0}


def _fields(person: Any) -> Iterable[tuple[str, Any]]:
    for name in person.__slots__:
        value = getattr(person, name)
        if name == "engagements":
            value = sorted((one.starts_at, one.ends_at) for one in value)
        yield name, value


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
