"""How many statements each page and list sends, where there is one of everything: none grows with rows."""

import random

import httpx2

from backend.core.db import Database
from tests.counting import counting
from tests.everything import Everything
from tests.schema.lists import lists
from tests.web.addresses import ROUTES, address
from tests.web.test_no_route_breaks import everywhere

MOST = 12
MORE = {
    "/": 52,
    "/circles/{slug}": 13,
    "/circles/{slug}/charter": 14,
    "/circles/{slug}/gatherings/{id}": 17,
    "/circles/{slug}/members": 13,
    "/circles/{slug}/messages/{id}": 24,
    "/digests/{number}/edit": 14,
    "/forum/{id}/live": 16,
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
    "pulseAlerts": 6,
}
"""Pages and lists that put many subjects side by side."""
MOST_OF_A_LIST = 4
"""Of GraphQL: who asks, the list, and what some look at first."""


class Steady(random.Random):
    """Dice that always choose what exists."""

    def random(self) -> float:
        return 0.5


async def test_no_page_or_list_sends_more_statements_than_its_subjects_ask_for(
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
    for name in lists():
        document = {"query": f"{{ {name}(first: 50) {{ nodes {{ __typename }} pageInfo {{ endCursor }} }} }}"}
        with counting(database) as sent:
            answer = await client.post("/graphql", json=document)
        assert "errors" not in answer.json(), name
        if sent.count > MORE.get(name, MOST_OF_A_LIST):
            over[name] = sent.count
    assert over == {}


__all__ = ["everywhere"]
