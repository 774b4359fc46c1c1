"""The command as a script runs it, in this process, and with only the settings it is given."""

import os
from dataclasses import dataclass

from typer.testing import CliRunner

from backend.cli import app


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def diapason(*arguments: str, **settings: str) -> Ended:
    """Run a command to its end; a bug in it fails the test."""
    bare = {name: None for name in os.environ if name.startswith("DIAPASON_")}
    given = {f"DIAPASON_{name.upper()}": value for name, value in settings.items()}
    ended = CliRunner().invoke(app, arguments, env={**bare, **given}, catch_exceptions=False)
    return Ended(ended.exit_code, ended.stdout, ended.stderr)
