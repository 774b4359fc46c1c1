"""Addresses lead where the list of routes says, in its order."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Match, Route

from backend.http.signposts import Signposts
from backend.web.routes import routes


async def nothing(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("")


def found(posts: Signposts, path: str, method: str = "GET") -> tuple[Match, str | None]:
    match, scope = posts.matches({"type": "http", "method": method, "path": path})
    return match, scope["route"].path if scope else None


def test_the_first_of_two_routes_that_match_is_taken() -> None:
    posts = Signposts([Route("/a/new", nothing), Route("/a/{id}", nothing)])
    assert found(posts, "/a/new") == (Match.FULL, "/a/new")
    assert found(posts, "/a/other") == (Match.FULL, "/a/{id}")
    assert found(posts, "/a/other/more") == (Match.NONE, None)
    assert found(posts, "/b/new") == (Match.NONE, None)


@pytest.mark.parametrize("path", ["*", "", "a", "//a"])
def test_an_address_of_no_page_leads_nowhere(path: str) -> None:
    posts = Signposts([Route("/a", nothing), Route("/", nothing)])
    assert found(posts, path) == (Match.NONE, None)


def test_a_route_of_another_method_is_only_a_second_choice() -> None:
    posts = Signposts([Route("/a", nothing), Route("/a", nothing, methods=["POST"])])
    assert found(posts, "/a", "POST") == (Match.FULL, "/a")
    assert found(posts, "/a", "DELETE") == (Match.PARTIAL, "/a")


def test_every_route_of_the_product_is_found_by_its_own_address() -> None:
    posts = Signposts(routes())
    for route in routes():
        assert isinstance(route, Route)
        path = route.path
        for kind in route.param_convertors:
            path = path.replace(f"{{{kind}:uuid}}", "01a22075-c8c3-72be-98f3-70834efd7753")
            path = path.replace(f"{{{kind}}}", "x1")
        method = next(iter(route.methods or {"GET"}))
        assert found(posts, path, method)[0] is Match.FULL, route.path
