"""An edition of Nouvelle-Aquitaine run by Solène, with what she and the hosts made in it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from backend import identity, immersions
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.immersions import ActivityInput, EditionInput, OfferInput, SlotInput, WordedLine
from backend.immersions.models import EDITIONS
from tests.cast import Cast

T = TypeVar("T")
DAY = timedelta(days=1)


async def acting(session: Session, cast: Cast, name: str) -> Actor:
    actor = await identity.actor_of(session, cast.people[name])
    assert actor is not None
    return actor


async def an_edition(session: Session, cast: Cast, **values: Any) -> immersions.Edition:
    """An edition for Nouvelle-Aquitaine, in its phase of offers unless said otherwise."""
    phase = values.pop("phase", immersions.Phase.OFFERS)
    given: dict[str, Any] = {"name": f"10 de cœur {new_id().hex}", "org_unit_id": cast.units["aquitaine"]}
    edition = await immersions.open_edition(
        session, await acting(session, cast, "solene"), EditionInput(**given | values)
    )
    await session.execute(sa.update(EDITIONS).where(EDITIONS.c.id == edition.id).values(phase=phase))
    await session.refresh(edition)
    return edition


async def in_phase(session: Session, edition: immersions.Edition, phase: immersions.Phase) -> None:
    await session.execute(sa.update(EDITIONS).where(EDITIONS.c.id == edition.id).values(phase=phase))
    await session.refresh(edition)


async def an_activity(session: Session, **values: Any) -> immersions.Activity:
    given: dict[str, Any] = {
        "name": WordedLine(fr="Une journée avec un technicien", en="A day with a technician"),
        "kind": immersions.ActivityKind.DAY_IN_JOB,
    }
    return await immersions.add_activity(session, SYSTEM, ActivityInput(**given | values))


def a_slot(days: int = 20, hours: float = 8, **values: Any) -> SlotInput:
    """A slot so many days from now."""
    starts_at = now().replace(microsecond=0) + days * DAY
    return SlotInput(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **values)


async def an_offer(
    session: Session,
    cast: Cast,
    edition: immersions.Edition,
    *,
    host: str = "thomas",
    status: immersions.OfferStatus = immersions.OfferStatus.OPEN,
    **values: Any,
) -> immersions.Offer:
    """An offer drafted by its host in the phase of offers, brought to its status; the phase comes back."""
    phase = edition.phase
    await in_phase(session, edition, immersions.Phase.OFFERS)
    given: dict[str, Any] = {"title": "Trois rendez-vous clients", "slots": [a_slot()]}
    if "activity_id" not in values:
        given["activity_id"] = (await an_activity(session)).id
    hosting = await acting(session, cast, host)
    offer = await immersions.draft_offer(session, hosting, edition, OfferInput(**given | values))
    if status is not immersions.OfferStatus.DRAFT:
        await immersions.publish_offer(session, hosting, offer)
    decided = {immersions.OfferStatus.OPEN, immersions.OfferStatus.DECLINED}
    if status in decided and offer.status is not status:
        accept = status is immersions.OfferStatus.OPEN
        await immersions.approve_offer(session, SYSTEM, offer, accept=accept)
    await in_phase(session, edition, phase)
    return offer


async def wished(
    session: Session, cast: Cast, edition: immersions.Edition, name: str, *offers: immersions.Offer
) -> None:
    """These wishes of one of the cast, in this order."""
    await immersions.rank_wishes(
        session, await acting(session, cast, name), edition, [offer.id for offer in offers]
    )


async def as_(
    cast: Cast, name: str, edition_id: UUID, verb: Callable[..., Awaitable[T]], *args: object, **more: object
) -> T:
    """Run `verb(session, actor, edition, …)` as one of the cast and commit."""
    async with cast.database.writing() as session:
        actor = await cast.actor(name)
        edition = await immersions.get_edition_by_id(session, actor, edition_id)
        result = await verb(session, actor, edition, *args, **more)
        await session.commit()
    return result


def typed(moment: datetime) -> str:
    """A moment as a form's field holds it."""
    return f"{moment:%Y-%m-%dT%H:%M}"
