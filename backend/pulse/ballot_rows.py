"""What a submission is before its commit, what it writes, and what can become of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID, uuid4

from backend.pulse.open_waves import OpenWave
from backend.pulse.payloads import Payload, Said, padded

Voter = tuple[UUID, UUID]
"""A wave and a person."""


class Outcome(StrEnum):
    COUNTED = "counted"
    ALREADY = "already"
    CLOSED = "closed"
    NOT_ASKED = "not_asked"


class Row(NamedTuple):
    """A participation and a ballot, which nothing links once written."""

    wave_id: UUID
    person_hash: bytes
    ballot_id: UUID
    sealed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What one person answers to an open wave."""

    wave: OpenWave
    person_id: UUID
    said: Said

    @property
    def voter(self) -> Voter:
        return self.wave.id, self.person_id

    def row(self, unit: UUID | None, site: UUID | None, job_family: UUID | None) -> Row:
        """What is written of somebody who was asked in these groups."""
        payload = Payload(**self.said, groups=self.wave.groups(unit, site, job_family))
        keys = self.wave.keys
        return Row(self.wave.id, keys.person_hash(self.person_id), uuid4(), keys.seal(padded(payload)))


Commit = Callable[[Sequence[Submission]], Awaitable[Mapping[Voter, Outcome]]]
"""Writes what counts of a batch, durably, and says what became of each."""
