"""Télénova in a browser: its readers, each signed in once by picking themselves at the provider's page."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, Page, StorageState

from tests.browser.demo import Demo, opened_reader, reader, sign_in

NAMES = {
    "ines": "Inès Marchetti",
    "karim": "Karim Benhaddou",
    "solene": "Solène Arrighi",
    "thomas": "Thomas Le Goff",
    "nadia": "Nadia Kessler",
    "maud": "Maud Terrier",
    "aicha": "Aïcha Diallo",
    "helene": "Hélène Vasseur",
    "julien": "Julien Mercadier",
    "claire": "Claire Lormeau",
    "elodie": "Élodie Castaing",
}


@dataclass(frozen=True)
class Answer:
    body: bytes
    headers: dict[str, str]


@dataclass
class Company:
    """A running demo and a browser to read it in."""

    demo: Demo
    chromium: Browser
    states: dict[str, StorageState] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    looking: dict[tuple[str | None, str], BrowserContext] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """What `addresses` has found."""

    @asynccontextmanager
    async def reader(
        self,
        name: str | None,
        *,
        width: int = 390,
        theme: str = "light",
        scripts: bool = True,
        locale: str = "fr",
    ) -> AsyncIterator[Page]:
        """A page of somebody's browser, in their language; what the browser complained of fails the test."""
        state = await self.state(name) if name else None
        async with reader(
            self.chromium, self.demo, width=width, theme=theme, scripts=scripts, locale=locale, state=state
        ) as context:
            if name:
                await self.speak(context, name, locale)
            async with heard(context) as page:
                yield page

    @asynccontextmanager
    async def looker(self, name: str | None, locale: str) -> AsyncIterator[Page]:
        """A page of somebody who only looks, in a browser that stays open for the next one."""
        async with heard(await self.browser_of(name, locale)) as page:
            yield page
            await page.close()

    async def browser_of(self, name: str | None, locale: str) -> BrowserContext:
        """The browser of somebody who only looks."""
        if (name, locale) not in self.looking:
            state = await self.state(name) if name else None
            context = await opened_reader(self.chromium, self.demo, locale=locale, state=state)
            self.looking[name, locale] = context
        if name:
            await self.speak(self.looking[name, locale], name, locale)
        return self.looking[name, locale]

    async def speak(self, context: BrowserContext, name: str, locale: str = "fr") -> None:
        """Have somebody read in a language, whatever another test had them read in before."""
        if self.spoken.get(name, "fr") != locale:
            chosen = {"locale": locale, "next": "/"}
            headers = {"sec-fetch-site": "same-origin"}
            await context.request.post("/language", form=chosen, headers=headers, max_redirects=0)
            self.spoken[name] = locale

    async def answer(self, name: str | None, where: str) -> Answer:
        """What an address answers somebody, before any browser makes something of it."""
        context = await self.browser_of(name, "fr")
        answer = await context.request.get(where)
        return Answer(await answer.body(), answer.headers)

    async def state(self, name: str) -> StorageState:
        """The cookies of somebody who has signed in."""
        if name not in self.states:
            async with reader(self.chromium, self.demo) as context:
                await sign_in(await context.new_page(), NAMES[name])
                self.states[name] = await context.storage_state()
        return self.states[name]


@asynccontextmanager
async def heard(context: BrowserContext) -> AsyncIterator[Page]:
    """A new page; what the browser complained of fails the test."""
    page = await context.new_page()
    complaints = complaints_of(page)
    yield page
    assert not complaints, complaints


def complaints_of(page: Page) -> list[str]:
    """What the browser will have complained of on this page: scripts that failed, parts that were refused."""
    complaints: list[str] = []
    # An answer such as 404 or 422 is noted by the browser as a resource that failed to load.
    answered = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: (
            complaints.append(f"{page.url}: {said.text}")
            if said.type in ("error", "warning") and not answered.match(said.text)
            else None
        ),
    )
    return complaints
