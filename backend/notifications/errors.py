"""Refusals of notifications. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict


class ChannelNotOffered(Conflict):
    """Nobody can be told on this `channel`, or not this person."""
