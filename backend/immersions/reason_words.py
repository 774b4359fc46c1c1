"""A placement's reason, from codes and facts to a reader's words."""

from backend.core.i18n import Translator
from backend.immersions.matching import Binding, Cause, Outcome, Placement


def reason_in_words(translator: Translator, placement: Placement) -> str:
    """What the person got, then why not each better wish, in the language of `translator`."""
    said = [_got(translator, placement)]
    if placement.drawn and all(cause.code is not Binding.DRAW for cause in placement.causes):
        said.append(translator.gettext("The draw decided between equal situations."))
    said += [cause_in_words(translator, cause) for cause in placement.causes]
    return " ".join(said)


def cause_in_words(translator: Translator, cause: Cause) -> str:
    """Why one better wish was not given: its places, what decided, the place in its list."""
    wish = ordinal(translator.locale, cause.rank)
    why = translator.gettext(_code(cause))
    if isinstance(cause.code, Binding):
        facts = translator.gettext(
            "Your %(wish)s wish had %(places)s for %(people)s; %(why)s",
            wish=wish,
            places=translator.ngettext("%(num)s place", "%(num)s places", cause.places),
            people=translator.ngettext("%(num)s person", "%(num)s people", cause.wanted_by),
            why=why,
        )
    else:
        facts = translator.gettext("Your %(wish)s wish: %(why)s", wish=wish, why=why)
    if cause.position is None:
        return f"{facts}."
    if cause.position == 1:
        return translator.gettext("%(facts)s; you are first on its list.", facts=facts)
    position = ordinal(translator.locale, cause.position)
    return translator.gettext("%(facts)s; you are %(position)s on its list.", facts=facts, position=position)


def ordinal(locale: str, number: int) -> str:
    """1er, 2e… in French; 1st, 2nd, 3rd, 4th… in English."""
    if locale == "fr":
        return "1er" if number == 1 else f"{number}e"
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _got(translator: Translator, placement: Placement) -> str:
    if placement.outcome in (Outcome.FIRST_WISH, Outcome.LOWER_WISH) and placement.rank is not None:
        wish = ordinal(translator.locale, placement.rank)
        return translator.gettext("You have your %(wish)s wish.", wish=wish)
    return translator.gettext(f"enum.outcome.{placement.outcome.value}")


def _code(cause: Cause) -> str:
    if cause.ahead is not None:
        return f"enum.binding.priority_{cause.ahead.name.lower()}"
    kind = "binding" if isinstance(cause.code, Binding) else "rule"
    return f"enum.{kind}.{cause.code.value}"
