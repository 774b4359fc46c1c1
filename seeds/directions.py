"""What Télénova is made of: its head office, and in each region shops, call centres, intervention units."""

import random

from seeds import places
from seeds.activities import HEAD_OFFICE, REGION, Activity
from seeds.organisation import COMPANY, Company, PlannedUnit, even, weighted
from seeds.places import HEAD_OFFICE_REGION, PARIS, REGIONS, TOWNS, Town

LEAST, MOST = 240, 97_000
HEAD_OFFICE_PEOPLE = 0.30


def company(people: int) -> Company:
    """The plan of a Télénova of exactly `people` (240 to 97,000), the same for the same number."""
    if not LEAST <= people <= MOST:
        raise ValueError(f"Télénova has {LEAST} to {MOST} people")
    plan = Company(random.Random(f"{COMPANY} {people}"))
    paris = plan.site(HEAD_OFFICE_REGION, PARIS[0], "Siège")
    top = plan.landmarks["company"] = plan.open(None, COMPANY, Activity.DIRECTION, paris)
    at_head_office = round((people - 1) * HEAD_OFFICE_PEOPLE)
    _head_office(plan, top, at_head_office)
    for region, share in zip(REGIONS, even(people - 1 - at_head_office, len(REGIONS)), strict=True):
        _region(plan, top, region, share)
    plan.close(top)
    return plan


def _head_office(plan: Company, top: PlannedUnit, people: int) -> None:
    unit = plan.landmarks["siege"] = plan.open(top, "Siège", Activity.DIRECTION, top.site)
    shares = weighted(people - 1, [weight for _, _, weight in HEAD_OFFICE])
    for number, ((activity, name, _), share) in enumerate(zip(HEAD_OFFICE, shares, strict=True)):
        site = plan.site(HEAD_OFFICE_REGION, PARIS[number % len(PARIS)], "Siège")
        plan.landmarks[f"siege {activity.name.lower()}"] = plan.grow(unit, name, activity, site, share)
    plan.close(unit)


def _region(plan: Company, top: PlannedUnit, region: str, people: int) -> None:
    site = plan.site(region, TOWNS[region][0], "Direction régionale")
    unit = plan.landmarks[region] = plan.open(top, region, Activity.SUPPORT, site)
    shares = weighted(people - 1, [weight for _, _, weight in REGION])
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
    sizes = iter(even(people - 1 - len(sectors), shops))
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
    for number, share in enumerate(even(people - 1, centres)):
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
    for department, share in zip(kept, even(people - 1, len(kept)), strict=True):
        site = plan.site(region, towns[department], "Unité d’intervention")
        field_unit = plan.grow(unit, f"Intervention {department}", activity, site, share)
        plan.landmarks.setdefault(f"{region} first intervention", field_unit)
    return plan.close(unit)


BUILDERS = {Activity.SHOP: _shops, Activity.CALLS: _call_centres, Activity.FIELD: _field_units}
