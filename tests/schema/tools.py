"""Internal tools for tests: a token, and a client that sends it without any cookie."""

from collections.abc import Collection
from typing import Any

import httpx2

from backend import identity
from tests.faces import BASE, Faces


async def a_token(
    faces: Faces, name: str, scopes: Collection[str] = ("read", "write"), *, maker: str = ""
) -> str:
    """The secret of a new token that acts as somebody of the cast, who made it unless another is said."""
    actor = await faces.cast.actor(maker or name)
    async with faces.cast.database.writing() as session:
        person = await identity.get_person(session, faces.cast.people[name])
        given = identity.NewToken(name="intranet", scopes=frozenset(scopes))
        _, secret = await identity.create_token(session, actor, person, given)
        await session.commit()
    return secret


async def send(
    faces: Faces, authorization: str, query: str, cookies: dict[str, str] | None = None, **variables: Any
) -> httpx2.Response:
    """What `/graphql` answers to a tool; `cookies` are sent beside the token when given."""
    transport = httpx2.ASGITransport(app=faces.app)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE, cookies=cookies) as client:
        return await client.post(
            "/graphql",
            json={"query": query, "variables": variables},
            headers={"authorization": authorization},
        )
