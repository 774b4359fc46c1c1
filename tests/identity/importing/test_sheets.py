"""Files of other tools: what separates their cells, whatever the names of their columns hold."""

from pathlib import Path

import pytest

from backend.identity import any_records, columns_of, open_sheet

SCORE = "Note, de 0 à 10, sur votre équipe"


@pytest.mark.parametrize(
    ("text", "names", "cells"),
    [
        (f'"{SCORE}";Équipe\n9;Ventes\n', [SCORE, "Équipe"], ["9", "Ventes"]),
        # A spreadsheet that writes semicolons quotes no comma.
        (f"{SCORE};Équipe\n9;Ventes\n", [SCORE, "Équipe"], ["9", "Ventes"]),
        ('"Note; sur 10","Équipe"\n"9","Ventes; Nord"\n', ["Note; sur 10", "Équipe"], ["9", "Ventes; Nord"]),
        (
            '"Note,\nde 0 à 10";"Votre\néquipe"\n9;Ventes\n',
            ["Note,\nde 0 à 10", "Votre\néquipe"],
            ["9", "Ventes"],
        ),
        (
            '"Note ""juste"", sur 10"\tÉquipe\r\n9\tVentes\r\n',
            ['Note "juste", sur 10', "Équipe"],
            ["9", "Ventes"],
        ),
        (
            "Note,Équipe,Mot\n9,Ventes,Merci; bien\n",
            ["Note", "Équipe", "Mot"],
            ["9", "Ventes", "Merci; bien"],
        ),
    ],
)
def test_a_file_is_cut_where_its_cells_end(
    tmp_path: Path, text: str, names: list[str], cells: list[str]
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8", newline="")
    sheet = open_sheet(file)
    assert columns_of(sheet) == names
    [record] = any_records(sheet, names)
    assert not record.problem
    assert list(record.cells.values()) == cells


def test_a_row_with_a_cell_too_many_does_not_change_what_separates(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("Note;Équipe\n9;Ventes;Nord\n8;Lyon\n", encoding="utf-8")
    sheet = open_sheet(file)
    assert columns_of(sheet) == ["Note", "Équipe"]
    assert [bool(record.problem) for record in any_records(sheet, ["Note"])] == [True, False]


def test_a_file_of_a_header_alone_has_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f'"{SCORE}";Équipe;Date', encoding="utf-8")
    assert columns_of(open_sheet(file)) == [SCORE, "Équipe", "Date"]
