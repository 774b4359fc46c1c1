"""The wheel stands in for the image: built, installed alone, served by a stranger from an empty folder."""

import asyncio
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".tools" / "bin" / "uv"
NOBODY = 65534
SETTINGS = {
    "DIAPASON_BASE_URL": "https://diapason.example",
    "DIAPASON_SECRET_KEY": "a-secret-of-forty-characters-for-a-test",
    "DIAPASON_OIDC_ISSUER": "https://id.example",
}


@pytest.fixture(scope="module")
def shelf() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="diapason-wheel-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def wheel(shelf: Path) -> Path:
    subprocess.run([UV, "build", "--quiet", "--wheel", "--out-dir", shelf, ROOT], check=True)
    return next(shelf.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(shelf: Path, wheel: Path) -> Path:
    """The `bin` folder of an environment that holds the wheel and what the lock says it needs."""
    environment = shelf / "environment"
    subprocess.run([UV, "venv", "--quiet", "--python", "python3", environment], check=True)
    constrained = ["--constraint", ROOT / "requirements.lock"]
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--compile-bytecode", *constrained, wheel],
        env={**os.environ, "VIRTUAL_ENV": str(environment)},
        check=True,
    )
    return environment / "bin"


def as_nobody(*command: str | Path) -> list[str]:
    """The command as a user without rights, when this one has them all."""
    given = [str(part) for part in command]
    if os.getuid() != 0:
        return given
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *given]


def test_the_wheel_holds_what_the_product_reads_at_run_time(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "backend/migrations/script.py.mako",
        "backend/migrations/env.py",
        "ui_templates/layouts/base.html",
        "ui_templates/static/diapason.css",
        "ui_templates/locale/fr/web.po",
        "schema/schema.graphql",
    ):
        assert needed in names
    assert any(name.startswith("backend/migrations/versions/0001_") for name in names)
    assert not any(name.startswith(("tests/", ".venv/")) for name in names)


@pytest.fixture(scope="module")
def empty(shelf: Path) -> Path:
    """An empty folder that belongs to the stranger."""
    folder = shelf / "empty"
    folder.mkdir()
    if os.getuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def strangers(installed: Path, empty: Path) -> dict[str, str]:
    """The stranger's environment: production settings, and nothing else of this one."""
    return {"PATH": f"{installed}:/usr/bin:/bin", "HOME": str(empty), "LANG": "C.UTF-8", **SETTINGS}


@pytest.fixture(scope="module")
def migrated(installed: Path, empty: Path) -> Path:
    """The folder, once the stranger has made the database in it."""
    environment = strangers(installed, empty)
    subprocess.run(as_nobody("diapason", "migrate"), cwd=empty, env=environment, check=True)
    return empty


async def test_a_stranger_serves_the_installed_wheel_from_an_empty_folder(
    installed: Path, migrated: Path
) -> None:
    assert (migrated / "var" / "diapason.db").stat().st_size > 0
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *as_nobody("diapason", "serve", "--port", str(port)),
        cwd=migrated,
        env=strangers(installed, migrated),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(240), httpx2.AsyncClient(timeout=30) as client:
            while True:
                try:
                    health = await client.get(f"http://127.0.0.1:{port}/healthz")
                    break
                except httpx2.TransportError:
                    assert process.returncode is None
                    await asyncio.sleep(0.1)
            styles = await client.get(f"http://127.0.0.1:{port}/static/diapason.css")
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 60)
    assert (health.status_code, health.text) == (200, "ok")
    assert "server" not in health.headers
    assert styles.status_code == 200
