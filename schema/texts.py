"""Texts that are written in both languages."""

from collections.abc import Mapping

import strawberry

from backend.core.i18n import LOCALES
from schema.context import Context


@strawberry.type(description="A text in both languages of the product.")
class LocalizedText:
    fr: str
    en: str


@strawberry.input(description="A text in both languages of the product.")
class LocalizedTextInput:
    fr: str
    en: str


def localized(text: Mapping[str, str]) -> LocalizedText:
    """The type of a stored text, empty where a language is missing."""
    return LocalizedText(fr=text.get("fr", ""), en=text.get("en", ""))


def in_both(context: Context, message: str) -> LocalizedText:
    """What the catalogues say, in each language."""
    words = context.services.catalogues
    return LocalizedText(**{locale: words.translator(locale).gettext(message) for locale in LOCALES})
