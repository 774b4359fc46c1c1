"""The address of signals."""

from starlette.routing import BaseRoute, Route

from backend.web.page import reading
from backend.web.signals import signals

ROUTES: list[BaseRoute] = [
    Route("/signals", reading(signals.index)),
]
