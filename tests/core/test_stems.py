"""Words of reports: stemmed in French and in English, found with or without their accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.stems import MOST, stems_of, weighed, words_in
from backend.core.text import fold
from tests.web.hostile import TEXTS


@pytest.mark.parametrize(
    ("said", "sought"),
    [
        ("réparés", "réparation"),
        ("factures", "facturation"),
        ("récupérer", "recuperer"),
        ("boutiques", "boutique"),
        ("waiting", "waited"),
        ("clients", "client"),
    ],
)
def test_words_of_one_family_meet(said: str, sought: str) -> None:
    assert set(stems_of(said)) & set(stems_of(sought))


def test_little_words_tell_nothing() -> None:
    assert words_in("Il n’y a pas de le la les, et the of") == []


def test_a_title_tells_more_than_a_text() -> None:
    weights = weighed("Facture", [], "comptoir facture")
    assert {weights[stem] for stem in stems_of("facture")} == {3}
    assert {weights[stem] for stem in stems_of("comptoir")} == {1}


@given(st.text(max_size=200))
def test_any_text_has_stems_that_fit(text: str) -> None:
    assert all(0 < len(stem) <= MOST for stems in words_in(text) for stem in stems)


@pytest.mark.parametrize("what", TEXTS)
def test_of_a_text_without_end_only_its_beginning_is_read(what: str) -> None:
    text = TEXTS[what]
    assert stems_of(text) == stems_of(text[:MOST])
    assert words_in(text, most=60) == words_in(text[: 60 * MOST], most=60)


@given(st.text(alphabet="\u0300\u0301\u0323\u0327\u0344"))
def test_a_letter_is_itself_under_any_accents(accents: str) -> None:
    assert fold(f"é{accents}T\u0323{accents}é") == "ete"
