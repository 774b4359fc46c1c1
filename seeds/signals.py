"""What other tools announced in the demo: a storm over Nouvelle-Aquitaine, an incident that is over."""

from datetime import timedelta

from backend import signals
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.signals import Severity, SignalInput, SignalKind
from seeds.days import Days

REGION = "Nouvelle-Aquitaine"


async def bring_signals_in(session: Session, days: Days) -> None:
    """The storm blows from now until tomorrow; the look of the night finds what rises."""
    storm = SignalInput(
        kind=SignalKind.WEATHER,
        severity=Severity.SEVERE,
        title="Tempête : vents forts sur la côte atlantique",
        advice="Les interventions en extérieur sont reportées à demain ; un SMS donne le nouveau créneau. "
        "Une box éteinte après une coupure se rallume seule : attendre dix minutes avant d’appeler.",
        region=REGION,
        external_reference="METEO-2211",
        starts_at=now() - timedelta(hours=2),
        ends_at=now() + timedelta(hours=30),
    )
    incident = SignalInput(
        kind=SignalKind.NETWORK,
        severity=Severity.WARNING,
        title="Fibre coupée autour de Bordeaux",
        advice="Un câble est arraché. Retour prévu à 17 h ; la box bascule en 4G si le client l’a activée.",
        region=REGION,
        external_reference="NOC-884",
        starts_at=days.ago(6, 9),
        ends_at=days.ago(6, 17),
    )
    for one in (storm, incident):
        await signals.push_signal(session, SYSTEM, one)
    await signals.look(session)
