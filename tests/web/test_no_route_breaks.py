"""Odd requests to every address of the product: none is a failure of ours."""

import random
from collections.abc import AsyncIterator, Mapping
from urllib.parse import quote

import httpx2
import pytest
from starlette.routing import Route

from backend.core.db import Database
from tests.everything import MASTER, Everything, everything_at_hand
from tests.faces import Faces
from tests.odd import TEXTS, cursors, mixed
from tests.turns import in_turns
from tests.web.addresses import ROUTES, address, exact
from tests.web.typed import plausible

TRIES = 5
LISTS = (
    "name",
    "mine",
    "members",
    "requested",
    "gatherings",
    "gatherings-past",
    "offers",
    "editions",
    "visitors",
    "stories",
    "irritants",
    "messages",
    "people",
    "notifications",
    "unread notifications",
    "events",
    "reports newest",
    "found",
    "threads",
    "threads found",
    "posts",
)
NUMBERED = {"{number}", "{revision}"}
PAGED = ("after", "questions_after", "units_after", "orphans_after", "requested", "waiting", "invited")


@pytest.mark.parametrize(
    ("method", "route", "engine"),
    in_turns(ROUTES, [f"{method} {route.path}" for method, route in ROUTES]),
    indirect=["engine"],
)
async def test_no_odd_request_breaks(
    method: str, route: Route, everywhere: tuple[Everything, httpx2.AsyncClient]
) -> None:
    scene, client = everywhere
    dice = random.Random(f"{method} {route.path}")
    known = plausible(scene)
    odd_cursors = [one for name in LISTS for one in cursors(name)]
    for _ in range(TRIES):
        target = address(route, scene, dice)
        sent = mixed(dice, known, TEXTS)
        query = [(name, dice.choice(odd_cursors)) for name in PAGED if dice.random() < 0.3]
        if method == "GET":
            query += [(n, v[:400]) for n, v in sent[:: dice.randint(1, 4)]]
        headers = (
            {"hx-request": "true", "hx-target": dice.choice(["div#results", "#people", "ul#items"])}
            if dice.random() < 0.3
            else {}
        )
        answer = await client.request(
            method, target, params=query, headers=headers, data=_form(sent) if method == "POST" else None
        )
        assert answer.status_code < 500, (target, query, sent)


@pytest.mark.parametrize("number", ["0", "2147483648", "9999999999", "9" * 40, "²"])
async def test_no_number_that_no_column_holds_breaks(
    number: str, everywhere: tuple[Everything, httpx2.AsyncClient]
) -> None:
    scene, client = everywhere
    for method, route in ROUTES:
        places = route.path.split("/")
        if NUMBERED.intersection(places):
            good = exact(route, scene)
            target = "/".join(
                quote(number) if place in NUMBERED else part for place, part in zip(places, good, strict=True)
            )
            assert (await client.request(method, target)).status_code < 500, target


def _form(fields: list[tuple[str, str]]) -> Mapping[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form


@pytest.fixture
async def everywhere(
    faces: Faces, database: Database
) -> AsyncIterator[tuple[Everything, httpx2.AsyncClient]]:
    # A page that stays open answers what it has to say, and ends.
    database.live.close()
    yield await everything_at_hand(faces), await faces.browser(MASTER)
    # The hub is every test's of this process.
    database.live.closed = False
