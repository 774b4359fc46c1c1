"""The command as a person or a script runs it: a process of its own, and only the settings it is given."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

DIAPASON = Path(sys.executable).with_name("diapason")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with these `DIAPASON_*` settings, and no others."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DIAPASON_")}
    return {**kept, **{f"DIAPASON_{key.upper()}": value for key, value in settings.items()}}


def diapason(*arguments: str, **settings: str) -> Ended:
    """Run a command to its end."""
    done = subprocess.run(
        [DIAPASON, *arguments],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
