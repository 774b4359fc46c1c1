"""Pulse: short anonymous surveys. A ballot names no person, by construction; see `models.ballots`."""

from backend.pulse import models

__all__ = ["models"]
