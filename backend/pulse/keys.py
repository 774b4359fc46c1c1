"""A wave's key: what hashes who took part and seals what they answered. Destroyed with the wave's data."""

import hmac
import os
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.vault import Vault, derived, seal, unseal
from backend.core.wrapped import Wrapped
from backend.pulse.models import WAVE_KEYS

WRAPPED_KEYS = Wrapped("keys of open surveys", WAVE_KEYS.c.wave_id, WAVE_KEYS.c.wrapped)


@dataclass(frozen=True, slots=True, repr=False)
class WaveKeys:
    """The two keys of one wave, derived from its one random secret."""

    wave_id: UUID
    hashing: bytes
    sealing: AESGCM

    def person_hash(self, person_id: UUID) -> bytes:
        """Whom participation names: HMAC-SHA256 of the person, which only this wave's key can compute."""
        return hmac.digest(self.hashing, person_id.bytes, "sha256")

    def seal(self, payload: bytes) -> bytes:
        return seal(self.sealing, payload, self.wave_id.bytes)

    def unseal(self, sealed: bytes) -> bytes:
        """A ballot's payload. Errors: NotSealedHere."""
        return unseal(self.sealing, sealed, self.wave_id.bytes)


async def make_keys(session: Session, wave_id: UUID) -> None:
    """Give a wave its key, wrapped under the house's secret."""
    wrapped = _vault(session).wrap(os.urandom(32), wave_id.bytes)
    await session.execute(sa.insert(WAVE_KEYS).values(wave_id=wave_id, wrapped=wrapped))


async def keys_of(session: Session, wave_id: UUID) -> WaveKeys:
    """The keys of a wave. Errors: NotFound once they are destroyed, or before the opening."""
    row = await session.execute(sa.select(WAVE_KEYS.c.wrapped).where(WAVE_KEYS.c.wave_id == wave_id))
    wrapped = row.scalar_one_or_none()
    if wrapped is None:
        raise NotFound
    return opened(session, wave_id, wrapped)


def opened(session: Session, wave_id: UUID, wrapped: bytes) -> WaveKeys:
    """The keys inside a row of `wave_key`."""
    secret = _vault(session).unwrap(wrapped, wave_id.bytes)
    return WaveKeys(wave_id, derived(secret, "participation"), AESGCM(derived(secret, "ballots")))


async def destroy_keys(session: Session, wave_id: UUID) -> None:
    """What the wave's key hashed or sealed is noise from now on."""
    await session.execute(sa.delete(WAVE_KEYS).where(WAVE_KEYS.c.wave_id == wave_id))


def _vault(session: Session) -> Vault:
    vault: Vault = session.info["vault"]
    return vault
