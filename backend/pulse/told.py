"""Conditions on rows of the release: whether a wave tells of a group, and what is withheld from members."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.pulse.counting import PARTICIPATION
from backend.pulse.disclosure import Cut, Group
from backend.pulse.models import RELEASE_CELLS, SURVEY_AUDIENCES, WAVES, WITHHELD_FROM_MEMBERS


def is_of_all() -> sa.ColumnElement[bool]:
    """Whether a wave asked everybody in its survey's part of the company, or a sample of them.

    Of a sample, whether the survey asks some parts alone is read as of today.
    """
    parts = sa.exists().where(SURVEY_AUDIENCES.c.survey_id == WAVES.c.survey_id)
    return sa.or_(~WAVES.c.is_partial, sa.and_(WAVES.c.is_drawn, ~parts))


def withheld_from(mine: Collection[Group]) -> sa.ColumnElement[bool]:
    """Whether a cell is withheld from the members of one of these groups."""
    cells, kept = RELEASE_CELLS.c, WITHHELD_FROM_MEMBERS.c
    return (
        sa.select(kept.wave_id)
        .where(
            kept.wave_id == cells.wave_id,
            kept.question == cells.question,
            kept.cut == cells.cut,
            kept.key == cells.key,
            among(kept.member_cut, kept.member_key, mine),
        )
        .exists()
    )


def is_told(
    wave_id: sa.ColumnElement[UUID],
    cut: sa.ColumnElement[Any] | Cut,
    key: sa.ColumnElement[str] | str,
    mine: Collection[Group],
) -> sa.ColumnElement[bool]:
    """Whether a wave itself tells members of the groups `mine` of a group: who took part is told first."""
    cells = RELEASE_CELLS.c
    return sa.exists().where(
        cells.wave_id == wave_id,
        cells.question == PARTICIPATION,
        cells.cut == cut,
        cells.key == key,
        ~withheld_from(mine),
    )


def among(cut: sa.ColumnElement[Any], key: sa.ColumnElement[Any], groups: Collection[Group]) -> Any:
    """Whether a row's group is one of these; each column alone first, so that an index on it serves."""
    keys: dict[str, list[str]] = {}
    for group in groups:
        keys.setdefault(group.cut, []).append(group.key)
    exact = sa.or_(sa.false(), *(sa.and_(cut == one, key.in_(some)) for one, some in keys.items()))
    return sa.and_(cut.in_(keys), key.in_({group.key for group in groups}), exact)
