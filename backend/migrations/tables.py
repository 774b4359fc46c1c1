"""Every table of the product: importing the slices fills the metadata. A new slice takes its place here."""

from backend import (
    audit,
    circles,
    commitments,
    digests,
    events,
    forum,
    identity,
    immersions,
    jobs,
    journeys,
    knowledge,
    notifications,
    pulse,
    recognition,
    reports,
    signals,
    suppliers,
    webhooks,
)
from backend.core.db import metadata

SLICES = (
    identity,
    jobs,
    events,
    commitments,
    journeys,
    circles,
    immersions,
    pulse,
    reports,
    forum,
    knowledge,
    recognition,
    notifications,
    digests,
    signals,
    suppliers,
    webhooks,
    audit,
)

__all__ = ["SLICES", "metadata"]
