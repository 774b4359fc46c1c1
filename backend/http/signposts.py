"""Finding a route among hundreds with one look at the address."""

from collections import defaultdict
from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send


class Signposts(BaseRoute):
    """Routes by the first word of their address and by its length; the order counts among those alone.

    The first word of each must be written out, and no parameter may hold a slash.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._ways: dict[tuple[str, int], list[Route]] = defaultdict(list)
        for route in routes:
            assert isinstance(route, Route)
            self._ways[_way(route.path)].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        nearest: tuple[Match, Scope] = Match.NONE, {}
        for route in self._ways.get(_way(scope["path"]), ()):
            match, found = route.matches(scope)
            if match.value > nearest[0].value:
                nearest = match, {**found, "route": route}
            if match is Match.FULL:
                break
        return nearest

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)


def _way(path: str) -> tuple[str, int]:
    # What is asked of the whole server (`OPTIONS *`) has no slash.
    word, *rest = path.removeprefix("/").split("/")
    return word, len(rest)
