"""Every table of the product: importing the slices fills the metadata. A new slice takes its place here."""

from backend import circles, events, identity, jobs, notifications, pulse
from backend.core.db import metadata

SLICES = (identity, jobs, events, circles, notifications, pulse)

__all__ = ["SLICES", "metadata"]
