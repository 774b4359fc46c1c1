"""Help comes at once, and teaches."""

import time

import pytest

from tests.cli.command import diapason

COMMANDS = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "seed",
    "import people",
    "import sites",
    "token create",
    "token list",
    "token revoke",
    "schema",
    "check",
    "doctor",
)


def test_help_comes_in_half_a_second() -> None:
    fastest = 60.0
    for _ in range(3):
        started = time.monotonic()
        assert diapason("--help").code == 0
        fastest = min(fastest, time.monotonic() - started)
    assert fastest < 0.5


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command: str) -> None:
    help = diapason(*command.split(), "--help")
    assert help.code == 0
    examples = help.out.split("Examples:")[1]
    assert f"diapason {command}" in examples


def test_an_unknown_command_does_nothing() -> None:
    assert diapason("dance").code == 2
