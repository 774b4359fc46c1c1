"""Each rule of a run as the database tells it: what keeps whom from which of their wishes."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import immersions
from backend.core.clock import now
from backend.core.db import Database, Session
from backend.identity import SITES
from backend.immersions import ApprovalMode, OfferStatus, ParticipantInput, Phase, PrerequisiteInput
from backend.immersions.models import (
    APPROVALS,
    PLACEMENTS,
    RUN_PLACEMENTS,
    SLOT_HOSTS,
    SLOTS,
    Pin,
    PlacementEnd,
)
from tests.cast import Cast
from tests.immersions.days import a_day
from tests.immersions.placed import solved
from tests.immersions.scene import DAY, a_slot, acting, an_activity, an_edition, an_offer, in_phase, wished

RENNES, PARIS = (48.11, -1.68), (48.86, 2.35)
"""367 and 499 km from Bordeaux."""
TOO_SHORT = 14
"""A day of so many hours leaves less than 11 before the same hour of the next day."""


class Scene:
    """An edition and what is made in it: each offer has one date, and one place."""

    def __init__(self, session: Session, cast: Cast, edition: immersions.Edition) -> None:
        self.session, self.cast, self.edition = session, cast, edition

    async def offer(
        self, days: int, host: str = "yann", *, hours: float = 8, **values: Any
    ) -> immersions.Offer:
        """An offer of a day so many days from now, hosted by Yann unless said otherwise."""
        given: dict[str, Any] = {
            "host_ids": [self.cast.people[host]],
            "slots": [a_slot(days, hours)],
        } | values
        return await an_offer(self.session, self.cast, self.edition, host="karim", **given)

    async def slot(self, offer: immersions.Offer) -> tuple[UUID, date]:
        """The only date of an offer, and its day by the edition's clocks."""
        found = await self.session.execute(
            sa.select(SLOTS.c.id, SLOTS.c.day).where(SLOTS.c.offer_id == offer.id)
        )
        row = found.one()
        return row.id, row.day

    async def says(self, name: str, **values: object) -> None:
        """What somebody says of themselves for the edition."""
        person = await acting(self.session, self.cast, name)
        given = ParticipantInput.model_validate(values)
        await immersions.say_constraints(self.session, person, self.edition, given)

    async def site(self, code: str, place: tuple[float, float]) -> UUID:
        added = sa.insert(SITES).values(code=code, name=code, latitude=place[0], longitude=place[1])
        id: UUID = (await self.session.execute(added.returning(SITES.c.id))).scalar_one()
        return id


async def scene(session: Session, cast: Cast) -> Scene:
    """An edition whose people wish, everybody working in Bordeaux: nobody goes further than 450 km."""
    await session.execute(sa.update(SITES).values(latitude=44.84, longitude=-0.58))
    edition = await an_edition(
        session, cast, phase=Phase.WISHES, approval=ApprovalMode.AUTOMATIC, furthest_km=450
    )
    return Scene(session, cast, edition)


async def found(cast: Cast, edition_id: UUID, name: str) -> tuple[int | None, list[str]]:
    """The rank of what somebody got in the only run, and the code of what kept them from each better wish."""
    await solved(cast, edition_id)
    async with cast.database.reading() as session:
        row = (
            await session.execute(
                sa.select(RUN_PLACEMENTS).where(RUN_PLACEMENTS.c.person_id == cast.people[name])
            )
        ).one()
    return row.rank, [cause["code"] for cause in row.causes]


async def test_ines_is_kept_from_what_she_may_not_do_whom_she_works_for_and_when_she_is_not_free(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        at = await scene(session, cast)
        badge = await immersions.add_prerequisite(
            session,
            await acting(session, cast, "solene"),
            PrerequisiteInput(name=immersions.WordedLine(fr="Badge", en="Badge")),
        )
        asking = await an_activity(session, prerequisite_ids=[badge.id])
        await at.offer(39, "ines", hours=TOO_SHORT)
        wishes = [
            await at.offer(20, activity_id=asking.id),
            await at.offer(22, "karim"),
            await at.offer(24, site_id=await at.site("PAR", PARIS)),
            await at.offer(26),
            await at.offer(40),
        ]
        await wished(session, cast, at.edition, "ines", *wishes)
        await at.says("ines", days=[(await at.slot(one))[1] for one in wishes if one is not wishes[3]])
        await in_phase(session, at.edition, Phase.MATCHING)
        await session.commit()
    assert await found(cast, at.edition.id, "ines") == (
        None,
        ["prerequisite", "own_manager", "too_far", "not_available", "no_rest"],
    )


async def test_karim_is_kept_from_his_team_from_far_and_from_what_is_near_his_days_elsewhere(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        at = await scene(session, cast)
        await a_day(session, cast, starts_in=30 * DAY, visitors=("karim",), phase=Phase.PUBLISHED)
        elsewhere = Scene(session, cast, await an_edition(session, cast, phase=Phase.MATCHING))
        kept, _ = await elsewhere.slot(await elsewhere.offer(35))
        solene = await acting(session, cast, "solene")
        await immersions.pin_placement(session, solene, elsewhere.edition, cast.people["karim"], kept)
        wishes = [
            await at.offer(20, "ines"),
            await at.offer(22, site_id=await at.site("RNS", RENNES)),
            await at.offer(30),
            await at.offer(35),
            await at.offer(40),
        ]
        await wished(session, cast, at.edition, "karim", *wishes)
        await at.says("karim", furthest_km=300)
        last, _ = await at.slot(wishes[4])
        await session.execute(sa.insert(SLOT_HOSTS).values(slot_id=last, person_id=cast.people["karim"]))
        await in_phase(session, at.edition, Phase.MATCHING)
        await session.commit()
    assert await found(cast, at.edition.id, "karim") == (
        None,
        ["own_team", "too_far", "no_rest", "no_rest", "own_team"],
    )


async def test_thomas_has_what_is_open_approved_and_free_whatever_he_drafted_or_gave_back(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        at = await scene(session, cast)
        wishes = [await at.offer(days) for days in (20, 22, 24, 26)]
        await wished(session, cast, at.edition, "thomas", *wishes)
        cancelled, full = [(await at.slot(wishes[one]))[0] for one in (0, 2)]
        await session.execute(sa.update(SLOTS).where(SLOTS.c.id == cancelled).values(cancelled_at=now()))
        of_second = APPROVALS.c.offer_id == wishes[1].id
        await session.execute(sa.update(APPROVALS).where(of_second).values(status="pending"))
        await at.offer(26, "thomas", status=OfferStatus.DRAFT)
        given_back, kept = await a_day(
            session, cast, starts_in=26 * DAY, visitors=("thomas",), phase=Phase.PUBLISHED, host="karim"
        )
        back = sa.update(PLACEMENTS).where(PLACEMENTS.c.edition_id == given_back.id)
        await session.execute(back.values(ended_at=now(), ended_as=PlacementEnd.WITHDRAWN))
        solene = await acting(session, cast, "solene")
        session.add(Pin(edition_id=given_back.id, person_id=cast.people["thomas"], slot_id=kept))
        await in_phase(session, at.edition, Phase.MATCHING)
        await immersions.pin_placement(session, solene, at.edition, cast.people["nadia"], full)
        await session.commit()
    assert await found(cast, at.edition.id, "thomas") == (4, ["not_open", "not_approved", "no_place"])
