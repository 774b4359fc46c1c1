"""Pages and GraphQL beside the least that could answer the same, at 2,400 and 97,000 people."""

import asyncio
import json
import statistics
import sys
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.services import Services
from tests.benchmarks import client
from tests.faces import Faces
from tests.postgres import running_postgres
from tests.proof.circles.company import telenova
from tests.serving import served

SIZES = (2_400, 97_000)
WARM, ROUND, ROUNDS = 10.0, 2.0, 5
MOST_GROWTH = 1.2
LIST = """{ circles(first: 50) { nodes {
  slug name memberCount lead { displayName } viewerMembership { status } } } }"""
PAIRS = {
    # what: (the document or page, what is measured beside it, the least ratio that is aimed at)
    "50 circles by GraphQL": (LIST, "/bare/circles", 0.15),
    "viewer by GraphQL": ("{ viewer { person { displayName email } } }", "/bare/viewer", None),
    "list page": ("/circles", "/bare/circles.html", 0.2),
    "circle page": ("/circles/coeur-de-boutique", "/bare/circle.html", None),
}
CIRCLES = sa.text("""
    SELECT c.slug, c.name, c.member_count, p.given_name || ' ' || p.family_name AS lead, m.status
    FROM circle c
      LEFT JOIN membership m ON m.circle_id = c.id AND m.person_id = :me AND m.status = 'active'
      LEFT JOIN membership l ON l.id = (
        SELECT a.id FROM membership a
        WHERE a.circle_id = c.id AND a.is_lead AND a.status = 'active' ORDER BY a.id LIMIT 1)
      LEFT JOIN person p ON p.id = l.person_id
    WHERE c.status = 'active' ORDER BY c.search, c.id LIMIT 50
""").bindparams(sa.bindparam("me", type_=sa.Uuid()))
VIEWER = sa.text("SELECT given_name, family_name, email FROM person WHERE id = :me").bindparams(
    sa.bindparam("me", type_=sa.Uuid())
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_answers_stay_near_what_is_written_by_hand_and_do_not_grow(kind: str, tmp_path: Path) -> None:
    found = {}
    for people in SIZES:
        if kind == "sqlite":
            url = sa.make_url(f"sqlite+aiosqlite:///{tmp_path / f'{people}.db'}")
            found[people] = await measured(url, people)
        else:
            with running_postgres(f"speed{people}") as url:
                found[people] = await measured(url, people)
    small, large = (found[people] for people in SIZES)
    print(f"\n{kind}: answers a second, those of the least there could be, their ratio; then with {SIZES[1]}")
    for name in PAIRS:
        told = [f"{ours:7.0f} {bare:7.0f} {ours / bare:5.2f}" for ours, bare in (small[name], large[name])]
        print(f"  {name:22} {'  |'.join(told)}   × {small[name][0] / large[name][0]:.2f}")
    for name, (_, _, least) in PAIRS.items():
        if least is not None:
            assert large[name][0] / large[name][1] >= least, name
        assert small[name][0] / large[name][0] < MOST_GROWTH, name


async def measured(url: sa.URL, people: int) -> dict[str, tuple[float, float]]:
    """The medians of each pair, by interleaved rounds."""
    async with telenova(url, people) as faces:
        cookie = f"diapason={await faces.session_cookie('ines')}"
        await beside(faces, faces.cast.people["ines"])
        async with served(faces.app) as address:
            port = address.rsplit(":", 1)[1]
            requests = {
                name: (request(ours, cookie), request(bare, cookie))
                for name, (ours, bare, _) in PAIRS.items()
            }
            for pair in requests.values():
                for one in pair:
                    await rate(port, WARM / len(requests) / 2, one)
            rates: dict[str, list[tuple[float, float]]] = {name: [] for name in PAIRS}
            for _ in range(ROUNDS):
                for name, (ours, bare) in requests.items():
                    rates[name].append((await rate(port, ROUND, ours), await rate(port, ROUND, bare)))
    return {
        name: (statistics.median(o for o, _ in some), statistics.median(b for _, b in some))
        for name, some in rates.items()
    }


def request(asked: str, cookie: str) -> str:
    """A page, or a document of GraphQL, as bytes of HTTP."""
    head = f"host: diapason.test\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n"
    if asked.startswith("/"):
        return f"GET {asked} HTTP/1.1\r\n{head}\r\n"
    body = json.dumps({"query": asked})
    head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
    return f"POST /graphql HTTP/1.1\r\n{head}\r\n{body}"


async def rate(port: str, seconds: float, asked: str) -> float:
    clients = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", client.__name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await clients.communicate(f"{port}\n{seconds}\n{asked}".encode())
    return float(told)


async def beside(faces: Faces, me: UUID) -> None:
    """Endpoints written by hand in the same application: the same content, without who may see what."""
    services: Services = faces.app.state.services
    browser = await faces.browser("ines")
    ready = {path: (await browser.get(path)).content for path, _, _ in PAIRS.values() if path[0] == "/"}

    def rows(statement: sa.TextClause) -> Route:
        async def answer(_request: Request) -> Response:
            async with services.database.reader.connect() as connection:
                found = await connection.execute(statement, {"me": me})
                body = json.dumps([dict(row) for row in found.mappings()])
            return Response(body, media_type="application/json")

        return Route("/bare/circles" if statement is CIRCLES else "/bare/viewer", answer)

    def bytes_of(path: str, page: str) -> Route:
        async def answer(_request: Request) -> Response:
            return Response(ready[page], media_type="text/html")

        return Route(path, answer)

    routes = [rows(CIRCLES), rows(VIEWER)]
    routes += [bytes_of(bare, page) for page, bare, _ in PAIRS.values() if page[0] == "/"]
    faces.app.router.routes[:0] = routes
