"""The company as a plan: units from the top down, each with its site and its seats. Pure, for any size."""

import random
from dataclasses import dataclass, field

from seeds import places
from seeds.activities import Activity
from seeds.places import HEAD_OFFICE_REGION, Town

TEAM_LEAST, TEAM_MOST = 6, 14
COMPANY = "Télénova"
LEAST_IN_DIRECTION = 6


@dataclass(frozen=True, slots=True)
class PlannedSite:
    code: str
    name: str
    region: str
    latitude: float
    longitude: float
    head_office: bool


@dataclass(slots=True)
class PlannedUnit:
    """A unit with `size` people of its own on the seats from `first` on, its head on the first.

    Units are numbered from the top down, so those below a unit are the ones up to `last`, and its people
    with theirs sit from `first` to `end` (excluded).
    """

    number: int
    parent: int | None
    name: str
    path: str
    depth: int
    activity: Activity
    site: PlannedSite
    size: int
    first: int
    last: int = 0
    end: int = 0

    @property
    def people(self) -> int:
        return self.end - self.first


@dataclass
class Company:
    """The plan: `units` and `sites` in order; `landmarks` are the units others look for, by short name."""

    dice: random.Random
    units: list[PlannedUnit] = field(default_factory=list)
    sites: dict[str, PlannedSite] = field(default_factory=dict)
    landmarks: dict[str, PlannedUnit] = field(default_factory=dict)
    seats: int = 0

    def site(self, region: str, town: Town, name: str) -> PlannedSite:
        """The site of this name in the town, noted at its first use."""
        title = name if town.name in name else f"{name}, {town.name}"
        key = f"{region} {title}"
        if key not in self.sites:
            code = f"{places.SITE_CODES[region]}{len(self.sites) + 1:04}"
            # Sites of one town do not lie on top of one another.
            latitude = round(town.latitude + self.dice.uniform(-0.02, 0.02), 5)
            longitude = round(town.longitude + self.dice.uniform(-0.02, 0.02), 5)
            head_office = region == HEAD_OFFICE_REGION
            self.sites[key] = PlannedSite(code, title, region, latitude, longitude, head_office)
        return self.sites[key]

    def open(
        self, parent: PlannedUnit | None, name: str, activity: Activity, site: PlannedSite, size: int = 1
    ) -> PlannedUnit:
        """Add a unit of `size` people under `parent`; `close` it once its parts are added."""
        path = f"{parent.path}/{name}" if parent else name
        depth = parent.depth + 1 if parent else 0
        above = parent.number if parent else None
        unit = PlannedUnit(len(self.units), above, name, path, depth, activity, site, size, self.seats)
        self.units.append(unit)
        self.seats += size
        return unit

    def close(self, unit: PlannedUnit) -> PlannedUnit:
        unit.last, unit.end = len(self.units) - 1, self.seats
        return unit

    def grow(
        self, parent: PlannedUnit, name: str, activity: Activity, site: PlannedSite, people: int
    ) -> PlannedUnit:
        """A unit of `people` in all: one team when they fit in it, else a head over parts, at any depth."""
        if people <= TEAM_MOST:
            return self.close(self.open(parent, name, activity, site, people))
        unit = self.open(parent, name, activity, site)
        is_part = parent.activity is activity and any(name.startswith(word) for word in activity.teams)
        for number, share in enumerate(shared(self.dice, people - 1), 1):
            part = _numbered(name, number) if is_part else _in_turn(activity.teams, number)
            self.grow(unit, part, activity, site, share)
        return self.close(unit)


def shared(dice: random.Random, people: int) -> list[int]:
    """People dealt to teams of 6 to 14; above 14 teams, to parts of about 120, then of about 1,200."""
    teams = max(2, -(-people // 12))
    if teams > TEAM_MOST:
        return even(people, -(-people // (120 if people < 1700 else 1200)))
    shares = even(people, teams)
    for one in range(0, teams - 1, 2):
        moved = dice.randint(0, 3)
        if shares[one] - moved >= TEAM_LEAST and shares[one + 1] + moved <= TEAM_MOST:
            shares[one] -= moved
            shares[one + 1] += moved
    return shares


def _in_turn(words: tuple[str, ...], number: int) -> str:
    """The name of the part `number`, from 1: each word in turn, with a number from the second lap on."""
    lap, place = divmod(number - 1, len(words))
    return words[place] if lap == 0 else f"{words[place]} {lap + 1}"


def _numbered(name: str, number: int) -> str:
    return f"{name}-{number}" if name[-1].isdigit() else f"{name} {number}"


def even(total: int, parts: int) -> list[int]:
    """`total` in equal parts, the first ones one larger where it does not divide."""
    each, more = divmod(total, parts)
    return [each + (number < more) for number in range(parts)]


def weighted(total: int, weights: list[int]) -> list[int]:
    """`total` by weight, nobody under the least a direction needs; what is left goes to the heaviest."""
    shares = [max(LEAST_IN_DIRECTION, total * weight // sum(weights)) for weight in weights]
    shares[weights.index(max(weights))] += total - sum(shares)
    return shares
