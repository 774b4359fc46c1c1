"""The people of the plan, written as a company would send them, and brought in through the same door."""

import csv
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.identity import ORG_UNITS, PEOPLE, ROLE_GRANTS, SITES
from backend.identity.provisioning import import_people
from backend.identity.report import Progress
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
        path = Path(folder) / "people.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(csv_rows(plan, seats))
        report = await import_people(session, SYSTEM, path, progress=told)
    if report.bad:
        raise RuntimeError(f"the seed made a row that the import refuses: {report.bad[0]}")
    await _place_sites(session, plan)
    await _grant_roles(session, plan)


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


async def _place_sites(session: Session, plan: Company) -> None:
    await session.execute(
        sa.update(SITES)
        .where(SITES.c.code == sa.bindparam("_code"))
        .values(
            latitude=sa.bindparam("_latitude"),
            longitude=sa.bindparam("_longitude"),
            head_office=sa.bindparam("_head_office"),
        ),
        [
            {
                "_code": site.code,
                "_latitude": site.latitude,
                "_longitude": site.longitude,
                "_head_office": site.head_office,
            }
            for site in plan.sites.values()
        ],
    )


async def _grant_roles(session: Session, plan: Company) -> None:
    people = await ids_of(session, [member.external_id for member in CAST])
    paths = {plan.landmarks[where].path for member in CAST for where in member.roles.values() if where}
    units = dict(
        (
            await session.execute(
                sa.select(ORG_UNITS.c.path, ORG_UNITS.c.id).where(ORG_UNITS.c.path.in_(paths))
            )
        )
        .tuples()
        .all()
    )
    for member in CAST:
        for role, where in member.roles.items():
            person_id = people[member.external_id]
            unit_id = units[plan.landmarks[where].path] if where else None
            await session.execute(
                sa.insert(ROLE_GRANTS).values(person_id=person_id, role=role, org_unit_id=unit_id)
            )
            await events.record(
                session, SYSTEM, "role.granted", "person", person_id, role=role.value, org_unit_id=unit_id
            )


async def ids_of(session: Session, external_ids: Sequence[str]) -> dict[str, UUID]:
    """The people with these external ids, by batches."""
    found: dict[str, UUID] = {}
    for at in range(0, len(external_ids), BATCH):
        rows = await session.execute(
            sa.select(PEOPLE.c.external_id, PEOPLE.c.id).where(
                PEOPLE.c.external_id.in_(external_ids[at : at + BATCH])
            )
        )
        found.update(rows.tuples().all())
    return found
