"""`diapason import survey`: the file of any survey tool, looked at first, brought in once."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Ended, diapason

MAPPED = (
    "--score",
    "Note",
    "--given-on",
    "Le",
    "--site",
    "Magasin",
    "--days",
    "dmy",
    "--comment",
    "Pourquoi",
)
HEADER = "Le;Magasin;Agent;Note;Pourquoi\n"
GOOD = "31/03/2026 18:02;BDX;Zoé;9,0;Vite fait\n"


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path / 'diapason.db'}"
    assert diapason("migrate", database_url=url).code == 0
    with sqlite3.connect(tmp_path / "diapason.db") as found:
        found.execute(
            "INSERT INTO site (id, code, name, region, head_office) VALUES (?, 'BDX', 'Bordeaux', '', 0)",
            ["0" * 32],
        )
    return url


def brought_in(database: str, file: Path, *more: str) -> Ended:
    return diapason("import", "survey", str(file), *MAPPED, *more, database_url=database)


def said(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ended.out)
    return found


def test_the_preview_shows_how_each_column_is_read_and_writes_nothing(database: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(HEADER + GOOD, encoding="cp1252")
    ended = brought_in(database, file, "--preview")
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    assert "score" in lines[0]
    assert "from “Note”: 9,0" in lines[0]
    assert "Not read: Agent" in lines
    assert "1 created" in ended.err
    assert said(brought_in(database, file, "--json"))["created"] == 1, "the preview had written nothing"


def test_bad_rows_are_told_by_line_and_column_and_good_ones_kept_once(database: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    bad = "31/02/2026;BDX;;9;\n31/03/2026;BDX;;11;\n31/03/2026;Nulle part;;9;\n31/03/2026;;;9;\n"
    blank = "31/03/2026;BDX;;;\n"
    file.write_text(HEADER + GOOD + bad + blank + GOOD, encoding="utf-8")
    ended = brought_in(database, file, "--json")
    found = said(ended)
    assert (ended.code, found["created"], found["unchanged"]) == (1, 2, 0)
    told = [(one["line"], one["field"]) for one in found["bad"]]
    assert told == [(3, "Le"), (4, "Note"), (5, "Magasin"), (6, "Magasin")]
    assert found["bad"][0]["reason"] == "it must be a date, as 31-03-2026"
    assert found["warnings"] == ["1 rows have no score: they are left out"]
    again = said(brought_in(database, file, "--json"))
    assert (again["created"], again["unchanged"]) == (0, 2)


def test_a_column_that_is_not_there_is_named_with_those_that_are(database: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("Le,Note\n31/03/2026,9\n", encoding="utf-8")
    for more in ((), ("--preview",)):
        ended = brought_in(database, file, *more)
        assert ended.code == 2
        assert "no column is called “Magasin”; the header has Le, Note" in ended.err
