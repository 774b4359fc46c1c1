"""Every table of the product: importing the slices fills the metadata. A new slice takes its place here."""

from backend import circles, commitments, events, identity, jobs, notifications
from backend.core.db import metadata

SLICES = (identity, jobs, events, commitments, circles, notifications)

__all__ = ["SLICES", "metadata"]
