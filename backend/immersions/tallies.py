"""Tallies: how many wished, were placed, came and told, by whatever they are grouped by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.identity import PEOPLE, SITES
from backend.immersions.models import DEBRIEFS, OFFERS, PLACEMENTS, SLOTS, VISITS, WISHES

MOST = 60
FLAGS = ("wished", "placed", "first", "arrived", "told")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of people's wishes: how many made one, hold a place, got their first wish, hold no place.

    `head_office` of the wishers work at a head office, `arrived` came, `told` sent their debrief.
    """

    wished: int = 0
    placed: int = 0
    first: int = 0
    unplaced: int = 0
    head_office: int = 0
    arrived: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A tally of a unit, an activity or an edition; `name` is in both languages where it has them."""

    id: UUID
    name: str | Mapping[str, str]
    tally: Tally


def facts_of(key: str, edition_ids: Collection[UUID]) -> sa.Subquery:
    """One row for each person and `key` (edition_id or activity_id), with each figure as 0 or 1."""
    wished = (
        sa.select(
            OFFERS.c[key].label("key"),
            WISHES.c.person_id,
            *_flags(wished=sa.literal(1)),
        )
        .join(OFFERS, OFFERS.c.id == WISHES.c.offer_id)
        .where(WISHES.c.edition_id.in_(edition_ids))
    )
    told = sa.exists().where(
        DEBRIEFS.c.slot_id == PLACEMENTS.c.slot_id, DEBRIEFS.c.person_id == PLACEMENTS.c.person_id
    )
    placed = (
        sa.select(
            OFFERS.c[key].label("key"),
            PLACEMENTS.c.person_id,
            *_flags(
                placed=sa.literal(1),
                first=sa.case((PLACEMENTS.c.rank == 1, 1), else_=0),
                arrived=sa.case((VISITS.c.arrived_at.is_not(None), 1), else_=0),
                told=sa.case((told, 1), else_=0),
            ),
        )
        .join(SLOTS, SLOTS.c.id == PLACEMENTS.c.slot_id)
        .join(OFFERS, OFFERS.c.id == SLOTS.c.offer_id)
        .outerjoin(VISITS, VISITS.c.placement_id == PLACEMENTS.c.id)
        .where(PLACEMENTS.c.edition_id.in_(edition_ids), PLACEMENTS.c.ended_at.is_(None))
    )
    both = sa.union_all(wished, placed).subquery("people")
    return (
        sa.select(
            both.c.key,
            PEOPLE.c.org_unit_id,
            sa.case((SITES.c.head_office, 1), else_=0).label("at_head_office"),
            *(sa.func.max(both.c[name]).label(name) for name in FLAGS),
        )
        .join(PEOPLE, PEOPLE.c.id == both.c.person_id)
        .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
        .group_by(both.c.key, both.c.person_id, PEOPLE.c.org_unit_id, SITES.c.head_office)
        .subquery("facts")
    )


def _flags(**known: sa.ColumnElement[int]) -> list[sa.ColumnElement[int]]:
    return [known.get(name, sa.literal(0)).label(name) for name in FLAGS]


def summed(facts: sa.Subquery, key: sa.ColumnElement[Any], *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The figures of each `key`, at most 60 of them."""
    total = sa.func.sum
    return (
        sa.select(
            key.label("key"),
            *more,
            *(total(facts.c[name]).label(name) for name in FLAGS),
            total(facts.c.wished * (1 - facts.c.placed)).label("unplaced"),
            total(facts.c.wished * facts.c.at_head_office).label("head_office"),
        )
        .select_from(facts)
        .group_by(key, *more)
        .limit(MOST)
    )


def tally_in(row: sa.Row[Any]) -> Tally:
    return Tally(**{name: int(row._mapping[name] or 0) for name in Tally.__slots__})
