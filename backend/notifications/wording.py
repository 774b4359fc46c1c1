"""What a notification says, in its reader's words and by their clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from backend.core import i18n
from backend.core.i18n import Translator

AT = "at"
"""What an instant is stored under, where a text is stored under its language."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a notification says before it is worded, and where that is read. `params` are as stored."""

    code: str
    params: Mapping[str, Any]
    href: str


def stored(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as JSON keeps them."""
    return {
        name: {AT: value.isoformat()} if isinstance(value, datetime) else value
        for name, value in params.items()
    }


def headline(translator: Translator, zone: ZoneInfo, code: str, params: Mapping[str, Any]) -> str:
    """The sentence `notice.<code>`."""
    return translator.translations.gettext(f"notice.{code}") % _in_words(translator, zone, params)


def detail(translator: Translator, zone: ZoneInfo, code: str, params: Mapping[str, Any]) -> str:
    """What `notice.<code>.detail` adds to it; nothing where the catalogue has no more to say."""
    key = f"notice.{code}.detail"
    worded = translator.translations.gettext(key)
    return "" if worded == key else worded % _in_words(translator, zone, params)


def _in_words(translator: Translator, zone: ZoneInfo, params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _worded(value, translator.locale, zone) for name, value in params.items()}


def _worded(value: Any, locale: str, zone: ZoneInfo) -> Any:
    if not isinstance(value, Mapping):
        return value
    if AT not in value:
        return value[locale]
    at = datetime.fromisoformat(value[AT])
    return f"{i18n.format_day(at, locale, zone)}, {i18n.format_time(at, locale, zone)}"
