"""Help comes at once, and teaches."""

import subprocess
import sys

import pytest

import seeds
from backend.cli import seed
from tests.cli.command import diapason

COMMANDS = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "seed",
    "import people",
    "import sites",
    "import reports",
    "import scores",
    "import survey",
    "token create",
    "token list",
    "token revoke",
    "digest compose",
    "digest send",
    "schema",
    "check",
    "doctor",
    "appoint",
    "rewrap",
    "match",
    "score",
)


def test_help_comes_without_loading_the_product() -> None:
    script = "import sys, backend.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {
        "sqlalchemy",
        "pydantic",
        "starlette",
        "strawberry",
        "uvicorn",
        "babel",
        "rich",
        "ortools",
        "numpy",
    }
    assert heavy.isdisjoint(loaded.stdout.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    help = diapason(*command.split(), "--help")
    assert help.code == 0
    examples = help.out.split("Examples:")[1]
    assert f"diapason {command}" in examples


def test_help_promises_the_companies_that_the_seeds_can_make() -> None:
    assert (seed.LEAST_PEOPLE, seed.MOST_PEOPLE) == (seeds.LEAST_PEOPLE, seeds.MOST_PEOPLE)


def test_an_unknown_command_does_nothing() -> None:
    assert diapason("dance").code == 2
