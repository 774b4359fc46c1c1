"""Time-ordered identifiers: neighbours in time are neighbours in every index."""

import random
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562)."""
    return uuid7()


def day_id(begins: datetime) -> UUID:
    """A version 7 UUID that tells on which day it was made, and neither when nor beside what.

    For what must not be put beside something that somebody did at that instant.
    """
    return past_id(begins, random.SystemRandom())


def past_id(at: datetime, dice: random.Random) -> UUID:
    """A version 7 UUID as it would have been made at an instant; the same for the same throw of the dice."""
    milliseconds = int(at.timestamp() * 1000)
    high, low = dice.getrandbits(12), dice.getrandbits(62)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


__all__ = ["UUID", "day_id", "new_id", "past_id"]
