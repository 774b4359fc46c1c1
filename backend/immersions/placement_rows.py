"""What each person reads once a run is published: their place, and why."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.i18n import Translator
from backend.identity import SITES
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


@dataclass(frozen=True, slots=True)
class MyPlacement:
    """The reader's place, if they have one, and what the published run found for them.

    `lost`: they have none since the date they had was cancelled or moved.
    """

    edition_id: UUID
    slot_id: UUID | None
    offer_id: UUID | None
    offer_title: str | None
    site_name: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    source: PlacementSource | None
    lost: bool
    found: Placement | None

    def reason(self, translator: Translator) -> str:
        """Why, in the reader's language: what the run says, and how the place came since."""
        if self.lost:
            return translator.gettext("enum.placement_end.lost")
        if self.source is PlacementSource.INSTEAD:
            return translator.gettext("enum.placement_source.instead")
        said = []
        if self.source is PlacementSource.WAITING_LIST:
            said.append(translator.gettext("enum.placement_source.waiting_list"))
            # Their places in the lists of then would contradict what they have since.
            causes = self.found.causes if self.found else ()
            said += [cause_in_words(translator, replace(cause, position=None)) for cause in causes]
        elif self.found is not None:
            said.append(reason_in_words(translator, self.found))
        return " ".join(said)


async def my_placement(session: Session, actor: Actor, edition_id: UUID) -> MyPlacement | None:
    """The actor's place and its reason; None before publication, and for whoever did not take part."""
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
            RUN_PLACEMENTS.c.outcome,
            RUN_PLACEMENTS.c.rank,
            RUN_PLACEMENTS.c.drawn,
            RUN_PLACEMENTS.c.causes,
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
        lost=row.slot_id is None and row.last_end == PlacementEnd.LOST,
        found=found_in(row, actor.person_id) if row.outcome is not None else None,
    )


def found_in(row: Any, person_id: UUID | None) -> Placement:
    """A run's row about somebody, as the matching said it."""
    return Placement(
        person=str(person_id),
        outcome=Outcome(row.outcome),
        slot=None,
        offer=None,
        rank=row.rank,
        drawn=row.drawn,
        causes=tuple(_cause(one) for one in row.causes),
    )


def _cause(stored: dict[str, Any]) -> Cause:
    code: Binding | Rule = Binding(stored["code"]) if stored["code"] in set(Binding) else Rule(stored["code"])
    ahead = Priority(stored["ahead"]) if stored["ahead"] else None
    return Cause(**{**stored, "code": code, "ahead": ahead})
