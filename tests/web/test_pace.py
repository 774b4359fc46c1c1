"""Whoever asks too often waits a little; the others do not."""

import logging

import pytest
from graphql import get_introspection_query
from starlette.requests import Request

from backend.core.db import Database
from backend.core.pace import KEPT, Pace, TooManyCalls
from backend.http import cookies
from backend.http.addresses import counted_address
from tests.cast import Cast
from tests.faces import faces_over
from tests.pulse.scene import an_open_wave
from tests.schema.tools import a_token, send


def test_tries_come_back_little_by_little() -> None:
    at = 0.0
    pace = Pace(60, lambda: at)
    for _ in range(60):
        pace.take("ines")
    with pytest.raises(TooManyCalls) as refused:
        pace.take("ines")
    assert refused.value.parameters == {"seconds": 1}
    pace.take("karim")
    at = 2.0
    pace.take("ines")
    pace.take("ines")
    with pytest.raises(TooManyCalls):
        pace.take("ines")


def test_those_seen_longest_ago_are_forgotten() -> None:
    pace = Pace(1, lambda: 0.0)
    for number in range(KEPT + 1):
        pace.take(str(number))
    pace.take("0")
    with pytest.raises(TooManyCalls):
        pace.take(str(KEPT))


async def test_a_tool_that_calls_too_often_is_told_when_to_come_back(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, calls_a_minute=2)
    browser = await faces.browser("ines")
    answers = [await browser.post("/graphql", json={"query": "{ __typename }"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].json()["extensions"]["cost"] == {"requested": 1, "limit": 25000}
    assert 0 < int(answers[2].headers["retry-after"]) <= 30
    assert answers[2].json()["errors"][0]["extensions"]["code"] == "TOO_MANY_CALLS"
    karim = await faces.graphql("karim", "{ __typename }")
    assert karim["data"] == {"__typename": "Query"}


async def test_each_token_keeps_its_own_pace_and_strangers_and_wrong_tokens_that_of_their_address(
    cast: Cast, database: Database
) -> None:
    faces = faces_over(cast, database, calls_a_minute=2)
    first, second = [f"Bearer {await a_token(faces, 'ines')}" for _ in range(2)]
    for sent, expected in ((first, 200), (second, 200), ("Bearer diap_nonsense", 401)):
        answers = [await send(faces, sent, "{ __typename }") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [expected, expected, 429]
    stranger = await faces.browser(None)
    assert (await stranger.post("/graphql", json={"query": "{ __typename }"})).status_code == 429


async def test_what_one_call_writes_again_and_again_counts_each_time(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, calls_a_minute=8)
    browser = await faces.browser("ines")
    once = "updateProfile(input: {theme: DARK}) { __typename }"
    often = "mutation {" + " ".join(f"m{number}: {once}" for number in range(7)) + "}"
    answers = [
        await browser.post("/graphql", json={"query": asked}) for asked in (often, often, "{__typename}")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert set(answers[1].json()["data"]) == {f"m{number}" for number in range(7)}


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_has_one_pace_whatever_addresses_it_has(host: str, counted: str) -> None:
    assert counted_address(Request({"type": "http", "headers": [], "client": (host, 80)})) == counted


async def test_forms_and_sign_ins_keep_a_pace_too(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, acts_a_minute=1, arrivals_a_minute=1)
    browser = await faces.browser("ines")
    form = {"theme": "dark"}
    assert (await browser.post("/me", data=form)).status_code == 303
    slowed = await browser.post("/me", data=form)
    assert slowed.status_code == 429
    assert "<h1>Un peu moins vite" in slowed.text
    stranger = await faces.browser(None)
    await stranger.post("/sign-in")
    assert (await stranger.post("/sign-in")).status_code == 429


async def test_answering_keeps_a_pace_too_and_leaves_nothing_of_it(
    cast: Cast, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    wave_id = await an_open_wave(cast)
    faces = faces_over(cast, database, acts_a_minute=2)
    ines, karim = await faces.browser("ines"), await faces.browser("karim")
    step, answer = f"/pulse/{wave_id}/questions/recommend_employer", {"answer": "7"}
    secret = ines.cookies[cookies.SESSION]
    with caplog.at_level(logging.DEBUG):
        sent = [await ines.post(step, data=answer) for _ in range(3)]
        assert [one.status_code for one in sent] == [303, 303, 429]
        assert (await ines.get(step)).status_code == 200
        assert (await karim.post(step, data=answer)).status_code == 303
    assert secret not in caplog.text
    assert str(cast.people["ines"]) not in caplog.text


async def test_a_form_that_only_looks_has_its_pace_too(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, acts_a_minute=2)
    browser = await faces.browser("ines")
    answers = [await browser.post("/reports/new", data={"title": "Une file"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    await faces.close()


async def test_a_stranger_is_told_the_whole_schema_now_and_then_alone(cast: Cast, database: Database) -> None:
    faces = faces_over(cast, database, calls_a_minute=60)
    stranger, ines = await faces.browser(None), await faces.browser("ines")
    asked = {"query": get_introspection_query()}
    answers = [await stranger.post("/graphql", json=asked) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert [(await ines.post("/graphql", json=asked)).status_code for _ in range(2)] == [200, 200]
    await faces.close()
