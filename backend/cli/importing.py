"""`diapason import`: people, sites, reports, customers' scores and surveys from the company's files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backend.identity import ImportReport
    from backend.settings import Settings

app = typer.Typer(
    help="Bring people, sites, reports, customers' scores and surveys in from CSV files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[Path, typer.Argument(help="The CSV file.", exists=True, dir_okay=False, readable=True)]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command()
def people(file: File, as_json: Json = False) -> None:
    """Create, update and deactivate people.

    The file is UTF-8 or Windows-1252, its cells separated by commas, semicolons or tabs. Good rows are
    kept, bad ones reported; safe to repeat.
    Whoever is absent from the file is never touched: a leaver has the status `inactive`.

    \b
    The header:
      external_id,email,given_name,family_name,locale,job_family,site_code,site_name,
      region,unit_path,manager_external_id,status
      and, if you have them, unit_head,customer_facing,time_zone
    Examples:
      diapason import people people.csv
      diapason import people people.csv --json > report.json
    """
    _import(file, "people", as_json)


@app.command()
def sites(file: File, as_json: Json = False) -> None:
    """Place sites on the map.

    \b
    The header:
      site_code,latitude,longitude,head_office
    Examples:
      diapason import sites sites.csv
    """
    _import(file, "sites", as_json)


@app.command()
def reports(file: File, as_json: Json = False) -> None:
    """Bring in reports from another tool.

    Safe to repeat: a report that is here already, by its external_reference, stays as it has become.
    Without an author_email a report is anonymous.

    \b
    The header:
      title,body,kind,created_at,author_email,status,external_reference
    Kinds: bug, idea, simplification, good_practice, working_conditions, irritant.
    Statuses: received, in_review, accepted, in_progress, delivered, declined.
    Examples:
      diapason import reports reports.csv
      diapason import reports reports.csv --json > report.json
    """
    _import(file, "reports", as_json)


@app.command()
def scores(file: File, as_json: Json = False) -> None:
    """Bring in what customers scored, from 1 to 10, of a unit or a site.

    Safe to repeat: a score that is here already, by its reference, stays as it is.

    \b
    The header:
      reference,given_on,unit,site_code,step,score,channel,reason,solved
      and, if you have it, verbatim
    A unit is a name or a path (Company/Region/Shop); a step, a name too, or
    Journey/Step where several journeys have it.
    Examples:
      diapason import scores scores.csv
      diapason import scores scores.csv --json > report.json
    """
    _import(file, "scores", as_json)


def _import(file: Path, what: str, as_json: bool) -> None:
    from backend.cli.say import run, settings_or_stop

    tell_report(run(_write(settings_or_stop(), file, what)), as_json=as_json)


def tell_report(report: "ImportReport", *, as_json: bool) -> None:
    """Tell what an import did, and end with the code that says it."""
    from backend.cli.say import NOTHING_DONE, SOME_REFUSED, answer, tell

    if as_json:
        answer(report.as_json())
    else:
        for warning in report.warnings:
            tell(f"Warning: {warning}")
        for bad in report.bad:
            tell(f"Line {bad.line}, {bad.field}: {bad.reason}")
        tell(
            f"{report.created} created, {report.updated} updated, {report.deactivated} deactivated, "
            f"{report.unchanged} unchanged, {len(report.bad)} refused."
        )
    if report.bad:
        raise typer.Exit(SOME_REFUSED if report.kept else NOTHING_DONE)


async def _write(settings: "Settings", file: Path, what: str) -> "ImportReport":
    from backend import identity, pulse, reports
    from backend.cli.opened import opened
    from backend.cli.say import progress
    from backend.core.actor import SYSTEM

    verbs = {
        "people": identity.import_people,
        "sites": identity.import_sites,
        "reports": reports.import_reports,
        "scores": pulse.import_customer_scores,
    }
    async with opened(settings) as services, services.database.writing() as session:
        with progress(f"Reading {file.name}") as move:
            report = await verbs[what](session, SYSTEM, file, progress=move)
        await session.commit()
    return report
