"""The demo provider over ASGI, a browser for it, and a cast of three."""

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from starlette.applications import Starlette

from backend.demo.personas import Persona
from backend.demo.provider import build_provider

ISSUER = "http://127.0.0.1:8001"
CALLBACK = "http://127.0.0.1:8000/sign-in/callback"
GOODBYE = "http://127.0.0.1:8000/"
CLIENT_ID = "diapason"
SECRET = "demo-secret"
VERIFIER = "a-verifier-that-is-long-enough-to-be-accepted-by-anyone"


def persona(given_name: str, family_name: str, *groups: str, featured: bool = True) -> Persona:
    subject = f"demo-{family_name.lower()}"
    return Persona(
        subject=subject,
        email=f"{given_name}.{family_name}@telenova.example".lower(),
        given_name=given_name,
        family_name=family_name,
        groups=groups,
        title={"fr": f"Métier de {given_name}", "en": f"{given_name}'s job"},
        summary={"fr": f"Essayez avec {given_name}.", "en": f"Try it with {given_name}."},
        featured=featured,
    )


INES = persona("Ines", "Marchetti")
SOLENE = persona("Solene", "Arrighi", "diapason-cx-leaders")
MAUD = persona("Maud", "Ferrand", featured=False)


@dataclass
class Cast:
    people: list[Persona] = field(default_factory=lambda: [INES, SOLENE, MAUD])

    def featured(self) -> Sequence[Persona]:
        return [one for one in self.people if one.featured]

    async def find(self, email_or_subject: str) -> Persona | None:
        return next((one for one in self.people if email_or_subject in (one.email, one.subject)), None)

    async def search(self, words: str, limit: int) -> Sequence[Persona]:
        wanted = words.casefold()
        return [one for one in self.people if wanted in one.email or wanted in one.name.casefold()][:limit]


@dataclass
class Clock:
    """A clock the test moves by hand. Starts now, as clients compare what it says with their own time."""

    now: float

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(time.time())


@pytest.fixture
def provider(clock: Clock) -> Starlette:
    return build_provider(ISSUER, CLIENT_ID, SECRET, [CALLBACK], [GOODBYE], Cast(), clock=clock)


@pytest.fixture
async def browser(provider: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=provider)
    async with httpx2.AsyncClient(transport=transport, base_url=ISSUER) as browser:
        yield browser


@pytest.fixture
async def client(provider: Starlette) -> AsyncIterator[AsyncOAuth2Client]:
    async with AsyncOAuth2Client(
        CLIENT_ID,
        SECRET,
        redirect_uri=CALLBACK,
        scope="openid email profile",
        code_challenge_method="S256",
        transport=httpx2.ASGITransport(app=provider),
    ) as client:
        yield client
