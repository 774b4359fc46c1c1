"""Pages and GraphQL beside the least that could answer the same, in companies of several sizes."""

import asyncio
import itertools
import json
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.circles.models import CIRCLES, MEMBERSHIPS, MembershipStatus
from backend.core.garbage import keep_what_is_loaded
from backend.services import Services
from tests.benchmarks import client
from tests.faces import Faces
from tests.serving import served

WARM, ROUND, ROUNDS, AGAIN = 10.0, 1.0, 5, 3
"""Seconds in all, seconds each, how many, and how many times at most: again for what grew alone."""
MOST_GROWTH = 1.2
LIST = """{ circles(first: 50) { nodes {
  slug name memberCount lead { displayName } viewerMembership { status } } } }"""
PAGE_OF = 50
"""Cards on the list page, for whoever measures to set."""
HELLO = "/search"
"""The least page of somebody signed in: their name, the parts of the product, and one empty field."""
PAIRS = {
    # what: (the document or page, what is measured beside it, the least ratio that is aimed at)
    "50 circles by GraphQL": (LIST, "/bare/circles", 0.15),
    "viewer by GraphQL": ("{ viewer { person { displayName email } } }", "/bare/viewer", 0.0),
    "page of 50, hello": ("/circles", HELLO, 0.2),
    "list page, ready bytes": ("/circles", "/bare/circles.html", 0.0),
    "circle page, ready bytes": ("/circles/coeur-de-boutique", "/bare/circle.html", 0.0),
}
LISTED = sa.text("""
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


@dataclass
class Company:
    """One that is served, and the rounds by pair: what ours was answered, and what is beside it."""

    port: str
    cookie: str
    cpu: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    rates: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    async def round(self, name: str, seconds: float) -> None:
        ours, beside, _ = PAIRS[name]
        one, other = await self._asked(ours, seconds), await self._asked(beside, seconds)
        self.rates[name].append((one[0], other[0]))
        self.cpu[name].append((one[1], other[1]))

    async def _asked(self, asked: str, seconds: float) -> tuple[float, float]:
        """Answers a second, and milliseconds of this process for each."""
        began = time.process_time()
        answers = await rate(self.port, seconds, request(asked, self.cookie))
        return answers, (time.process_time() - began) * 1000 / (answers * seconds)

    def told(self, name: str) -> tuple[float, float, float, float]:
        """Answers a second of ours and of what is beside it, then their milliseconds of processor.

        The median of the first, the least of the others, to which whatever else the machine does only adds.
        """
        one, other = (statistics.median(pair[i] for pair in self.rates[name]) for i in (0, 1))
        mine, its = (min(pair[i] for pair in self.cpu[name]) for i in (0, 1))
        return one, other, mine, its


async def measured(sizes: list[Faces]) -> list[Company]:
    """Each pair at each size, by interleaved rounds, once all are warm."""
    async with served(sizes[0].app) as one, served(sizes[1].app) as other:
        companies = []
        for faces, address in zip(sizes, (one, other), strict=True):
            await the_same_circles(faces)
            await beside(faces, faces.cast.people["ines"])
            cookie = f"diapason={await faces.session_cookie('ines')}"
            companies.append(Company(address.rsplit(":", 1)[1], cookie))
        every = [(company, name) for company in companies for name in PAIRS]
        for company, name in every:
            await company.round(name, WARM / len(every) / 2)
        keep_what_is_loaded()
        for company in companies:
            company.cpu.clear()
            company.rates.clear()
        names = list(PAIRS)
        for _ in range(AGAIN):
            for _ in range(ROUNDS):
                for company, name in itertools.product(companies, names):
                    await company.round(name, ROUND)
            # Whatever else the machine does only adds: what grows by itself grows in each round.
            names = [name for name, grown in growths(*companies).items() if grown >= MOST_GROWTH]
    return companies


def growths(small: Company, large: Company) -> dict[str, float]:
    """By pair, how much more processor an answer of ours takes in the larger company."""
    return {name: large.told(name)[2] / small.told(name)[2] for name in PAIRS}


async def the_same_circles(faces: Faces) -> None:
    """Twice as many circles as are listed, alike at every size, which come first in the list."""
    karim = faces.cast.people["karim"]
    like = sa.select(CIRCLES).where(CIRCLES.c.slug == "coeur-de-boutique")
    async with faces.cast.database.writing() as session:
        model = (await session.execute(like)).one()
        shared = {name: getattr(model, name) for name in ("kind", "why", "join_policy", "org_unit_id")}
        shared |= {"parent_id": model.id, "capacity": 30, "member_count": 1, "lead_count": 1}
        for number in range(2 * PAGE_OF):
            name = f"Cercle {number:02}"
            given = {"slug": f"cercle-{number}", "name": name, "search": f" {name.lower()}", **shared}
            made = sa.insert(CIRCLES).values(**given).returning(CIRCLES.c.id)
            lead = {"person_id": karim, "status": MembershipStatus.ACTIVE, "is_lead": True}
            circle_id = await session.scalar(made)
            await session.execute(sa.insert(MEMBERSHIPS).values(circle_id=circle_id, **lead))
        await session.commit()


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

    def rows(statement: sa.TextClause) -> Route:
        async def answer(_request: Request) -> Response:
            async with services.database.reader.connect() as connection:
                found = await connection.execute(statement, {"me": me})
                body = json.dumps([dict(row) for row in found.mappings()])
            return Response(body, media_type="application/json")

        return Route("/bare/circles" if statement is LISTED else "/bare/viewer", answer)

    def bytes_of(path: str, page: bytes) -> Route:
        async def answer(_request: Request) -> Response:
            return Response(page, media_type="text/html")

        return Route(path, answer)

    pages = [
        bytes_of(bare, (await browser.get(page)).content)
        for page, bare, _ in PAIRS.values()
        if bare.endswith(".html")
    ]
    faces.app.router.routes[:0] = [rows(LISTED), rows(VIEWER), *pages]
