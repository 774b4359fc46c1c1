"""The company as a plan: units from the top down, each with its site and its seats. Pure, for any size."""

import random
from dataclasses import dataclass, field

from seeds import places
from seeds.activities import HEAD_OFFICE, REGION, Activity
from seeds.places import HEAD_OFFICE_REGION, PARIS, REGIONS, TOWNS, Town

LEAST, MOST = 240, 97_000
TEAM_LEAST, TEAM_MOST = 6, 14
COMPANY = "Télénova"
HEAD_OFFICE_PEOPLE = 0.30
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


def company(people: int) -> Company:
    """The plan of a Télénova of exactly `people` (240 to 97,000), the same for the same number."""
    if not LEAST <= people <= MOST:
        raise ValueError(f"Télénova has {LEAST} to {MOST} people")
    plan = Company(random.Random(f"{COMPANY} {people}"))
    paris = plan.site(HEAD_OFFICE_REGION, PARIS[0], "Siège")
    top = plan.landmarks["company"] = plan.open(None, COMPANY, Activity.DIRECTION, paris)
    at_head_office = round((people - 1) * HEAD_OFFICE_PEOPLE)
    _head_office(plan, top, at_head_office)
    for region, share in zip(REGIONS, _even(people - 1 - at_head_office, len(REGIONS)), strict=True):
        _region(plan, top, region, share)
    plan.close(top)
    return plan


def shared(dice: random.Random, people: int) -> list[int]:
    """People dealt to teams of 6 to 14; above 14 teams, to parts of about 120, then of about 1,200."""
    teams = max(2, -(-people // 12))
    if teams > TEAM_MOST:
        return _even(people, -(-people // (120 if people < 1700 else 1200)))
    shares = _even(people, teams)
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


def _even(total: int, parts: int) -> list[int]:
    each, more = divmod(total, parts)
    return [each + (number < more) for number in range(parts)]


def _weighted(total: int, weights: list[int]) -> list[int]:
    """`total` by weight, nobody under the least a direction needs; what is left goes to the heaviest."""
    shares = [max(LEAST_IN_DIRECTION, total * weight // sum(weights)) for weight in weights]
    shares[weights.index(max(weights))] += total - sum(shares)
    return shares


def _head_office(plan: Company, top: PlannedUnit, people: int) -> None:
    unit = plan.landmarks["siege"] = plan.open(top, "Siège", Activity.DIRECTION, top.site)
    shares = _weighted(people - 1, [weight for _, _, weight in HEAD_OFFICE])
    for number, ((activity, name, _), share) in enumerate(zip(HEAD_OFFICE, shares, strict=True)):
        site = plan.site(HEAD_OFFICE_REGION, PARIS[number % len(PARIS)], "Siège")
        plan.landmarks[f"siege {activity.name.lower()}"] = plan.grow(unit, name, activity, site, share)
    plan.close(unit)


def _region(plan: Company, top: PlannedUnit, region: str, people: int) -> None:
    site = plan.site(region, TOWNS[region][0], "Direction régionale")
    unit = plan.landmarks[region] = plan.open(top, region, Activity.SUPPORT, site)
    shares = _weighted(people - 1, [weight for _, _, weight in REGION])
    for (activity, name, _), share in zip(REGION, shares, strict=True):
        plan.landmarks[f"{region} {activity.name.lower()}"] = BUILDERS.get(activity, _offices)(
            plan, unit, activity, f"{name} {region}", share
        )
    plan.close(unit)


def _offices(plan: Company, above: PlannedUnit, activity: Activity, name: str, people: int) -> PlannedUnit:
    return plan.grow(above, name, activity, above.site, people)


def _shops(plan: Company, above: PlannedUnit, activity: Activity, name: str, people: int) -> PlannedUnit:
    """Shops of 6 to 14, gathered by department in sectors of at most twelve."""
    unit, region = plan.open(above, name, activity, above.site), above.name
    sectors: dict[str, list[int]] = {}
    for _ in range(3):
        shops = max(1, round((people - 1 - len(sectors)) / 10))
        sectors = _sectors(region, shops)
    sizes = iter(_even(people - 1 - len(sectors), shops))
    for sector, numbers in sectors.items():
        over = plan.open(unit, sector, activity, unit.site)
        for number in numbers:
            town, shop = places.shop(region, number)
            site = plan.site(region, town, shop)
            plan.landmarks.setdefault(
                f"{region} first shop", plan.close(plan.open(over, shop, activity, site, next(sizes)))
            )
        plan.close(over)
    return plan.close(unit)


def _sectors(region: str, shops: int) -> dict[str, list[int]]:
    """Numbers of shops by sector, the sectors of one department numbered when it needs several."""
    by_department: dict[str, list[int]] = {}
    for number in range(shops):
        by_department.setdefault(places.shop(region, number)[0].department, []).append(number)
    sectors = {}
    for department, numbers in by_department.items():
        parts = [numbers[at : at + 12] for at in range(0, len(numbers), 12)]
        for lap, part in enumerate(parts, 1):
            sectors[f"Secteur {department}{f' {lap}' if len(parts) > 1 else ''}"] = part
    return sectors


def _call_centres(
    plan: Company, above: PlannedUnit, activity: Activity, name: str, people: int
) -> PlannedUnit:
    """Call centres of about 250, in as many towns."""
    unit, towns = plan.open(above, name, activity, above.site), TOWNS[above.name]
    centres = min(len(towns), max(1, round(people / 250)))
    for number, share in enumerate(_even(people - 1, centres)):
        town = towns[(number + 3) % len(towns)]
        site = plan.site(above.name, town, "Centre d’appels")
        centre = plan.grow(unit, f"Centre d’appels de {town.name}", activity, site, share)
        plan.landmarks.setdefault(f"{above.name} first call centre", centre)
    return plan.close(unit)


def _field_units(
    plan: Company, above: PlannedUnit, activity: Activity, name: str, people: int
) -> PlannedUnit:
    """One intervention unit a department, as far as there are people for it."""
    unit, region = plan.open(above, name, activity, above.site), above.name
    towns: dict[str, Town] = {}
    for town in TOWNS[region]:
        towns.setdefault(town.department, town)
    # The second department comes first, so that the region's main town does not have everything.
    departments = list(towns)[1:] + list(towns)[:1]
    kept = departments[: min(len(departments), max(1, round(people / 40)))]
    for department, share in zip(kept, _even(people - 1, len(kept)), strict=True):
        site = plan.site(region, towns[department], "Unité d’intervention")
        field_unit = plan.grow(unit, f"Intervention {department}", activity, site, share)
        plan.landmarks.setdefault(f"{region} first intervention", field_unit)
    return plan.close(unit)


BUILDERS = {Activity.SHOP: _shops, Activity.CALLS: _call_centres, Activity.FIELD: _field_units}
