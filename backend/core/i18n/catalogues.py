"""Catalogues: one .po file per noun and language, read at start and merged in memory."""

import gettext
import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Self

from babel.core import negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from backend.core.i18n.typography import nb

LOCALES = ("fr", "en")

_ACCEPTED = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*(?:,|$)")


def negotiate(accept_language: str | None, default: str) -> str:
    """Return the locale of LOCALES that an Accept-Language header (or a single tag) prefers, or `default`."""
    wishes = [(float(weight or 1), tag) for tag, weight in _ACCEPTED.findall((accept_language or "")[:200])]
    preferred = [tag for weight, tag in sorted(wishes, key=lambda wish: -wish[0]) if weight > 0]
    return negotiate_locale(preferred, LOCALES, sep="-") or default


@dataclass(frozen=True)
class Translator:
    """The words of one language for code that writes text outside templates, such as mail subjects."""

    locale: str
    translations: gettext.NullTranslations

    def gettext(self, message: str, **values: object) -> str:
        """Return `message` in the reader's language with `values` in its placeholders."""
        return self.translations.gettext(message) % values

    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> str:
        """Return the form that `n` calls for; `%(num)s` holds `n`."""
        return self.translations.ngettext(singular, plural, n) % {"num": n, **values}

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return `message` as it is said in `context`."""
        return self.translations.pgettext(context, message) % values


@dataclass(frozen=True)
class Catalogues:
    """Every language's words. A msgid with no translation is shown as it is written."""

    by_locale: dict[str, gettext.NullTranslations]

    @classmethod
    @cache
    def load(cls, path: Path) -> Self:
        """Read `path`/<locale>/*.po for every locale, once; French messages get their non-breaking spaces."""
        return cls({locale: _merged(path / locale, locale) for locale in LOCALES})

    def translations(self, locale: str) -> gettext.NullTranslations:
        """Return the gettext translations of `locale`."""
        return self.by_locale[locale]

    def translator(self, locale: str) -> Translator:
        """Return a translator into `locale`."""
        return Translator(locale, self.by_locale[locale])


def read_catalogue(path: Path, locale: str) -> Catalog:
    """Read one .po file; a file that is not well formed raises PoFileError."""
    with path.open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def _merged(folder: Path, locale: str) -> gettext.GNUTranslations:
    merged = Catalog(locale=locale)
    for path in sorted(folder.glob("*.po")):
        for message in read_catalogue(path, locale):
            if message.id and message.string:
                merged.add(message.id, _typeset(message.string, locale), context=message.context)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _typeset(wording: str | list[str] | tuple[str, ...], locale: str) -> str | tuple[str, ...]:
    if locale != "fr":
        return wording if isinstance(wording, str) else tuple(wording)
    return nb(wording) if isinstance(wording, str) else tuple(nb(form) for form in wording)
