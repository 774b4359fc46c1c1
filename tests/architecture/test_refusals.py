"""Every refusal has a code of its own, and words for it in both languages."""

from collections import Counter
from collections.abc import Iterator

import schema
from backend import app
from backend.core.errors import AboutSomebody, Conflict, DomainError, Forbidden, Invalid, InvalidInput
from backend.core.i18n import LOCALES, Catalogues
from backend.services import UI

FAMILIES = {Conflict, Forbidden, Invalid, InvalidInput}
"""What refusals are sorted into; nothing raises a bare family but the page's own guard."""


def refusals(family: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """Every class of refusal that the product defines, once all of it is imported."""
    assert app
    assert schema
    for one in family.__subclasses__():
        if one not in FAMILIES and one.__module__.split(".")[0] in {"backend", "schema"}:
            yield one
        yield from refusals(one)


def test_no_two_refusals_share_a_code() -> None:
    counted = Counter(one.code for one in refusals())
    assert [code for code, times in counted.items() if times > 1] == []


def test_every_refusal_is_worded_in_both_languages() -> None:
    catalogues = Catalogues.load(UI / "locale")
    for locale in LOCALES:
        words = catalogues.translations(locale).gettext
        codes = {f"error.{one.code}" for one in refusals() if not one.__subclasses__()}
        codes |= {f"error.{one.code}.oneself" for one in refusals(AboutSomebody)}
        assert [code for code in sorted(codes) if words(code) == code] == []
