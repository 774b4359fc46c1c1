"""The sealed waves of which somebody reads the results, latest first: where they find them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.pulse.disclosure import ROOT
from backend.pulse.models import SURVEYS, WAVES
from backend.pulse.release_policy import told_to
from backend.pulse.told import is_told


@dataclass(frozen=True, slots=True)
class SealedWave:
    """A wave and its survey's title by language; `is_shown`: it shows a figure of the whole.

    All who read it see the same of that: the whole is withheld from its members, who are all, or from nobody.
    """

    id: UUID
    title: Mapping[str, str]
    closed_at: datetime
    sealed_at: datetime
    is_shown: bool


async def latest_results(
    session: Session, actor: Actor, most: int, *, since: datetime | None = None
) -> Sequence[SealedWave]:
    """At most so many waves whose results the actor reads, other than by running their survey."""
    shown = is_told(WAVES.c.id, ROOT.cut, ROOT.key, [ROOT])
    rows = await session.execute(
        sa.select(WAVES.c.id, SURVEYS.c.title, WAVES.c.closed_at, WAVES.c.sealed_at, shown.label("is_shown"))
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(
            await told_to(session, actor),
            WAVES.c.sealed_at > since if since is not None else sa.true(),
        )
        .order_by(WAVES.c.sealed_at.desc())
        .limit(most)
    )
    return [SealedWave(**row._mapping) for row in rows]
