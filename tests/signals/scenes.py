"""Signals for tests: a storm over the region of Bordeaux."""

from datetime import timedelta
from typing import Any

from backend import signals
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.signals import Severity, Signal, SignalInput, SignalKind
from tests.cast import Cast

STORM = "Tempête sur la côte"
ADVICE = "Les interventions de l’après-midi sont reportées ; un SMS donne le nouveau jour."


def a_storm(**more: Any) -> SignalInput:
    """It blows now, for nine hours."""
    given = {
        "kind": SignalKind.WEATHER,
        "severity": Severity.WARNING,
        "title": STORM,
        "advice": ADVICE,
        "starts_at": now() - timedelta(hours=1),
        "ends_at": now() + timedelta(hours=8),
    }
    where = {} if "site_codes" in more else {"region": "Nouvelle-Aquitaine"}
    return SignalInput.model_validate({**given, **where, **more})


async def a_signal(session: Session, cast: Cast) -> Signal:
    return await signals.push_signal(session, SYSTEM, a_storm())
