"""The rules that take a wish out of a run before it starts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from backend.immersions.matching.problem import Coordinates, Engagement, Person, Problem, Slot

EARTH_RADIUS_KM = 6371.0088


class Rule(StrEnum):
    """Why somebody may not have a slot, in the order in which it is looked at."""

    NOT_OPEN = "not_open"
    ONE_SIDED = "one_sided"
    """A swap that the other side does not wish for, or that a rule keeps from them."""
    SWAPPED_AWAY = "swapped_away"
    """A swap in whose place others were made: more of them, or of better ranks, or drawn."""
    NOT_APPROVED = "not_approved"
    PREREQUISITE = "prerequisite"
    OWN_MANAGER = "own_manager"
    OWN_TEAM = "own_team"
    TOO_FAR = "too_far"
    NOT_AVAILABLE = "not_available"
    NO_REST = "no_rest"
    WITHOUT_PLACES = "without_places"
    """It has no place at all, whoever wishes for it."""
    NO_PLACE = "no_place"
    """All its places are pinned; whoever the other rules allow waits for one."""


def rule_against(problem: Problem, person: Person, slot: Slot) -> Rule | None:
    """The first rule that keeps a person out of a slot; None when they may have it."""
    if slot.offer in person.refused:
        return Rule.NOT_APPROVED
    if slot.requires and not slot.requires <= person.has:
        return Rule.PREREQUISITE
    for host in slot.hosts:
        if host.key in (person.manager, person.key):
            return Rule.OWN_MANAGER if host.key == person.manager else Rule.OWN_TEAM
        if host.team is not None and host.team == person.team:
            return Rule.OWN_TEAM
    if _too_far(problem, person, slot):
        return Rule.TOO_FAR
    if person.days is not None and slot.day is not None and slot.day not in person.days:
        return Rule.NOT_AVAILABLE
    if slot.starts_at is None or slot.ends_at is None:
        return None
    rests = rested(slot.starts_at, slot.ends_at, person.engagements, problem.rest)
    return None if rests else Rule.NO_REST


def rested(starts_at: datetime, ends_at: datetime, taken: Iterable[Engagement], rest: timedelta) -> bool:
    """Whether a day leaves this rest before and after every time already taken."""
    return all(starts_at - one.ends_at >= rest or one.starts_at - ends_at >= rest for one in taken)


def kilometres(one: Coordinates, other: Coordinates) -> float:
    """The great-circle distance, by the haversine formula on a sphere of the Earth's mean radius."""
    (lat1, lon1), (lat2, lon2) = one, other
    across = sin(radians(lat2 - lat1) / 2) ** 2
    around = cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across + around)))


def _too_far(problem: Problem, person: Person, slot: Slot) -> bool:
    limits = [km for km in (person.furthest_km, problem.furthest_km) if km is not None]
    if not limits or person.place is None or slot.place is None:
        return False
    return kilometres(person.place, slot.place) > min(limits)
