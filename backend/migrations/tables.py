"""Every table of the product: importing the slices fills the metadata. A new slice takes its place here."""

from backend import circles, commitments, events, identity, jobs, journeys, notifications, reports
from backend.core.db import metadata

SLICES = (identity, jobs, events, commitments, journeys, circles, reports, notifications)

__all__ = ["SLICES", "metadata"]
