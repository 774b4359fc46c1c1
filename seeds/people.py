"""The people of the plan, written as a company would send them, and brought in through the same door."""

import csv
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.identity import (
    ORG_UNITS,
    PEOPLE,
    Progress,
    actor_of,
    grant_role,
    import_people,
    import_sites,
    person_by_email,
)
from seeds.activities import Activity
from seeds.cast import CAST, Member
from seeds.names import Names
from seeds.organisation import COMPANY, Company, PlannedUnit

BATCH = 1000
LEAVERS_EVERY = 400
SPEAKING_ENGLISH = {Activity.NETWORK: 0.06, Activity.SYSTEMS: 0.08, Activity.MARKETING: 0.05}


@dataclass(frozen=True)
class Seats:
    """Who sits where: the cast by seat, and the seats of those who have left the company.

    `former_lead` is the leaver whose circle was left without a lead.
    """

    cast: dict[int, Member]
    leavers: frozenset[int]
    former_lead: int

    def of(self, key: str) -> int:
        """The seat of one of the cast."""
        return next(seat for seat, member in self.cast.items() if member.key == key)

    def external_id(self, seat: int) -> str:
        member = self.cast.get(seat)
        return member.external_id if member else f"T{seat + 1:06}"


def seats_of(plan: Company) -> Seats:
    """Seat the cast, and choose who has left: never a head, never one of the cast."""
    cast = {plan.landmarks[member.unit].first + member.seat: member for member in CAST}
    taken = set(cast) | {unit.first for unit in plan.units}
    former_lead = plan.landmarks["Bretagne first shop"].end - 1
    dice = random.Random(f"{COMPANY} {plan.seats} leavers")
    drawn = set(dice.sample(range(plan.seats), plan.seats // LEAVERS_EVERY))
    return Seats(cast, frozenset(drawn - taken | {former_lead}), former_lead)


async def bring_people_in(session: Session, plan: Company, seats: Seats, told: Progress) -> None:
    """Import everybody, place the sites on the map and grant the cast its roles."""
    with tempfile.TemporaryDirectory() as folder:
        people, sites = Path(folder) / "people.csv", Path(folder) / "sites.csv"
        _write(people, HEADER, csv_rows(plan, seats))
        _write(sites, SITES_HEADER, _site_rows(plan))
        for report in (
            await import_people(session, SYSTEM, people, progress=told),
            await import_sites(session, SYSTEM, sites),
        ):
            if report.bad:
                raise RuntimeError(f"the import refuses a row of the seed: {report.bad[0]}")
    await _grant_roles(session, plan)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


SITES_HEADER = ("site_code", "latitude", "longitude", "head_office")
HEADER = (
    "external_id", "email", "given_name", "family_name", "locale", "job_family", "site_code", "site_name",
    "region", "unit_path", "manager_external_id", "status", "unit_head", "customer_facing",
)  # fmt: skip


def csv_rows(plan: Company, seats: Seats) -> Iterator[tuple[str, ...]]:
    """The rows of the people file, from the top of the company down, one at a time."""
    dice = random.Random(f"{COMPANY} {plan.seats} people")
    names = Names(dice)
    names.reserve(member.email for member in CAST)
    for unit in plan.units:
        for seat in range(unit.first, unit.first + unit.size):
            yield _row(plan, seats, unit, seat, names)


def _row(plan: Company, seats: Seats, unit: PlannedUnit, seat: int, names: Names) -> tuple[str, ...]:
    member = seats.cast.get(seat)
    if member:
        given, family, email = member.given_name, member.family_name, member.email
    else:
        given, family = names.draw(unit.site.region)
        email = names.address(given, family)
    english = names.dice.random() < SPEAKING_ENGLISH.get(unit.activity, 0.01) and member is None
    is_head = seat == unit.first
    above = unit.first if not is_head else plan.units[unit.parent].first if unit.parent is not None else None
    return (
        seats.external_id(seat),
        email,
        given,
        family,
        "en" if english else "fr",
        unit.activity.family,
        unit.site.code,
        unit.site.name,
        unit.site.region,
        unit.path,
        seats.external_id(above) if above is not None else "",
        "inactive" if seat in seats.leavers else "active",
        "yes" if is_head else "",
        "yes" if unit.activity.customer_facing else "no",
    )


def _site_rows(plan: Company) -> Iterator[tuple[str, ...]]:
    for site in plan.sites.values():
        yield site.code, str(site.latitude), str(site.longitude), "yes" if site.head_office else "no"


async def _grant_roles(session: Session, plan: Company) -> None:
    for member in CAST:
        for role, where in member.roles.items():
            person = await person_by_email(session, member.email)
            assert person is not None
            unit_id = None
            if where:
                path = plan.landmarks[where].path
                found = await session.execute(sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.path == path))
                unit_id = found.scalar_one()
            await grant_role(session, SYSTEM, person, role, unit_id)


async def ids_of(session: Session, external_ids: Sequence[str]) -> dict[str, UUID]:
    """The people with these external ids, by batches."""
    found: dict[str, UUID] = {}
    for at in range(0, len(external_ids), BATCH):
        rows = await session.execute(
            sa.select(PEOPLE.c.external_id, PEOPLE.c.id).where(
                PEOPLE.c.external_id.in_(external_ids[at : at + BATCH])
            )
        )
        found.update((key, value) for key, value in rows)
    return found


async def acting(session: Session, person_id: UUID) -> Actor:
    """The person, acting."""
    actor = await actor_of(session, person_id)
    assert actor is not None
    return actor
