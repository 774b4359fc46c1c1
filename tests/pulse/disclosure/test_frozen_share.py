"""The frozen share that docs/anonymity.md gives is the one the rule has."""

from pathlib import Path

from tests.pulse.disclosure.frozen_share import frozen_share, table


def test_the_table_of_the_anonymity_page_is_computed() -> None:
    assert table() in Path("docs/anonymity.md").read_text(encoding="utf-8")


def test_a_unit_in_which_everybody_always_answers_is_never_frozen() -> None:
    assert frozen_share(20, 100) == 0
