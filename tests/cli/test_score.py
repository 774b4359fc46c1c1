"""`diapason score`: any survey file under the rules of a release, with no database and no secret."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Ended, diapason

MIXED = (10, 9, 8, 7, 6, 3)


def scored(file: Path, *more: str) -> Ended:
    return diapason("score", str(file), "--score", "note", "--unit", "team", *more, database_url="none://")


def written(folder: Path, units: dict[str, int], scores: tuple[int, ...] = MIXED) -> Path:
    """A file in which so many of each unit answered, of different minds."""
    file = folder / "answers.csv"
    lines = [f"{unit},{scores[n % len(scores)]}" for unit, people in units.items() for n in range(people)]
    file.write_text("\n".join(["team,note", *lines]), encoding="utf-8")
    return file


def said(file: Path, *more: str) -> dict[str, Any]:
    ended = scored(file, "--json", *more)
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def shown(found: dict[str, Any]) -> list[str]:
    return [unit["unit"] for unit in found["units"] if unit["shown"]]


def test_the_answer_has_these_figures_and_nothing_else(tmp_path: Path) -> None:
    found = said(written(tmp_path, {"Lyon": 30, "Brest": 24, "Lille": 18}))
    assert list(found) == ["responses", "blank", "scale", "nps", "interval", "units"]
    assert (found["responses"], found["blank"], found["scale"], found["nps"]) == (72, 0, "0-10", 0)
    brest, lille, lyon = found["units"]
    assert list(brest) == [
        "unit",
        "shown",
        "coarsened",
        "responses",
        "responsesRange",
        "nps",
        "interval",
    ]
    assert (lyon["responses"], lyon["responsesRange"], lyon["nps"]) == (30, None, 0)
    assert (lille["responses"], lille["responsesRange"]) == (None, "10–19")
    assert lille["interval"][0] < lille["nps"] < lille["interval"][1]


def test_sales_and_technology_hide_each_other(tmp_path: Path) -> None:
    found = said(written(tmp_path, {"Sales": 4, "Technology": 9}))
    assert shown(found) == []
    for unit in found["units"]:
        told = {name: value for name, value in unit.items() if name not in ("unit", "shown")}
        assert set(told.values()) == {None}
    assert found["responses"] is None


def test_the_two_large_teams_are_shown_and_the_rest_hides_together(tmp_path: Path) -> None:
    found = said(written(tmp_path, {"A": 8, "B": 7, "C": 2, "D": 5, "E": 1}))
    assert shown(found) == ["A", "B"]


def test_a_blank_is_no_opinion_and_no_cell_of_its_own(tmp_path: Path) -> None:
    file = written(tmp_path, {"Lyon": 8, "Brest": 8})
    blanks = "\n".join(["", "Lyon,", "Brest,NA", "Lille, ", "Lille,n/a"])
    file.write_text(file.read_text(encoding="utf-8") + blanks, encoding="utf-8")
    found = said(file)
    assert found["blank"] == 4
    assert shown(found) == ["Brest", "Lyon"]
    assert [unit["unit"] for unit in found["units"]] == ["Brest", "Lille", "Lyon"]


def test_under_five_in_all_nothing_is_shown(tmp_path: Path) -> None:
    found = said(written(tmp_path, {"Lyon": 4}))
    assert (found["nps"], found["interval"], found["responses"], shown(found)) == (None, None, None, [])


def test_a_small_team_of_one_mind_is_hidden_and_a_large_one_stops_short(tmp_path: Path) -> None:
    small = said(written(tmp_path, {"Lyon": 12, "Brest": 40}, (9, 9, 9, 9, 2)))
    assert "Lyon" not in shown(small)
    large = said(written(tmp_path, {"Lyon": 40, "Brest": 40}, (10,)))
    assert [unit["nps"] for unit in large["units"]] == [95, 95]
    assert [unit["coarsened"] for unit in large["units"]] == [True, True]


def test_rows_of_no_unit_are_a_unit_without_a_name(tmp_path: Path) -> None:
    found = said(written(tmp_path, {"Lyon": 12, "": 12}))
    assert [(unit["unit"], unit["shown"]) for unit in found["units"]] == [("", True), ("Lyon", True)]
    hidden = said(written(tmp_path, {"Lyon": 12, "": 2}))
    assert shown(hidden) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_every_office_are_read(tmp_path: Path, encoding: str, separator: str) -> None:
    file = tmp_path / "answers.csv"
    lines = [["date", "équipe", "note"], *(["2026-01-05", "Métropole", f"{n % 11},0"] for n in range(22))]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    file.write_bytes(text.encode(encoding))
    ended = diapason("score", str(file), "--score", "note", "--unit", "équipe", "--json")
    assert ended.code == 0, ended.err
    found = json.loads(ended.out)
    assert [unit["unit"] for unit in found["units"]] == ["Métropole"]
    assert found["responses"] == 22


def test_each_scale_refuses_what_is_outside_it_by_line(tmp_path: Path) -> None:
    file = written(tmp_path, {"Lyon": 24})
    file.write_text(file.read_text(encoding="utf-8") + "\nLyon,0\nLyon,11\nLyon,8.5\nLyon,dix\nLyon", "utf-8")
    colleagues, customers = (scored(file, "--json", "--scale", scale) for scale in ("0-10", "1-10"))
    assert (colleagues.code, customers.code) == (1, 1)
    assert [line.split(",")[0] for line in colleagues.err.splitlines()] == [
        "Line 27",
        "Line 28",
        "Line 29",
        "Line 30",
    ]
    assert customers.err.startswith("Line 26, note: it must be a whole number from 1 to 10.\n")
    assert json.loads(colleagues.out)["responses"] == 25
    assert json.loads(customers.out)["responses"] == 24


def test_comments_are_read_from_ten_answers_on(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    units = {"Lyon": 14, "Brest": 6, "Lille": 7, "Nancy": 11}
    lines = [f"{unit},{MIXED[n % 6]},{unit} {n}" for unit, people in units.items() for n in range(people)]
    file.write_text("\n".join(["team,note,words", *lines]), encoding="utf-8")
    found = said(file, "--comment", "words")
    told = {one["text"].split()[0]: one["unit"] for one in found["comments"]}
    assert told == {"Lyon": "Lyon", "Nancy": "Nancy", "Brest": None, "Lille": None}
    assert [one["text"] for one in found["comments"]] != [line.rsplit(",", 1)[1] for line in lines]
    few = written(tmp_path, {"Lyon": 9})
    assert said(few, "--comment", "note")["comments"] == []


def test_whoever_left_everything_blank_did_not_answer_and_covers_nobody_who_wrote(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    others = [f"{unit},{MIXED[n % 6]},{unit} {n}" for unit in ("Lyon", "Nancy") for n in range(14)]
    file.write_text(
        "\n".join(["team,note,words", *others, *["Brest,,"] * 9, "Brest,,Seul"]), encoding="utf-8"
    )
    found = said(file, "--comment", "words")
    assert found["blank"] == 10
    assert "Seul" in {one["text"] for one in found["comments"]}
    assert "Brest" not in {one["unit"] for one in found["comments"]}
    blank = written(tmp_path, {"Lyon": 1})
    blank.write_text(
        "\n".join(["team,note,words", *["Lyon,, ", "Lyon,,N/A"] * 5, "Lyon,,Seul"]), encoding="utf-8"
    )
    assert said(blank, "--comment", "words")["comments"] == []


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    for content in (b"", b"team,grade\nLyon,9\n", b"team,note,note\nLyon,9,9\n", b'team,note\n"Lyon,9\n'):
        file.write_bytes(content)
        ended = scored(file, "--json")
        assert (ended.code, ended.out) == (2, ""), content
        assert len(ended.err.splitlines()) == 1
    assert scored(written(tmp_path, {"Lyon": 9}), "--scale", "1-5").code == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n\n", "Line 1: the file has no header."),
        ("team;note\nLyon;9\n".encode("utf-16"), "Line 1: the file is neither UTF-8 nor Windows-1252."),
    ],
)
def test_a_file_that_is_no_table_is_told_as_it_is(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(content)
    ended = scored(file, "--json")
    assert (ended.code, ended.out, ended.err.strip()) == (2, "", why)


def test_it_needs_no_setting_no_database_and_no_folder_of_its_own(tmp_path: Path) -> None:
    file = written(tmp_path, {"Lyon": 24})
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [Path(sys.executable).with_name("diapason"), "score", file, "--score", "note", "--unit", "team"]
    ended = subprocess.run(command, cwd=empty, env={}, capture_output=True, text=True, check=True)
    assert ended.stdout.startswith("Everybody")
    assert list(empty.iterdir()) == []


def test_a_header_alone_shows_nothing(tmp_path: Path) -> None:
    found = said(written(tmp_path, {}))
    assert found == {
        "responses": None,
        "blank": 0,
        "scale": "0-10",
        "nps": None,
        "interval": None,
        "units": [],
    }


def test_in_words_for_somebody_who_reads(tmp_path: Path) -> None:
    ended = scored(written(tmp_path, {"Lyon": 24, "Brest": 12, "Nancy": 4, "Lille": 6}))
    assert ended.out.splitlines() == [
        "Everybody  5, between -18 and 27 (46 answers)",
        "Brest      0, between -44 and 44 (10–19 answers)",
        "Lille      not shown",
        "Lyon       0, between -31 and 31 (24 answers)",
        "Nancy      not shown",
        "0 left blank.",
    ]
