"""Long lists of cases, each on one database in its turn: together they meet both, in half the time."""

import itertools
from collections.abc import Iterable, Sequence

import pytest
from _pytest.mark import ParameterSet

DATABASES = ("sqlite", "postgresql")


def in_turns(cases: Iterable[Sequence[object]], ids: Iterable[str]) -> list[ParameterSet]:
    """The cases with the name of a database at their end, for an indirect parameter `engine`."""
    turns = itertools.cycle(DATABASES)
    return [
        pytest.param(*case, turn, id=f"{name}-{turn}")
        for case, name, turn in zip(cases, ids, turns, strict=False)
    ]
