"""The demo as a newcomer runs it, and a real browser in front of it."""

import asyncio
import fcntl
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, Unpack

from playwright.async_api import Browser, BrowserContext, Page, Route, StorageState, async_playwright

from tests.environment import environment

ROOT = Path(__file__).resolve().parents[2]
NPM = ROOT / "node_modules"
CDN = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PEOPLE = 300
DIAPASON = str(Path(sys.executable).with_name("diapason"))


@dataclass(frozen=True)
class Demo:
    """A running demo: where it is, and the database it keeps."""

    url: str
    provider: str
    database: Path


def invented(folder: Path) -> Path:
    """A database with a Télénova nobody has touched: invented once, whoever asks first."""
    database = folder / "telenova.db"
    with (folder / "telenova.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not database.exists():
            written = folder / "telenova-in-the-making.db"
            command = [DIAPASON, "seed", f"--people={PEOPLE}"]
            subprocess.run(command, env=over(written), check=True)
            written.rename(database)
    return database


@asynccontextmanager
async def running_demo(folder: Path, telenova: Path) -> AsyncIterator[Demo]:
    """`diapason demo` on free ports, over a copy of `telenova` in `folder`; stopped as Ctrl-C does."""
    port = free_pair()
    database = folder / "demo.db"
    shutil.copyfile(telenova, database)
    command = [DIAPASON, "demo", f"--port={port}", f"--people={PEOPLE}"]
    with (folder / "demo.log").open("w") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env=over(database), stdout=asyncio.subprocess.PIPE, stderr=log
        )
        assert process.stdout is not None
        try:
            async with asyncio.timeout(240):
                while line := await process.stdout.readline():
                    if b"is ready at" in line:
                        break
                else:
                    raise AssertionError((folder / "demo.log").read_text())
            yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}", database)
        finally:
            process.send_signal(signal.SIGINT)
            await asyncio.wait_for(process.wait(), 60)


def over(database: Path) -> dict[str, str]:
    """What a command is run with to use a SQLite database."""
    return environment(database_url=f"sqlite+aiosqlite:///{database}")


def free_pair() -> int:
    """A port that is free together with the next one."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no two neighbouring ports are free")


def chromium_path() -> str:
    """Where this machine keeps its Chromium; `need-chromium` installs one."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise AssertionError("The browser tests need Chromium: run tests/browser/need-chromium.")


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """The system's Chromium, driven by Playwright."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        await browser.close()


class Looks(TypedDict, total=False):
    """How a reader's browser is: signed out, a phone, light and French where nothing else is said."""

    width: int
    theme: str
    scripts: bool
    locale: str
    state: StorageState | None


@asynccontextmanager
async def reader(browser: Browser, demo: Demo, **looks: Unpack[Looks]) -> AsyncIterator[BrowserContext]:
    """A reader's browser, closed at the end."""
    context = await opened_reader(browser, demo, **looks)
    yield context
    await context.close()


async def opened_reader(
    browser: Browser,
    demo: Demo,
    *,
    width: int = 390,
    theme: str = "light",
    scripts: bool = True,
    locale: str = "fr-FR",
    state: StorageState | None = None,
) -> BrowserContext:
    """A reader's browser. The CDN's address is answered from the npm copy, so its hash is really checked."""
    context = await browser.new_context(
        base_url=demo.url,
        viewport={"width": width, "height": 844},
        color_scheme="dark" if theme == "dark" else "light",
        java_script_enabled=scripts,
        locale=locale,
        reduced_motion="reduce",
        storage_state=state,
    )
    await context.route(CDN + "**", _from_npm)
    context.set_default_timeout(30_000)
    return context


async def _from_npm(route: Route) -> None:
    path = NPM / "htmx.org" / route.request.url.removeprefix(CDN)
    await route.fulfill(
        body=path.read_bytes(),
        headers={"access-control-allow-origin": "*", "content-type": "text/javascript"},
    )


async def sign_in(page: Page, name: str) -> None:
    """Pick a persona at the provider's page, as a person would."""
    await page.goto("/")
    await page.locator("form[action='/sign-in'] button").click()
    await page.get_by_role("button", name=name).first.click()
    await page.wait_for_url("**/")
