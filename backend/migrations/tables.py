"""Every table of the product: importing the slices fills the metadata. A new slice takes its place here."""

from backend import circles, events, identity, immersions, jobs, journeys, notifications, pulse
from backend.core.db import metadata

SLICES = (identity, jobs, events, journeys, circles, immersions, pulse, notifications)

__all__ = ["SLICES", "metadata"]
