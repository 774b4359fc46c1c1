"""What comes back in comments, whatever the endings of words."""

from backend.pulse.terms import Term, terms_of


def test_a_word_counts_once_a_comment_in_the_form_it_is_written_in_most() -> None:
    said = [
        "Les plannings changent trop souvent, le planning du samedi surtout",
        "Le planning arrive trop tard",
        "Planning illisible",
        "La machine à café",
        "Une machine de plus",
    ]
    assert terms_of(said) == [Term("planning", 3)]
    assert terms_of([]) == []


def test_what_stands_before_an_apostrophe_comes_back_nowhere() -> None:
    assert terms_of(["Quelqu’un répond", "quelqu'un d'autre", "Quelqu’un enfin, aujourd’hui"]) == []
