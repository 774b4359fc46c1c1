"""What each person reads once a run is published: their place, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.i18n import Translator
from backend.identity import PEOPLE, SITES
from backend.immersions.host_facts import comes_in_exchange
from backend.immersions.matching import Binding, Cause, Outcome, Placement, Priority, Rule
from backend.immersions.models import (
    EDITIONS,
    MATCHING_RUNS,
    OFFERS,
    PLACEMENTS,
    RUN_PLACEMENTS,
    SLOTS,
    PlacementEnd,
    PlacementSource,
)
from backend.immersions.reason_words import cause_in_words, reason_in_words
from backend.immersions.waiting_rows import WaitingRow


@dataclass(frozen=True, slots=True)
class MyPlacement:
    """The reader's place, if they have one, and what the published run found for them.

    `rank` is the wish that the place answers, from 1. `ended` says why the last place they had is over,
    where they have none. `partner_comes`: somebody has a place on the day that the reader offers to swap.
    """

    edition_id: UUID
    slot_id: UUID | None
    offer_id: UUID | None
    offer_title: str | None
    site_name: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    source: PlacementSource | None
    rank: int | None
    ended: PlacementEnd | None
    found: Placement | None
    partner_comes: bool

    def reason(self, translator: Translator, lists: Iterable[WaitingRow]) -> str:
        """Why, in the reader's language: what the run says, and how the place came since.

        `lists` are those where the reader waits: the positions told are the present ones, not the run's.
        """
        swaps = self.found is not None and self.found.outcome is Outcome.SWAPPED
        if swaps and self.ended is PlacementEnd.WITHDRAWN and self.partner_comes:
            return translator.gettext("enum.swap.you_gave_back")
        if self.ended is not None:
            return translator.gettext(f"enum.placement_end.{self.ended.value}")
        if self.source is PlacementSource.INSTEAD:
            return translator.gettext("enum.placement_source.instead")
        if swaps and not self.partner_comes:
            return translator.gettext("enum.swap.they_gave_back")
        position = {str(one.offer_id): one.position for one in lists}
        causes = tuple(
            replace(cause, position=position.get(cause.offer))
            for cause in (self.found.causes if self.found else ())
            # A place of the list may answer a wish that the run did not.
            if self.rank is None or cause.rank < self.rank
        )
        if self.source is PlacementSource.WAITING_LIST:
            said = [translator.gettext("enum.placement_source.waiting_list")]
            return " ".join(said + [cause_in_words(translator, cause) for cause in causes])
        return reason_in_words(translator, replace(self.found, causes=causes)) if self.found else ""


async def my_placement(session: Session, actor: Actor, edition_id: UUID) -> MyPlacement | None:
    """The actor's place and its reason; None before publication, and for whoever did not take part."""
    me = sa.literal(actor.person_id, PEOPLE.c.id.type)
    current = sa.and_(
        PLACEMENTS.c.edition_id == EDITIONS.c.id,
        PLACEMENTS.c.person_id == actor.person_id,
        PLACEMENTS.c.ended_at.is_(None),
    )
    before = alias_of(PLACEMENTS, "before")
    last_end = (
        sa.select(before.c.ended_as)
        .where(before.c.edition_id == edition_id, before.c.person_id == actor.person_id)
        .order_by(before.c.ended_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = await session.execute(
        sa.select(
            SLOTS.c.id.label("slot_id"),
            last_end.label("last_end"),
            SLOTS.c.offer_id,
            OFFERS.c.title.label("offer_title"),
            SITES.c.name.label("site_name"),
            SLOTS.c.starts_at,
            SLOTS.c.ends_at,
            PLACEMENTS.c.source,
            PLACEMENTS.c.rank,
            RUN_PLACEMENTS.c.outcome,
            RUN_PLACEMENTS.c.rank.label("found_rank"),
            RUN_PLACEMENTS.c.drawn,
            RUN_PLACEMENTS.c.causes,
            comes_in_exchange(me, edition_id).label("partner_comes"),
        )
        .select_from(EDITIONS)
        .join(
            MATCHING_RUNS,
            sa.and_(MATCHING_RUNS.c.edition_id == EDITIONS.c.id, MATCHING_RUNS.c.published_at.is_not(None)),
        )
        .outerjoin(
            RUN_PLACEMENTS,
            sa.and_(
                RUN_PLACEMENTS.c.run_id == MATCHING_RUNS.c.id,
                RUN_PLACEMENTS.c.person_id == actor.person_id,
            ),
        )
        .outerjoin(PLACEMENTS, current)
        .outerjoin(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .outerjoin(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .outerjoin(SITES, SITES.c.id == OFFERS.c.site_id)
        .where(EDITIONS.c.id == edition_id)
    )
    row = found.one_or_none()
    if row is None or (row.slot_id is None and row.outcome is None):
        return None
    return MyPlacement(
        edition_id=edition_id,
        slot_id=row.slot_id,
        offer_id=row.offer_id,
        offer_title=row.offer_title,
        site_name=row.site_name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        source=row.source,
        rank=row.rank,
        ended=row.last_end if row.slot_id is None else None,
        found=found_in(row, actor.person_id) if row.outcome is not None else None,
        partner_comes=bool(row.partner_comes),
    )


def found_in(row: Any, person_id: UUID | None) -> Placement:
    """A run's row about somebody, as the matching said it."""
    return Placement(
        person=str(person_id),
        outcome=Outcome(row.outcome),
        slot=None,
        offer=None,
        rank=row.found_rank,
        drawn=row.drawn,
        causes=tuple(_cause(one) for one in row.causes),
    )


def _cause(stored: dict[str, Any]) -> Cause:
    code: Binding | Rule = Binding(stored["code"]) if stored["code"] in set(Binding) else Rule(stored["code"])
    ahead = Priority(stored["ahead"]) if stored["ahead"] else None
    return Cause(**{**stored, "code": code, "ahead": ahead})
