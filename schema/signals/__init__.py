"""GraphQL of signals."""

from schema.signals.signals import SignalsMutation, SignalsQuery

__all__ = ["SignalsMutation", "SignalsQuery"]
