"""The phases of an edition: their order, and what each allows. The one place that says so."""

from enum import StrEnum

from backend.immersions.models import Phase

ORDER: tuple[Phase, ...] = tuple(Phase)
BY_DEED = frozenset({Phase.REVIEW, Phase.PUBLISHED})
"""Phases that open by what was done (a run is made, a run is published), never by a date."""


class Deed(StrEnum):
    """What people do in an edition."""

    OFFER = "offer"
    DECIDE = "decide"
    WISH = "wish"
    SWAP = "swap"
    APPROVE = "approve"
    MATCH = "match"
    PLACE = "place"
    VISIT = "visit"
    DEBRIEF = "debrief"


ALLOWED: dict[Phase, frozenset[Deed]] = {
    Phase.OFFERS: frozenset({Deed.OFFER, Deed.DECIDE, Deed.SWAP}),
    Phase.WISHES: frozenset({Deed.DECIDE, Deed.WISH, Deed.APPROVE, Deed.SWAP}),
    Phase.MATCHING: frozenset({Deed.MATCH}),
    Phase.REVIEW: frozenset({Deed.MATCH}),
    Phase.PUBLISHED: frozenset({Deed.PLACE, Deed.VISIT}),
    Phase.DAYS: frozenset({Deed.PLACE, Deed.VISIT, Deed.DEBRIEF}),
    Phase.DEBRIEF: frozenset({Deed.DEBRIEF}),
    Phase.CLOSED: frozenset(),
}


def following(phase: Phase) -> Phase | None:
    """The next phase; None after the last."""
    place = ORDER.index(phase) + 1
    return ORDER[place] if place < len(ORDER) else None


def first_for(deed: Deed) -> Phase:
    """The first phase in which this is done."""
    return next(phase for phase in ORDER if deed in ALLOWED[phase])
