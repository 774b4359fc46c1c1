"""`diapason seed`: the demo company."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.settings import Settings
    from seeds import SeedReport

PEOPLE = 2400
LEAST_PEOPLE = 240
MOST_PEOPLE = 97_000


def seed(
    people: Annotated[
        int, typer.Option(help="How many colleagues to invent.", min=LEAST_PEOPLE, max=MOST_PEOPLE)
    ] = PEOPLE,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Fill the database with an invented company.

    Safe to run twice. The same number of people always gives the same Télénova, with the
    same cast at @telenova.example.

    \b
    Examples:
      diapason seed
      diapason seed --people 97000
    """
    from dataclasses import asdict

    from backend.cli.say import answer, run, settings_or_stop, stop, tell

    settings = settings_or_stop()
    if settings.mode == "production":
        stop("Télénova is invented: set DIAPASON_MODE=development to write it into this database.")
    report = asdict(run(_seed(settings, people)))
    if as_json:
        answer(report)
    else:
        already = "" if report["changed"] else ": it was already, and nothing has changed"
        tell(f"Télénova is there, with {report['people']} people{already}.")


async def _seed(settings: "Settings", people: int) -> "SeedReport":
    from backend import migrations
    from backend.cli.opened import opened
    from backend.cli.say import progress
    from seeds import seed

    async with opened(settings) as services:
        await migrations.upgrade(services.database)
        with progress("Inventing Télénova") as move:
            return await seed(services, people, move)
