"""The dates of an offer and its columns, as its hosts typed them: checked, and brought to instants."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.local_time import instant, on_the_clock
from backend.core.text import fold
from backend.identity import PEOPLE, SITES, PersonStatus
from backend.immersions import errors
from backend.immersions.activities import activities_offered
from backend.immersions.inputs import OfferInput
from backend.immersions.models import SLOT_HOSTS, SLOTS, Edition, Offer


async def values_of(
    session: Session, edition: Edition, given: OfferInput
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The columns of an input, and those of its dates, as instants in order."""
    offered = {one.id: one for one in await activities_offered(session, edition.org_unit_id)}
    activity = offered.get(given.activity_id)
    if activity is None:
        raise errors.UnknownActivity
    site_name = ""
    if given.site_id is not None:
        site_name = await session.scalar(sa.select(SITES.c.name).where(SITES.c.id == given.site_id)) or ""
        if not site_name:
            raise errors.UnknownPlace(field="site_id")
    slots: list[dict[str, Any]] = sorted(
        (
            {
                "id": new_id(),
                "starts_at": instant(one.starts_at, edition.time_zone, "slots"),
                "ends_at": instant(one.ends_at, edition.time_zone, "slots"),
                "capacity": one.capacity,
                "minimum": one.minimum,
                "placed_count": 0,
            }
            for one in given.slots
        ),
        key=lambda slot: slot["starts_at"],
    )
    for slot in slots:
        slot["day"] = on_the_clock(slot["starts_at"], edition.time_zone).date()
        if slot["ends_at"] <= slot["starts_at"]:
            raise errors.SlotEndsBeforeStart
        if slot["starts_at"] <= now():
            raise errors.SlotInThePast
        if slot["minimum"] > slot["capacity"]:
            raise errors.MinimumOverCapacity
    words = " ".join([given.title, site_name, *activity.name.values()])
    values = given.model_dump(exclude={"slots", "host_ids"}) | {
        "search": fold(words)[:600],
        "place_count": sum(slot["capacity"] for slot in slots),
        "first_starts_at": slots[0]["starts_at"],
    }
    return values, slots


async def write_slots(
    session: Session, offer: Offer, slots: Sequence[dict[str, Any]], host_ids: Sequence[UUID]
) -> None:
    """Write the dates of an offer and their hosts. Errors: UnknownHost."""
    hosts = list(dict.fromkeys(host_ids)) or ([offer.created_by_id] if offer.created_by_id else [])
    known = await session.scalar(
        sa.select(sa.func.count()).where(PEOPLE.c.id.in_(hosts), PEOPLE.c.status == PersonStatus.ACTIVE)
    )
    if known != len(hosts):
        raise errors.UnknownHost
    of_offer = {"offer_id": offer.id, "edition_id": offer.edition_id}
    await session.execute(sa.insert(SLOTS), [slot | of_offer for slot in slots])
    rows = [{"slot_id": slot["id"], "person_id": host} for slot in slots for host in hosts]
    if rows:
        await session.execute(sa.insert(SLOT_HOSTS), rows)
