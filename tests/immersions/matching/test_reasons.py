"""Why somebody got what they got: causes found by the run, and their words in French and English."""

from dataclasses import replace

import pytest

from backend.core.i18n import Catalogues, Translator
from backend.immersions.matching import Binding, Cause, Placement, Priority, Problem, Result, Rule, match
from backend.immersions.reason_words import ordinal, reason_in_words
from backend.services import UI
from tests.immersions.matching.problems import plain


@pytest.fixture(scope="module")
def words() -> Catalogues:
    return Catalogues.load(UI / "locale")


def french(words: Catalogues) -> Translator:
    return words.translator("fr")


def of(result: Result, person: str) -> Placement:
    return next(one for one in result.placements if one.person == person)


def told(words: Catalogues, result: Result, person: str, locale: str = "fr") -> str:
    return (
        reason_in_words(words.translator(locale), of(result, person))
        .replace("\u202f", " ")
        .replace("\xa0", " ")
    )


def crowd(number: int, wishes: str) -> dict[str, str]:
    return {f"colleague{one}": wishes for one in range(number)}


def test_karim_reads_that_those_left_out_last_time_came_first(words: Catalogues) -> None:
    wishes = {**crowd(8, "a"), "karim": "ab"}
    before = dict.fromkeys(crowd(8, "a"), Priority.LEFT_OUT)
    result = match(plain(wishes, {"a": 4, "b": 1}, 1, **before))
    assert told(words, result, "karim") == (
        "Vous avez votre 2e vœu. Votre 1er vœu avait 4 places pour 9 personnes ; priorité à celles laissées "
        "de côté la dernière fois ; vous êtes 5e sur sa liste."
    )
    assert told(words, result, "karim", "en") == (
        "You have your 2nd wish. Your 1st wish had 4 places for 9 people; those left out last time came "
        "first; you are 5th on its list."
    )


def test_karim_reads_that_giving_it_would_have_left_a_colleague_with_nothing(words: Catalogues) -> None:
    result = match(plain({"ines": "a", "karim": "ab"}, {"a": 1, "b": 1}))
    assert told(words, result, "karim") == (
        "Vous avez votre 2e vœu. Votre 1er vœu avait 1 place pour 2 personnes ; vous la donner aurait laissé "
        "un collègue sans rien ; vous êtes en tête de sa liste."
    )
    assert told(words, result, "ines") == "Vous avez votre 1er vœu."


def test_solene_reads_that_jobs_far_from_customers_came_first(words: Catalogues) -> None:
    far = Priority.FAR_FROM_CUSTOMERS
    result = match(plain({"ines": "a", "solene": "a"}, {"a": 1}, 1, ines=far))
    [cause] = of(result, "solene").causes
    assert (cause.code, cause.ahead) == (Binding.PRIORITY, far)
    assert "priorité aux métiers éloignés des clients" in told(words, result, "solene")


def test_karim_reads_that_others_would_have_gone_further_from_their_wishes(words: Catalogues) -> None:
    # Giving Karim his first wish would send Inès from her first to her third.
    result = match(plain({"ines": "acb", "yann": "c", "karim": "ab"}, {"a": 1, "b": 2, "c": 1}))
    [cause] = of(result, "karim").causes
    assert cause.code is Binding.RANKS
    assert "aurait éloigné d’autres personnes de leurs vœux" in told(words, result, "karim")


def test_karim_reads_that_a_colleague_would_have_had_nothing_in_his_place(words: Catalogues) -> None:
    # Nobody placed would go further from their wishes: Inès, who ranks it first, would only lose it.
    result = match(plain({"ines": "a", "yann": "b", "karim": "ba"}, {"a": 1, "b": 0}))
    said = told(words, result, "karim")
    assert (
        "la donner aurait laissé un collègue sans rien à votre place, pour des vœux moins bien classés"
        in said
    )
    assert "éloigné" not in said


def test_karim_reads_that_there_was_no_place_at_all(words: Catalogues) -> None:
    result = match(plain({"karim": "ab"}, {"a": 0, "b": 1}))
    assert "Your 1st wish: it had no place;" in told(words, result, "karim", "en")
    assert "Votre 1er vœu : il n’y avait aucune place ;" in told(words, result, "karim")


def test_the_draw_is_named_to_both_when_only_it_decided_and_to_nobody_else(words: Catalogues) -> None:
    result = match(plain({"ines": "a", "karim": "a", "solene": "b"}, {"a": 1, "b": 1}))
    winner, loser = sorted(("ines", "karim"), key=lambda name: of(result, name).slot is None)
    assert told(words, result, winner) == (
        "Vous avez votre 1er vœu. Le tirage au sort a départagé des situations identiques."
    )
    assert "le tirage au sort a départagé" in told(words, result, loser)
    assert told(words, result, "solene") == "Vous avez votre 1er vœu."


def test_a_draw_between_wishes_is_not_a_draw_when_a_class_decided() -> None:
    wishes = {"ines": "a", "karim": "a"}
    result = match(plain(wishes, {"a": 1}, 1, ines=Priority.LEFT_OUT))
    assert not of(result, "ines").drawn
    assert not of(result, "karim").drawn


def test_who_waits_is_ordered_by_class_then_rank_then_the_draw() -> None:
    wishes = {"ines": "a", "karim": "ba", "solene": "a", "helene": "a", "yann": "ba"}
    classes = {"yann": Priority.FAR_FROM_CUSTOMERS, "ines": Priority.LEFT_OUT}
    runs = [match(plain(wishes, {"a": 1, "b": 0}, seed, **classes)) for seed in range(20)]
    orders = {tuple(one.person for one in run.waiting["a"]) for run in runs}
    assert orders == {("yann", "solene", "helene", "karim"), ("yann", "helene", "solene", "karim")}


def test_every_code_is_worded_in_both_languages(words: Catalogues) -> None:
    for locale in ("fr", "en"):
        known = words.translator(locale).translations.gettext
        for rule in Rule:
            assert known(f"enum.rule.{rule.value}") != f"enum.rule.{rule.value}"
        for code in Binding:
            ahead = list(Priority)[:2] if code is Binding.PRIORITY else [None]
            for one in ahead:
                placement = match(Problem((), (), 1, pins={})).placements
                assert placement == ()
                cause = Cause("a", 3, code, 4, 11, 3, one)
                said = reason_in_words(words.translator(locale), stub(cause))
                assert "enum." not in said


def stub(cause: Cause) -> Placement:
    result = match(plain({"ines": "a"}, {"a": 0}))
    return replace(result.placements[0], causes=(cause,))


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(1, "1er", "1st"), (2, "2e", "2nd"), (3, "3e", "3rd"), (12, "12e", "12th")],
)
def test_ordinals(number: int, french: str, english: str) -> None:
    assert (ordinal("fr", number), ordinal("en", number)) == (french, english)
