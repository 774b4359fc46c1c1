"""How many statements each page sends, where there is one of everything: what no list may make grow."""

import random

import httpx2

from backend.core.db import Database
from tests.counting import counting
from tests.everything import Everything
from tests.web.test_no_route_breaks import ROUTES, address, everywhere

MOST = 12
MORE = {
    "/": 51,
    "/circles/{slug}": 13,
    "/circles/{slug}/charter": 14,
    "/circles/{slug}/gatherings/{id}": 17,
    "/circles/{slug}/members": 13,
    "/circles/{slug}/messages/{id}": 24,
    "/digests/{number}/edit": 14,
    "/immersions/{edition}": 14,
    "/immersions/{edition}/dashboard": 15,
    "/immersions/{edition}/dashboard.csv": 14,
    "/immersions/{edition}/day": 15,
    "/immersions/{edition}/day/debrief": 15,
    "/immersions/{edition}/offers/{id}": 17,
    "/immersions/{edition}/offers/{id}/edit": 15,
    "/immersions/{edition}/wishes": 14,
    "/reports/{number}": 22,
    "/reports/{number}/live": 17,
}
"""Pages that put many subjects side by side."""


class Steady(random.Random):
    """Dice that always choose what exists."""

    def random(self) -> float:
        return 0.5


async def test_no_page_sends_more_statements_than_its_subjects_ask_for(
    everywhere: tuple[Everything, httpx2.AsyncClient], database: Database
) -> None:
    scene, client = everywhere
    over = {}
    for route in [route for method, route in ROUTES if method == "GET"]:
        with counting(database) as sent:
            answer = await client.get(address(route, scene, Steady()))
        assert answer.status_code < 500, route.path
        if sent.count > MORE.get(route.path, MOST):
            over[route.path] = sent.count
    assert over == {}


__all__ = ["everywhere"]
