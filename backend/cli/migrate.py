"""`diapason migrate`: the database's shape."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.settings import Settings


def migrate(
    to: Annotated[str, typer.Option(help="The version to reach: a number such as 0001.", metavar="REV")] = "",
    down: Annotated[
        bool, typer.Option("--down", help="Go down: one step, or to the version of --to.")
    ] = False,
    draft: Annotated[
        str,
        typer.Option(help="Write the next step from the models, named by this sentence.", metavar="SENTENCE"),
    ] = "",
) -> None:
    """Bring the database to this program's version.

    Safe to repeat; all the steps are kept, or none.

    \b
    Examples:
      diapason migrate
      diapason migrate --down --to 0003
      diapason migrate --draft "Circles remember their season"
    """
    from backend.cli.say import run, settings_or_stop

    if draft:
        _draft(draft)
    else:
        run(_migrate(settings_or_stop(), to, down))


async def _migrate(settings: "Settings", to: str, down: bool) -> None:
    from alembic.util import CommandError

    from backend import migrations
    from backend.cli.say import stop, tell
    from backend.core.db import Database

    database = Database(settings.database)
    try:
        before = await migrations.revision_of(database)
        if down:
            await migrations.downgrade(database, to or "-1")
        else:
            await migrations.upgrade(database, to or "head")
        after = await migrations.revision_of(database)
    except CommandError as error:
        stop(f"{error}.")
    finally:
        await database.close()
    if before == after:
        tell(f"The database was at version {after or 'zero'} already.")
    else:
        tell(f"The database went from version {before or 'zero'} to {after or 'zero'}.")


def _draft(sentence: str) -> None:
    import subprocess
    import sys

    from backend import migrations
    from backend.cli.say import run, stop, tell

    path = run(migrations.draft(sentence))
    if path is None:
        stop("The steps and the models agree: there is nothing to write.")
    for tidy in (("format",), ("check", "--select=I", "--fix")):
        subprocess.run([sys.executable, "-m", "ruff", *tidy, "--quiet", str(path)], check=False)
    tell("Read it before you trust it:")
    typer.echo(path)
