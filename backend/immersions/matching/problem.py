"""What a run is given: people with their wishes, slots with their places, rules, pins and a seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

MOST_WISHES = 5

Coordinates = tuple[float, float]
"""Latitude and longitude, in degrees."""


class Priority(IntEnum):
    """The class of a person: their first true one."""

    LEFT_OUT = 1
    FAR_FROM_CUSTOMERS = 2
    OTHERS = 3


@dataclass(frozen=True, slots=True)
class Engagement:
    """A time already taken: a pin, a day as host, a placement published elsewhere."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who hosts a slot."""

    key: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One date of an offer. `minimum` is reported, never optimised; `day` is the date by its clocks."""

    key: str
    offer: str
    capacity: int
    minimum: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    place: Coordinates | None = None
    requires: frozenset[str] = frozenset()
    hosts: tuple[Host, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wishes: distinct offers, best first. `days` and `furthest_km` are open when None."""

    key: str
    wishes: tuple[str, ...]
    priority: Priority = Priority.OTHERS
    refused: frozenset[str] = frozenset()
    """Wished offers that their manager has not approved."""
    days: frozenset[date] | None = None
    place: Coordinates | None = None
    furthest_km: float | None = None
    has: frozenset[str] = frozenset()
    """Prerequisites met."""
    manager: str | None = None
    team: str | None = None
    engagements: tuple[Engagement, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One run. Keys are unique; the order of people and slots changes nothing."""

    people: tuple[Person, ...]
    slots: tuple[Slot, ...]
    seed: int
    pins: Mapping[str, str] = field(default_factory=dict)
    """Person → slot, decided by the leader; a pin may break any rule but the number of places."""
    rest: timedelta = timedelta(hours=11)
    furthest_km: float | None = None
    """The edition's own limit of distance."""
    handoffs: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    """Handoffs that hurt, as the teams of each side: a wish that joins them counts for more."""
    swaps: tuple[Slot, ...] = ()
    """Dates given only in a reciprocal swap, each with the one host who would go in exchange."""

    def joins(self, person: Person, slot: Slot) -> bool:
        """Whether going there brings the two sides of one of the handoffs together."""
        teams = [host.team for host in slot.hosts]
        return any(
            (person.team in one and any(team in other for team in teams))
            or (person.team in other and any(team in one for team in teams))
            for one, other in self.handoffs
        )
