"""A matching asked for, solved by its job and published, in an edition of Solène's."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.db import Session
from backend.core.i18n import Catalogues
from backend.immersions import ApprovalMode, Phase
from backend.immersions.models import PLACEMENTS, SLOTS, WAITING
from backend.services import UI
from backend.worker import Worker
from tests.cast import Cast
from tests.immersions.scene import a_slot, an_edition, an_offer, as_, in_phase, wished

Wishes = dict[str, str]
"""Person → the letters of their offers, best first."""


async def an_edition_wished(
    session: Session, cast: Cast, wishes: Wishes, places: dict[str, int], **values: Any
) -> tuple[immersions.Edition, dict[str, immersions.Offer]]:
    """An edition in its phase of matching, with one offer of one date for each letter, hosted by Yann."""
    edition = await an_edition(
        session, cast, phase=Phase.WISHES, **{"approval": ApprovalMode.AUTOMATIC} | values
    )
    offers = {
        letter: await an_offer(
            session,
            cast,
            edition,
            host="karim",
            title=letter,
            slots=[a_slot(20 + 2 * n, capacity=number)],
            host_ids=[cast.people["yann"]],
        )
        for n, (letter, number) in enumerate(places.items())
    }
    for name, letters in wishes.items():
        await wished(session, cast, edition, name, *(offers[letter] for letter in letters))
    await in_phase(session, edition, Phase.MATCHING)
    return edition, offers


async def solved(cast: Cast, edition_id: UUID, seed: int | None = 7) -> immersions.MatchingRun:
    """A run asked for by Solène and solved."""
    run = await as_(cast, "solene", edition_id, immersions.run_matching, seed=seed)
    await drained(cast)
    return run


async def published(
    cast: Cast, wishes: Wishes, places: dict[str, int], **values: Any
) -> tuple[UUID, dict[str, immersions.Offer]]:
    """An edition whose first run is published."""
    async with cast.database.writing() as session:
        edition, offers = await an_edition_wished(session, cast, wishes, places, **values)
        await session.commit()
    run = await solved(cast, edition.id)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    await drained(cast)
    return edition.id, offers


async def drained(cast: Cast) -> None:
    await Worker(cast.database).drain()


async def held(cast: Cast, offers: dict[str, immersions.Offer]) -> dict[str, str]:
    """Who holds a place where: the letters of the offers, by name."""
    letters = {offer.id: letter for letter, offer in offers.items()}
    names = {id: name for name, id in cast.people.items()}
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(PLACEMENTS.c.person_id, SLOTS.c.offer_id)
            .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
            .where(PLACEMENTS.c.ended_at.is_(None))
        )
        return {names[row.person_id]: letters[row.offer_id] for row in found}


async def read(
    cast: Cast, edition_id: UUID, name: str, locale: str = "en"
) -> tuple[immersions.MyPlacement | None, str]:
    """What somebody reads: their place, and why in words, with plain spaces."""
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        mine = await immersions.my_placement(session, actor, edition_id)
        lists = await immersions.my_waiting_lists(session, actor, edition_id)
    words = Catalogues.load(UI / "locale").translator(locale)
    said = mine.reason(words, lists) if mine else ""
    return mine, said.replace("\xa0", " ").replace("\u202f", " ")


async def waiting(cast: Cast, offer: immersions.Offer) -> dict[str, str]:
    """The list of an offer in its order: names, and where each stands."""
    names = {id: name for name, id in cast.people.items()}
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(WAITING.c.person_id, WAITING.c.status)
            .where(WAITING.c.offer_id == offer.id)
            .order_by(WAITING.c.position)
        )
        return {names[row.person_id]: row.status.value for row in found}


async def placed_count(cast: Cast, offer: immersions.Offer) -> int:
    async with cast.database.reading() as session:
        return int(
            await session.scalar(sa.select(SLOTS.c.placed_count).where(SLOTS.c.offer_id == offer.id)) or 0
        )
