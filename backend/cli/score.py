"""`diapason score`: the scores of any survey file, under the rules of a release, with no database."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from backend.identity import BadCell, Record
    from backend.pulse.scoring import Row, Score, Scores
    from backend.pulse.statistics import Scale

BLANKS = frozenset({"", "-", "na", "n/a", "nan", "null"})
WHOLE_NUMBER = re.compile(r"([0-9]{1,3})([.,]0+)?")


class ScaleName(StrEnum):
    COLLEAGUES = "0-10"
    CUSTOMERS = "1-10"


File = Annotated[Path, typer.Argument(help="The CSV file.", exists=True, dir_okay=False, readable=True)]


def score(
    file: File,
    score: Annotated[str, typer.Option(help="The column of scores; an empty cell is a blank.")],
    unit: Annotated[str, typer.Option(help="The column of units.")],
    scale: Annotated[ScaleName, typer.Option(help="The scale of the scores.")] = ScaleName.COLLEAGUES,
    comment: Annotated[str, typer.Option(help="A column of comments, to read those that may be.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Show a survey file as Diapason shows a wave: nobody can be unmasked by what comes out.

    Under 5 scores a unit is hidden, and another with it where a subtraction would give it away; figures
    are rounded; counts under 20 are ranges; a small unit that is nearly of one mind is hidden. The file is
    UTF-8 or Windows-1252, its cells separated by commas, semicolons or tabs. Rows that cannot be read are
    reported on standard error and left out.

    \b
    Examples:
      diapason score answers.csv --score recommend --unit team
      diapason score calls.csv --score note --unit shop --scale 1-10 --comment verbatim --json
    """
    from backend.cli.say import SOME_REFUSED, answer, stop, tell
    from backend.identity import UnreadableSheet
    from backend.pulse.scoring import score_file
    from backend.pulse.statistics import COLLEAGUES, CUSTOMERS

    bad: list[BadCell] = []
    ends = COLLEAGUES if scale is ScaleName.COLLEAGUES else CUSTOMERS
    try:
        found = score_file(_rows(file, score, unit, comment, ends, bad), ends)
    except UnreadableSheet as fault:
        stop(f"Line {fault.line}: {fault.reason}.")
    for one in bad:
        tell(f"Line {one.line}, {one.field}: {one.reason}.")
    if as_json:
        answer(_answer(found, scale, with_comments=bool(comment)))
    else:
        _tell(found)
    if bad:
        raise typer.Exit(SOME_REFUSED)


def _rows(
    file: Path, score: str, unit: str, comment: str, scale: "Scale", bad: "list[BadCell]"
) -> "Iterator[Row]":
    from backend.identity import BadCell, any_records, open_sheet
    from backend.pulse.scoring import Row

    wanted = dict.fromkeys([score, unit, *([comment] if comment else [])])
    for record in any_records(open_sheet(file), wanted):
        given = None if record.problem else _typed(record, score)
        if record.problem:
            bad.append(BadCell(record.line, score, record.problem))
        elif given is not None and not scale.low <= given <= scale.high:
            reason = f"it must be a whole number from {scale.low} to {scale.high}"
            bad.append(BadCell(record.line, score, reason))
        else:
            said = record.cells[comment] if comment else ""
            yield Row(record.cells[unit], given, "" if said.lower() in BLANKS else said)


def _typed(record: "Record", score: str) -> int | None:
    """The score typed, None for a blank, −1 for what is no whole number."""
    cell = record.cells[score]
    if cell.lower() in BLANKS:
        return None
    number = WHOLE_NUMBER.fullmatch(cell)
    return int(number[1]) if number else -1


def _answer(found: "Scores", scale: ScaleName, *, with_comments: bool) -> dict[str, Any]:
    said: dict[str, Any] = {
        "responses": found.whole.count.exact if found.whole else None,
        "blank": found.blank,
        "scale": scale.value,
        "nps": found.whole.value if found.whole else None,
        "interval": _interval(found.whole),
        "units": [{"unit": unit, **_unit(one)} for unit, one in found.units.items()],
    }
    if with_comments:
        said["comments"] = [{"unit": unit, "text": text} for unit, text in found.comments]
    return said


def _unit(one: "Score | None") -> dict[str, Any]:
    return {
        "shown": one is not None,
        "coarsened": one.coarsened if one else None,
        "responses": one.count.exact if one else None,
        "responsesRange": _range(one) if one else None,
        "nps": one.value if one else None,
        "interval": _interval(one),
    }


def _range(one: "Score") -> str | None:
    return None if one.count.exact is not None else f"{one.count.min}–{one.count.max}"


def _interval(one: "Score | None") -> list[int] | None:
    return [one.interval.low, one.interval.high] if one else None


def _tell(found: "Scores") -> None:
    width = max([len("Everybody"), *map(len, found.units)])
    for name, one in {"Everybody": found.whole, **found.units}.items():
        typer.echo(f"{name or '(none)':<{width}}  {_in_words(one)}")
    typer.echo(f"{found.blank} left blank.")
    for unit, text in found.comments:
        typer.echo(f"« {text} »{f' {unit}' if unit else ''}")


def _in_words(one: "Score | None") -> str:
    if one is None:
        return "not shown"
    low, high = one.interval.low, one.interval.high
    return f"{one.value}, between {low} and {high} ({_range(one) or one.count.exact} answers)"
