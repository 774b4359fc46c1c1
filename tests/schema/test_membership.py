"""Joining through GraphQL."""

import sqlalchemy as sa

from backend.circles.models import CIRCLES
from tests.faces import Faces

JOIN = """
mutation($slug: String!) {
  joinCircle(input: {slug: $slug}) {
    __typename
    ... on JoinCircleSuccess { circle { slug memberCount viewerMembership { status } } }
    ... on UserError { code message field }
  }
}
"""


async def test_ines_joins_a_circle_and_a_second_try_is_refused_with_its_reason(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await session.execute(
            sa.insert(CIRCLES).values(slug="coeur", name="Cœur", kind="ambassador", join_policy="open")
        )
        await session.commit()
    answer = await faces.graphql("ines", JOIN, slug="coeur")
    assert answer["data"]["joinCircle"] == {
        "__typename": "JoinCircleSuccess",
        "circle": {"slug": "coeur", "memberCount": 1, "viewerMembership": {"status": "ACTIVE"}},
    }
    answer = await faces.graphql("ines", JOIN, slug="coeur")
    assert answer["data"]["joinCircle"]["__typename"] == "ConflictError"
    assert answer["data"]["joinCircle"]["code"] == "already_member"
