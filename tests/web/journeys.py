"""A browser going through sign-in: our front door, the provider's choice of a persona, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2

from backend.core.db import Database
from backend.demo.personas import Persona
from backend.demo.provider import build_provider
from backend.http.provider import Provider
from tests.cast import PERSONAS, Cast
from tests.faces import BASE, Faces, faces_over

ISSUER = "http://issuer.test"
CALLBACK = f"{BASE}/sign-in/callback"
GROUPS = {"solene": ("diapason-cx-leaders",)}
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def persona(subject: str, given: str, family: str, email: str, *groups: str) -> Persona:
    title, summary = {"fr": "Collègue", "en": "Colleague"}, {"fr": "", "en": ""}
    return Persona(subject, email, given, family, groups, title, summary, featured=True)


class Company:
    """The directory of the small Télénova, as its provider knows it; the subject is the cast's name."""

    def __init__(self) -> None:
        self.people = [
            persona(
                name,
                given,
                family,
                f"{_plain(given)}.{_plain(family)}@telenova.example",
                *GROUPS.get(name, ()),
            )
            for name, (given, family, *_) in PERSONAS.items()
        ]

    def featured(self) -> Sequence[Persona]:
        return self.people

    async def find(self, email_or_subject: str) -> Persona | None:
        return next((one for one in self.people if email_or_subject in (one.subject, one.email)), None)

    async def search(self, words: str, limit: int) -> Sequence[Persona]:
        return self.people[:limit]


@dataclass
class Journey:
    """One browser, and the provider it is sent to."""

    faces: Faces
    company: Company
    browser: httpx2.AsyncClient
    provider: httpx2.AsyncClient

    async def set_off(self, **form: str) -> dict[str, str]:
        """Press the button; returns what the provider is asked."""
        response = await self.browser.post("/sign-in", data=form)
        assert response.status_code == 303, response.text
        url = response.headers["location"]
        assert url.startswith(f"{ISSUER}/authorize?"), url
        return dict(parse_qsl(urlsplit(url).query))

    async def choose(self, asked: Mapping[str, str], subject: str) -> str:
        """Be `subject` at the provider; returns the address the browser is sent back to."""
        response = await self.provider.post("/choose", data={**asked, "subject": subject})
        assert response.status_code == 303, response.text
        return str(response.headers["location"])

    async def sign_in(self, subject: str, **form: str) -> httpx2.Response:
        """All the way; returns our answer to the browser that comes back."""
        return await self.browser.get(await self.choose(await self.set_off(**form), subject))


def journey_over(cast: Cast, database: Database, **changes: Any) -> Journey:
    """A signed-out browser before an application whose provider is the demo's."""
    changes = {"oidc_issuer": ISSUER, "oidc_client_secret": "secret", **changes}
    faces = faces_over(cast, database, **changes)
    company = Company()
    app = build_provider(ISSUER, "diapason", "secret", [CALLBACK], [f"{BASE}/"], company)
    transport = httpx2.ASGITransport(app=app)
    faces.app.state.provider = Provider(faces.app.state.services.settings, transport)
    return Journey(
        faces, company, browser_before(faces), httpx2.AsyncClient(transport=transport, base_url=ISSUER)
    )


def browser_before(faces: Faces) -> httpx2.AsyncClient:
    """A browser that has never been here."""
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=faces.app),
        base_url=BASE,
        headers={"sec-fetch-site": "same-origin", "accept-language": "fr", "user-agent": CHROME},
    )


def _plain(name: str) -> str:
    return name.lower().replace(" ", "-").translate(str.maketrans("éèê", "eee"))
