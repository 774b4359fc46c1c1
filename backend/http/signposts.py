"""Finding a route among hundreds with two looks at the address."""

from collections import defaultdict
from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

Way = tuple[str, int, str]


class Signposts(BaseRoute):
    """Routes by the first word of their address, its length, and its last word where that is written out.

    One that ends in a parameter comes after those; the order counts among the others alone. The first word of
    each must be written out, and no parameter may hold a slash.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._ways: dict[Way, list[Route]] = defaultdict(list)
        for route in routes:
            assert isinstance(route, Route)
            first, length, last = _way(route.path)
            self._ways[first, length, "" if "{" in last else last].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        nearest: tuple[Match, Scope] = Match.NONE, {}
        first, length, last = _way(scope["path"])
        for route in (*self._ways.get((first, length, last), ()), *self._ways.get((first, length, ""), ())):
            match, found = route.matches(scope)
            if match.value > nearest[0].value:
                nearest = match, {**found, "route": route}
            if match is Match.FULL:
                break
        return nearest

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)


def _way(path: str) -> Way:
    # What is asked of the whole server (`OPTIONS *`) has no slash.
    words = path.removeprefix("/").split("/")
    return words[0], len(words), words[-1] if len(words) > 1 else ""
