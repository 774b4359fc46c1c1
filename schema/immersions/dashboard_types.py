"""Types of an edition's figures."""

from collections.abc import Mapping

import strawberry

from backend import immersions
from schema.ids import encode


@strawberry.type(description="What became of some people's wishes.")
class WishTally:
    name: str = strawberry.field(description="A unit, an activity in the caller's language, an edition.")
    wished: int = strawberry.field(description="How many people made a wish.")
    placed: int = strawberry.field(description="How many hold a place.")
    first: int = strawberry.field(description="How many of them got their first wish.")
    unplaced: int = strawberry.field(description="How many wished and hold no place.")
    head_office: int = strawberry.field(description="How many of those who wished work at a head office.")
    arrived: int = strawberry.field(description="How many came.")
    told: int = strawberry.field(description="How many sent their debrief.")


@strawberry.type(description="A step or a handoff on which debriefs placed irritants.")
class HurtingPlace:
    journey_id: strawberry.ID = strawberry.field(description="The journey.")
    place: str = strawberry.field(description="The step, or both steps of the handoff.")
    irritants: int = strawberry.field(description="How many irritants.")
    sent_on: int = strawberry.field(description="How many of them were sent on.")


@strawberry.type(description="How an edition goes.")
class EditionDashboard:
    total: WishTally = strawberry.field(description="Everybody.")
    units: list[WishTally] = strawberry.field(description="By unit, just below the one that runs it.")
    activities: list[WishTally] = strawberry.field(description="By activity.")
    hurts: list[HurtingPlace] = strawberry.field(description="Where irritants were placed, most first.")
    earlier: list[WishTally] = strawberry.field(description="The editions before it, the nearest first.")


def dashboard_of(figures: immersions.Dashboard, locale: str) -> EditionDashboard:
    return EditionDashboard(
        total=_tally("", figures.total),
        units=[_row(one, locale) for one in figures.units],
        activities=[_row(one, locale) for one in figures.activities],
        hurts=[
            HurtingPlace(
                journey_id=strawberry.ID(encode("Journey", one.journey_id)),
                place=one.place,
                irritants=one.irritants,
                sent_on=one.sent_on,
            )
            for one in figures.hurts
        ],
        earlier=[_row(one, locale) for one in figures.earlier],
    )


def _row(row: immersions.TallyRow, locale: str) -> WishTally:
    return _tally(row.name.get(locale, "") if isinstance(row.name, Mapping) else row.name, row.tally)


def _tally(name: str, tally: immersions.Tally) -> WishTally:
    return WishTally(
        name=name,
        wished=tally.wished,
        placed=tally.placed,
        first=tally.first,
        unplaced=tally.unplaced,
        head_office=tally.head_office,
        arrived=tally.arrived,
        told=tally.told,
    )
