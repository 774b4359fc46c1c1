"""`diapason import survey`: what customers answered to any survey tool, by what its columns are called."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli.importing import File, Json, tell_report

if TYPE_CHECKING:
    from backend.identity import ImportReport
    from backend.pulse import Columns, SurveyPreview
    from backend.settings import Settings


class Days(StrEnum):
    """How the file writes days."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def survey(
    file: File,
    score: Annotated[
        str, typer.Option(help="The column of scores, from 1 to 10; an empty cell is passed over.")
    ],
    given_on: Annotated[str, typer.Option(help="The column of days; a time after the day is dropped.")],
    unit: Annotated[str, typer.Option(help="The column of units: names, or paths.")] = "",
    site: Annotated[str, typer.Option(help="The column of sites: their codes.")] = "",
    reference: Annotated[
        str, typer.Option(help="The column that names each answer; without one, its cells do.")
    ] = "",
    step: Annotated[str, typer.Option(help="The column of journey steps.")] = "",
    channel: Annotated[str, typer.Option(help="The column of channels.")] = "",
    reason: Annotated[str, typer.Option(help="The column of reasons.")] = "",
    solved: Annotated[str, typer.Option(help="The column of “solved at first contact”: yes or no.")] = "",
    comment: Annotated[str, typer.Option(help="The column of what customers wrote.")] = "",
    days: Annotated[
        Days, typer.Option(help="2026-03-31 is ymd, 31/03/2026 is dmy, 03/31/2026 is mdy.")
    ] = Days.YEAR_FIRST,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show how it would be read; write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring in what customers answered to any survey tool: say which column is what.

    Look first with --preview. Every answer needs a unit or a site. Good rows are kept, bad ones reported by
    line; safe to repeat. The file is UTF-8 or Windows-1252, its cells separated by commas, semicolons or
    tabs, its columns in any order.

    \b
    Examples:
      diapason import survey calls.csv --score Note --given-on Date --unit Boutique --days dmy --preview
      diapason import survey calls.csv --score Note --given-on Date --unit Boutique --days dmy
      diapason import survey calls.csv --score nps --given-on at --site code --reference id --json
    """
    from backend.cli.say import run, settings_or_stop, stop
    from backend.identity import UnreadableSheet
    from backend.pulse import Columns, DayOrder, preview_survey

    columns = Columns(
        score=score,
        given_on=given_on,
        unit=unit,
        site_code=site,
        reference=reference,
        step=step,
        channel=channel,
        reason=reason,
        solved=solved,
        verbatim=comment,
        days=DayOrder(days),
    )
    if preview and not as_json:
        try:
            _tell_preview(preview_survey(file, columns), columns)
        except UnreadableSheet as fault:
            stop(f"Line {fault.line}: {fault.reason}.")
    tell_report(run(_write(settings_or_stop(), file, columns, preview=preview)), as_json=as_json)


async def _write(settings: "Settings", file: Path, columns: "Columns", *, preview: bool) -> "ImportReport":
    from backend import pulse
    from backend.cli.opened import opened
    from backend.cli.say import progress
    from backend.core.actor import SYSTEM

    async with opened(settings) as services, services.database.writing() as session:
        with progress(f"Reading {file.name}") as move:
            report = await pulse.import_survey(session, SYSTEM, file, columns, progress=move)
        if preview:
            await session.rollback()
        else:
            await session.commit()
    return report


def _tell_preview(found: "SurveyPreview", columns: "Columns") -> None:
    width = max(map(len, found.values))
    for name, column in columns.named.items():
        typer.echo(f"{name:<{width}}  from “{column}”: {', '.join(found.values[name])}")
    if found.left_out:
        typer.echo(f"Not read: {', '.join(found.left_out)}")
    typer.echo("Nothing is written. Brought in, this file would give:")
