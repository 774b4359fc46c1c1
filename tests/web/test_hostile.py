"""Requests that are sent to hurt are refused, each for less than a tenth of a second of work."""

import time

from tests.faces import Faces, faces_over
from tests.web.hostile import CASES, SEARCHES, TEXTS, is_refused

MOST_SECONDS = 0.1


async def test_each_hostile_request_is_refused_before_it_costs_anything(faces: Faces) -> None:
    patient = faces_over(faces.cast, faces.cast.database, arrivals_a_minute=100_000)
    stranger = await patient.browser(None)
    cost: dict[str, float] = {}
    for name, case in CASES.items():
        # The best of three: what is built when first needed, and a collection of garbage, are not its cost.
        costs = []
        for _ in range(3):
            request = case.request(stranger)
            began = time.thread_time()
            answer = await stranger.send(request)
            costs.append(time.thread_time() - began)
            assert is_refused(answer), (name, answer.status_code, answer.text[:300])
        cost[name] = min(costs)
    assert {name: seconds for name, seconds in cost.items() if seconds > MOST_SECONDS} == {}
    await patient.close()


async def test_a_search_by_a_text_without_end_costs_no_more_than_by_its_beginning(faces: Faces) -> None:
    ines = await faces.browser("ines")
    cost: dict[tuple[str, str], float] = {}
    for search in SEARCHES:
        for name, text in TEXTS.items():
            asked = {"query": f"query($text: String!) {{ {search} }}", "variables": {"text": text}}
            request = ines.build_request("POST", "/graphql", json=asked)
            costs = []
            for _ in range(3):
                began = time.thread_time()
                answer = await ines.send(request)
                costs.append(time.thread_time() - began)
                assert "errors" not in answer.json(), (search, answer.text[:300])
            cost[name, search] = min(costs)
    assert {name: seconds for name, seconds in cost.items() if seconds > MOST_SECONDS} == {}
