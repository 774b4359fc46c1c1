"""A tool calls GraphQL with a token."""

from datetime import timedelta

import sqlalchemy as sa

from backend.core import clock
from backend.identity.models import TOKENS
from tests.faces import Faces
from tests.identity.test_tokens import a_token

VIEWER = {"query": "{ viewer { person { displayName } } }"}


async def used(faces: Faces) -> object:
    async with faces.cast.database.reading() as session:
        return await session.scalar(sa.select(TOKENS.c.last_used_at))


async def test_a_tool_acts_as_the_person_of_its_token_and_its_use_is_dated_once_a_minute(
    faces: Faces,
) -> None:
    secret = await a_token(faces.cast, "ines", "ines", "read")
    tool = await faces.browser(None)
    headers = {"authorization": f"Bearer {secret}"}
    answer = await tool.post("/graphql", json=VIEWER, headers=headers)
    assert answer.json()["data"]["viewer"]["person"]["displayName"] == "Inès Marchetti"
    first = await used(faces)
    assert first is not None
    await tool.post("/graphql", json=VIEWER, headers=headers)
    assert await used(faces) == first
    clock.travel(timedelta(minutes=2))
    try:
        await tool.post("/graphql", json=VIEWER, headers=headers)
    finally:
        clock.travel(timedelta())
    assert await used(faces) != first


async def test_a_wrong_token_answers_401_even_beside_a_signed_in_browser(faces: Faces) -> None:
    browser = await faces.browser("ines")
    answer = await browser.post("/graphql", json=VIEWER, headers={"authorization": "Bearer diap_nonsense"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
