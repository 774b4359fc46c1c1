"""What was frozen with an open wave, kept in memory for a minute: answering reads none of it again.

Nothing here decides that a wave is open: the statement that writes a ballot does. A wave that closed is
forgotten with the first refusal, and its keys in any case after a minute.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.errors import NotFound
from backend.pulse import errors, keys
from backend.pulse.models import WAVE_GROUPS, WAVE_KEYS, WAVES, GroupKind, WaveStatus
from backend.pulse.payloads import Groups
from backend.pulse.questions import Question
from backend.pulse.surveys import questions_of

KEPT_SECONDS = 60
MOST_WAVES = 16


@dataclass(frozen=True, slots=True, repr=False)
class OpenWave:
    """The questions of an open wave, its keys, and what ballots call each of its groups."""

    id: UUID
    questions: tuple[Question, ...]
    keys: keys.WaveKeys
    names: Mapping[tuple[GroupKind, UUID], str]

    def groups(self, unit: UUID | None, site: UUID | None, job_family: UUID | None) -> Groups:
        """The groups that the ballot of somebody asked in these counts in."""
        return Groups(
            unit=self._name(GroupKind.UNIT, unit),
            site=self._name(GroupKind.SITE, site),
            job_family=self._name(GroupKind.JOB_FAMILY, job_family),
        )

    def _name(self, kind: GroupKind, group: UUID | None) -> str | None:
        return self.names.get((kind, group)) if group else None


class OpenWaves:
    """The open waves that this process was lately asked about."""

    def __init__(self) -> None:
        self._kept: dict[UUID, tuple[float, OpenWave]] = {}

    async def get(self, session: Session, wave_id: UUID) -> OpenWave:
        """An open wave, read at most once a minute. Errors: NotFound, WaveNotOpen."""
        until, wave = self._kept.get(wave_id, (0.0, None))
        if wave is None or until < time.monotonic():
            self.forget(wave_id)
            wave = await open_wave(session, wave_id)
            if len(self._kept) >= MOST_WAVES:
                del self._kept[next(iter(self._kept))]
            self._kept[wave_id] = time.monotonic() + KEPT_SECONDS, wave
        return wave

    def forget(self, wave_id: UUID) -> None:
        self._kept.pop(wave_id, None)


async def open_wave(session: Session, wave_id: UUID) -> OpenWave:
    """Read an open wave; three statements. Errors: NotFound, WaveNotOpen."""
    found = await session.execute(
        sa.select(WAVES.c.survey_id, WAVES.c.version, WAVES.c.status, WAVE_KEYS.c.wrapped)
        .outerjoin(WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id)
        .where(WAVES.c.id == wave_id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    if row.status is not WaveStatus.OPEN:
        raise errors.WaveNotOpen
    groups = WAVE_GROUPS.c
    names = await session.execute(
        sa.select(groups.kind, groups.group_id, groups.counted_as).where(groups.wave_id == wave_id)
    )
    return OpenWave(
        id=wave_id,
        questions=tuple(await questions_of(session, row.survey_id, row.version, wave_id)),
        keys=keys.opened(session, wave_id, row.wrapped),
        names={(kind, group): str(name) for kind, group, name in names if name},
    )
