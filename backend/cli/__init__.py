"""The command line: one file per command. Each imports what it needs inside, so that help comes at once.

Exit codes, for scripts: 0 done, 1 some rows refused or some checks failed, 2 nothing done.
"""

import typer

from backend.cli import (
    appoint,
    check,
    demo,
    digest,
    doctor,
    importing,
    match,
    migrate,
    rewrap,
    schema,
    score,
    seed,
    serve,
    survey_file,
    token,
    worker,
)
from backend.core.garbage import look_seldom

app = typer.Typer(
    name="diapason",
    help="Diapason listens to a company's people, and answers.\n\nStart with `diapason demo`; in production, "
    "with `diapason doctor`. Settings come from DIAPASON_* variables and the file .env.",
    epilog="Exit codes: 0 done, 1 some rows refused or checks failed, 2 nothing done.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    demo.demo,
    serve.serve,
    worker.worker,
    migrate.migrate,
    seed.seed,
    schema.schema,
    check.check,
    doctor.doctor,
    appoint.appoint,
    rewrap.rewrap,
    match.match,
    score.score,
):
    app.command()(command)
importing.app.command()(survey_file.survey)
app.add_typer(importing.app, name="import")
app.add_typer(token.app, name="token")
app.add_typer(digest.app, name="digest")


def main() -> None:
    """The `diapason` command."""
    look_seldom()
    app()
