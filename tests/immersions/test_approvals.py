"""Approvals of an edition that is set otherwise while some wishes wait for a manager; on both databases."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.events import EVENTS
from backend.immersions import ApprovalMode, EditionInput, Phase
from backend.immersions.models import APPROVALS
from tests.cast import Cast
from tests.immersions.scene import a_slot, an_edition, an_offer, as_, in_phase, wished


async def two_wishes(cast: Cast, *names: str) -> tuple[immersions.Edition, list[immersions.Offer]]:
    """An edition that asks managers, with an offer of a day and one of two hours, both wished for."""
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offers = [await an_offer(session, cast, edition, slots=[a_slot(hours=hours)]) for hours in (8, 2)]
        for name in names:
            await wished(session, cast, edition, name, *offers)
        await session.commit()
    return edition, offers


async def set_to(cast: Cast, edition: immersions.Edition, **settings: Any) -> None:
    given = {"name": edition.name, "org_unit_id": edition.org_unit_id, **settings}
    await as_(cast, "solene", edition.id, immersions.change_edition, EditionInput(**given))


async def said(cast: Cast, name: str, offers: list[immersions.Offer]) -> list[str]:
    """What is said of somebody's absence, offer by offer; nothing when it was never asked."""
    async with cast.database.reading() as session:
        found = await session.execute(
            sa.select(APPROVALS.c.offer_id, APPROVALS.c.status).where(
                APPROVALS.c.person_id == cast.people[name]
            )
        )
        known = {row.offer_id: row.status.value for row in found}
    return [known.get(offer.id, "") for offer in offers]


async def decided(cast: Cast) -> list[dict[str, Any]]:
    async with cast.database.reading() as session:
        told = sa.select(EVENTS.c.payload).where(EVENTS.c.name == "absences.approved")
        return list((await session.execute(told)).scalars())


async def test_wishes_that_wait_are_approved_when_the_edition_asks_nobody_any_more(
    cast: Cast, database: Database
) -> None:
    edition, offers = await two_wishes(cast, "ines", "karim")
    karim = cast.people["karim"]
    await as_(cast, "solene", edition.id, immersions.approve_absence, karim, accept=False)
    await set_to(cast, edition, summary="Une autre présentation")
    assert await said(cast, "ines", offers) == ["pending", "pending"]
    await set_to(cast, edition, approval=ApprovalMode.AUTOMATIC)
    assert await said(cast, "ines", offers) == ["approved", "approved"]
    assert await said(cast, "karim", offers) == ["refused", "refused"], "what was refused stays refused"
    await set_to(cast, edition, approval=ApprovalMode.AUTOMATIC)
    [event] = await decided(cast)
    assert event["wishes"] == 2


async def test_below_so_many_hours_only_short_days_are_approved(cast: Cast, database: Database) -> None:
    edition, offers = await two_wishes(cast, "ines")
    await set_to(cast, edition, approval=ApprovalMode.BELOW_HOURS, approval_hours=4)
    assert await said(cast, "ines", offers) == ["pending", "approved"]


@pytest.mark.parametrize(("phase", "after"), [(Phase.MATCHING, "approved"), (Phase.PUBLISHED, "pending")])
async def test_it_counts_until_the_matching_is_published(
    cast: Cast, database: Database, phase: Phase, after: str
) -> None:
    edition, offers = await two_wishes(cast, "ines")
    async with database.writing() as session:
        held = await immersions.get_edition_by_id(session, await cast.actor("solene"), edition.id)
        await in_phase(session, held, phase)
        await session.commit()
    await set_to(cast, edition, approval=ApprovalMode.AUTOMATIC)
    assert await said(cast, "ines", offers) == [after, after]


async def test_a_wish_made_at_that_very_moment_waits_for_nobody_either(
    cast: Cast, database: Database
) -> None:
    for _ in range(4):
        edition, offers = await two_wishes(cast)
        ids = [offer.id for offer in offers]
        await asyncio.gather(
            as_(cast, "ines", edition.id, immersions.rank_wishes, ids),
            set_to(cast, edition, approval=ApprovalMode.AUTOMATIC),
        )
        assert await said(cast, "ines", offers) == ["approved", "approved"]
