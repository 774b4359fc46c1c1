"""A key answers the same request again for a day, and no longer."""

from datetime import timedelta

import pytest

from backend import identity
from backend.core import clock
from backend.core.db import Database
from tests.cast import Cast
from tests.faces import Faces

CHANGE = """mutation($key: String) { updateProfile(input: {locale: "en", idempotencyKey: $key}) {
  __typename ... on UserError { code field message } } }"""


async def test_a_key_is_free_again_after_a_day_though_nobody_swept_it(cast: Cast, database: Database) -> None:
    ines = cast.people["ines"]
    answer = identity.Answer(200, {"id": "first"})
    async with database.writing() as session:
        assert await identity.recall(session, ines, "once", "asked") is None
        await identity.keep(session, ines, "once", answer)
        assert await identity.recall(session, ines, "once", "asked") == answer
        clock.travel(timedelta(hours=24, seconds=1))
        try:
            assert await identity.recall(session, ines, "once", "something else") is None
            with pytest.raises(identity.KeyReused):
                await identity.recall(session, ines, "once", "asked")
        finally:
            clock.travel(timedelta())


async def test_a_key_that_is_too_long_is_refused_and_nothing_is_done(faces: Faces) -> None:
    for length, known in ((200, "UpdateProfileSuccess"), (201, "InvalidInputError")):
        answer = await faces.graphql("ines", CHANGE, key="k" * length)
        assert answer["data"]["updateProfile"]["__typename"] == known
    refused = answer["data"]["updateProfile"]
    assert (refused["code"], refused["field"]) == ("key_too_long", "idempotencyKey")
    assert "200" in refused["message"]
    ines = await faces.browser("ines")
    page = await ines.post("/me", data={"theme": "dark", "idempotency_key": "k" * 201})
    assert page.status_code == 422
