"""`diapason match`: the matching of an edition, on a file, with no database."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from backend.immersions.matching import Result, WishFile

File = Annotated[Path, typer.Argument(help="The wishes.", exists=True, dir_okay=False, readable=True)]


def match(
    file: File,
    places: Annotated[str, typer.Option(help="Places of alternatives 1, 2, 3…, with commas between.")],
    seed: Annotated[int, typer.Option(min=0, help="The seed of the draw between equal situations.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    max_wishes: Annotated[int, typer.Option(min=1, max=5, help="How many of the distinct wishes count.")] = 5,
    placements: Annotated[bool, typer.Option("--placements", help="Say who got what, and why.")] = False,
) -> None:
    """Place people on their wishes, as an edition does: nobody left out needlessly, then the best ranks.

    The file has lines `count: 3,1,2` (`count` people wish for 3, then 1, then 2), or, in CSV,
    `person,wish1,wish2…`. The same file and seed give the same answer, byte for byte.

    \b
    Examples:
      diapason match wishes.soi --places 60,70,80 --seed 7
      diapason match wishes.csv --places 4,4,2 --seed 7 --json --placements
    """
    from backend.cli.say import answer, stop, tell
    from backend.immersions.matching import BadLine, Problem, Slot, match, read_csv, read_soi

    capacities = [part.strip() for part in places.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in capacities):
        stop("--places takes whole numbers with commas between, one for each alternative: 60,70,80.")
    read = read_csv if file.suffix.lower() == ".csv" else read_soi
    try:
        wishes = read(file.read_text(encoding="utf-8-sig"), len(capacities), max_wishes)
    except (BadLine, UnicodeDecodeError) as error:
        stop(str(error))
    for line, wish in wishes.repeats:
        tell(f"Line {line}: alternative {wish} is wished twice; the first counts.")
    slots = (Slot(str(n), str(n), int(number)) for n, number in enumerate(capacities, start=1))
    result = match(Problem(wishes.people, tuple(slots), seed))
    if as_json:
        answer(_answer(wishes, result, placements))
    else:
        _tell(wishes, result, placements)


def _answer(wishes: "WishFile", result: "Result", placements: bool) -> dict[str, Any]:
    placed = sum(result.by_rank)
    said: dict[str, Any] = {
        "people": len(wishes.people),
        "placed": placed,
        "unplaced": len(wishes.people) - placed,
        "byRank": list(result.by_rank),
        "cost": sum(result.objective.ranks),
        "seed": result.seed,
    }
    if placements:
        said["placements"] = _placements(wishes, result)
    return said


def _placements(wishes: "WishFile", result: "Result") -> list[dict[str, Any]]:
    """One for each person of the file, in its order."""
    from backend.core.i18n import Catalogues
    from backend.immersions.reason_words import reason_in_words
    from backend.services import UI

    translator = Catalogues.load(UI / "locale").translator("en")
    of = {one.person: one for one in result.placements}
    return [
        {
            "person": person.key,
            "wish": int(got.offer) if (got := of[person.key]).offer else None,
            "rank": got.rank,
            "reason": reason_in_words(translator, got),
        }
        for person in wishes.people
    ]


def _tell(wishes: "WishFile", result: "Result", placements: bool) -> None:
    said = _answer(wishes, result, placements)
    numbers = f"{said['placed']} placed, {said['unplaced']} with nothing"
    typer.echo(f"{said['people']} people: {numbers} (seed {result.seed}).")
    for rank, number in enumerate(result.by_rank, start=1):
        typer.echo(f"  wish {rank}: {number}")
    for one in said.get("placements", ()):
        typer.echo(f"{one['person']}: {one['wish'] or '–'}. {one['reason']}")
