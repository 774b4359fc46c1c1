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
        # As many commas in the header as in the row under it.
        ("Note;Commentaire, libre\n9;Bien, merci\n", ["Note", "Commentaire, libre"], ["9", "Bien, merci"]),
        (
            "Note;Mot, libre, court\n9;Bien, merci, vraiment\n",
            ["Note", "Mot, libre, court"],
            ["9", "Bien, merci, vraiment"],
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


def test_what_fits_the_most_rows_separates_and_a_row_cut_short_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("Note,Mot; libre\n" + "9,Bien; merci\n" + "8,Bien\n" * 9000, encoding="utf-8")
    assert columns_of(open_sheet(file)) == ["Note", "Mot; libre"]
    file.write_text("Note;Mot\n9;" + "Bien, " * 9000 + "\n", encoding="utf-8")
    assert columns_of(open_sheet(file)) == ["Note", "Mot"]


def test_a_file_of_a_header_alone_has_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f'"{SCORE}";Équipe;Date', encoding="utf-8")
    assert columns_of(open_sheet(file)) == [SCORE, "Équipe", "Date"]
