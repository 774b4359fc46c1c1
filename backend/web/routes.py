"""Every URL of the pages, on one page."""

from starlette.routing import BaseRoute, Route

from backend.web import health
from backend.web.circles import circles
from backend.web.page import acting, reading


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/healthz", health.show),
        Route("/circles", reading(circles.index)),
        Route("/circles/{slug}", reading(circles.show)),
        Route("/circles/{slug}/join", acting(circles.join), methods=["POST"]),
        Route("/circles/{slug}/leave", acting(circles.leave), methods=["POST"]),
    ]
