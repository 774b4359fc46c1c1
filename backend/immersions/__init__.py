"""Immersions: editions of role-swap days, from the first offer to the last debrief."""

from backend.immersions import models

__all__ = ["models"]
