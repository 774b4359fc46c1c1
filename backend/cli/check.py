"""`diapason check`: the one list of what the code must satisfy before it is handed in."""

import typer

CHECKS = (
    ("format", "ruff format --check --quiet ."),
    ("lint", "ruff check --quiet --output-format concise ."),
    ("types", "mypy"),
    ("imports", "lint-imports --no-logo --no-cache"),
    ("templates", "djlint --lint --quiet ui_templates"),
    ("catalogues", "python -m backend.core.i18n missing"),
    ("GraphQL SDL", "diapason schema --check"),
    ("migrations", "python -m tests.migrations"),
    ("access matrix", "pytest -n 0 tests/access/test_matrix.py -k every_action"),
    ("Dockerfile", "hadolint Dockerfile"),
    ("compose.yaml", "check-jsonschema --builtin-schema vendor.compose-spec compose.yaml"),
)
"""What is checked, and the command that does it, run in the checkout; silent or not, 0 is well."""

SOME_FAILED = 1


def check() -> None:
    """Check the code: the list behind `make check`.

    Format, lint, types, imports, templates, words, SDL, migrations, rights, images. Every
    check is run, whatever the others say. Ends with 1 when one fails.

    \b
    Examples:
      diapason check
    """
    from backend.settings import ROOT

    if not (ROOT / "pyproject.toml").exists():
        from backend.cli.say import stop

        stop("There is nothing to check here: this is an installed Diapason, not a checkout.")
    failed = [name for name, command in CHECKS if not _passes(name, command)]
    if failed:
        typer.echo(f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}.")
        raise typer.Exit(SOME_FAILED)
    typer.echo(f"All {len(CHECKS)} checks passed.")


def _passes(name: str, command: str) -> bool:
    import os
    import shlex
    import subprocess
    import sys
    import time
    from pathlib import Path

    from backend.settings import ROOT

    beside = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"}
    started = time.monotonic()
    try:
        done = subprocess.run(
            shlex.split(command),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        passed, said = done.returncode == 0, done.stdout
    except FileNotFoundError as error:
        passed, said = False, f"{error.filename} is not installed."
    typer.echo(f"{'✓' if passed else '✗'} {name:<14} {time.monotonic() - started:5.1f} s")
    if not passed:
        typer.echo("\n".join(f"    {line}" for line in said.strip().splitlines()))
    return passed
