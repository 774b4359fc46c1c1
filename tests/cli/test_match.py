"""`diapason match`: an edition's matching on a file, with no database and no secret."""

import json
from pathlib import Path

from tests.cli.command import Ended, diapason
from tests.immersions.matching.test_files import SKEWED

PLACES = ",".join(["20"] * 24)


def matched(file: Path, places: str, *more: str) -> Ended:
    return diapason("match", str(file), "--places", places, "--seed", "7", *more, database_url="none://")


def test_the_answer_has_these_figures_and_nothing_else() -> None:
    ended = matched(SKEWED, PLACES, "--json")
    assert ended.code == 0, ended.err
    said = json.loads(ended.out)
    assert list(said) == ["people", "placed", "unplaced", "byRank", "cost", "seed"]
    assert said["people"] == said["placed"] + said["unplaced"] == 600
    assert len(said["byRank"]) == 5
    assert sum(said["byRank"]) == said["placed"]
    assert said["cost"] == sum(rank * number for rank, number in enumerate(said["byRank"]))
    assert said["seed"] == 7


def test_the_same_file_and_seed_answer_the_same_bytes() -> None:
    first, again = (matched(SKEWED, PLACES, "--json", "--placements") for _ in range(2))
    assert first.out == again.out
    assert str(SKEWED.parent) not in first.out


def test_placements_say_who_got_what_and_why(tmp_path: Path) -> None:
    file = tmp_path / "wishes.csv"
    file.write_text("person,wish1,wish2\nInès,1,2\nKarim,1\nYann,\n", encoding="utf-8")
    said = json.loads(matched(file, "1,1", "--json", "--placements").out)
    assert said["placements"] == [
        {
            "person": "Inès",
            "wish": 2,
            "rank": 2,
            "reason": "You have your 2nd wish. Your 1st wish had 1 place for 2 people; giving it to you "
            "would have left a colleague with nothing; you are first on its list.",
        },
        {"person": "Karim", "wish": 1, "rank": 1, "reason": "You have your 1st wish."},
        {"person": "Yann", "wish": None, "rank": None, "reason": "You had made no wish."},
    ]


def test_fewer_wishes_may_count(tmp_path: Path) -> None:
    file = tmp_path / "wishes.soi"
    file.write_text("2: 1,2\n", encoding="utf-8")
    assert json.loads(matched(file, "1,1", "--json").out)["placed"] == 2
    said = json.loads(matched(file, "1,1", "--json", "--max-wishes", "1").out)
    assert (said["placed"], said["byRank"]) == (1, [1, 0, 0, 0, 0])


def test_the_first_five_distinct_wishes_count_and_no_more_may_be_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "wishes.soi"
    file.write_text("1: 1,1,2,3,4,5,6\n", encoding="utf-8")
    said = json.loads(matched(file, "0,0,0,0,1,1", "--json").out)
    assert (said["placed"], said["byRank"]) == (1, [0, 0, 0, 0, 1])
    assert json.loads(matched(file, "0,0,0,0,0,1", "--json").out)["placed"] == 0
    ended = matched(file, "0,0,0,0,0,1", "--json", "--max-wishes", "6")
    assert (ended.code, ended.out) == (2, "")
    assert "--max-wishes" in ended.err


def test_a_seed_is_not_below_zero(tmp_path: Path) -> None:
    file = tmp_path / "wishes.soi"
    file.write_text("2: 1,2\n", encoding="utf-8")
    ended = matched(file, "1,1", "--json", "--seed", "-3")
    assert (ended.code, ended.out) == (2, "")
    assert "'--seed': Input should be greater than or equal to 0" in ended.err


def test_in_words_for_somebody_who_reads(tmp_path: Path) -> None:
    file = tmp_path / "wishes.soi"
    file.write_text("1: 1,1\n", encoding="utf-8")
    ended = matched(file, "1", "--placements")
    assert ended.out.startswith("1 people: 1 placed, 0 with nothing (seed 7).\n  wish 1: 1\n")
    assert "1: 1. You have your 1st wish." in ended.out
    assert ended.err == "Line 1: alternative 1 is wished twice; the first counts.\n"


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "wishes.soi"
    file.write_text("1: 9\n", encoding="utf-8")
    for places in ("1,2", "1,-2", "many", "9" * 5000):
        ended = matched(file, places)
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.err.splitlines()) == 1
    file.write_bytes(b"1: \xff\n")
    assert matched(file, "1").code == 2
    table = tmp_path / "wishes.csv"
    for wrong, text in ((file, f"{'9' * 11}: 1\n"), (file, f"1: {'9' * 5000}\n"), (table, "Inès;1\n")):
        wrong.write_text(text, encoding="utf-8")
        ended = matched(wrong, "1")
        assert (ended.code, len(ended.err.splitlines())) == (2, 1), ended.err[-300:]
