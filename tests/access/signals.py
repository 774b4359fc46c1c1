"""Signals: administrators push them anywhere, a CX leader where their part of the company has people."""

from datetime import timedelta

from backend import signals
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.signals.scenes import ADVICE, STORM, a_storm


async def nothing(_cast: Cast, _session: Session) -> Scene:
    return {}


async def push(session: Session, actor: Actor, scene: Scene) -> object:
    return await signals.push_signal(session, actor, a_storm())


SIGNALS = (
    Action(
        "signals.push",
        arrange=nothing,
        verb=push,
        page=None,
        mutation=lambda _scene: (
            "pushSignal",
            {
                "kind": "WEATHER",
                "severity": "WARNING",
                "title": STORM,
                "advice": ADVICE,
                "region": "Nouvelle-Aquitaine",
                "startsAt": now().isoformat(),
                "endsAt": (now() + timedelta(hours=9)).isoformat(),
            },
        ),
    ),
)
