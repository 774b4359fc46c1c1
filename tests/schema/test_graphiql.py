"""GraphiQL is there in the demo and nowhere else, under a policy of its own."""

from backend.core.db import Database
from tests.cast import Cast
from tests.faces import faces_over


async def test_graphiql_is_a_page_of_the_demo_alone(cast: Cast, database: Database) -> None:
    for mode, status in (("demo", 200), ("development", 404), ("production", 404)):
        faces = faces_over(cast, database, mode=mode)
        response = await (await faces.browser(None)).get("/graphiql")
        assert response.status_code == status, mode
        if status == 200:
            policy = response.headers["content-security-policy"]
            assert "unsafe-eval" not in policy
            assert "default-src 'none'" in policy
            assert response.text.count("integrity=") == 4
        await faces.close()
