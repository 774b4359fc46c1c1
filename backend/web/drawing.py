"""What one rendering draws for its reader: icons, and fragments that are remembered."""

import json
import secrets
from collections.abc import Hashable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from jinja2.runtime import Macro
from markupsafe import Markup

from backend.core import i18n
from backend.services import UI

MOST_KEPT = 4096
"""Fragments remembered, of about a kilobyte each."""
_ICONS: Mapping[str, str] = json.loads((UI / "components" / "icons.json").read_text(encoding="utf-8"))
_DRAWING = '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>'


@dataclass
class Reading:
    """One rendering: who reads it, when, and the icons drawn so far."""

    translator: i18n.Translator
    zone: ZoneInfo
    now: datetime
    partial: bool
    icons: dict[str, None] = field(default_factory=dict)
    is_kept: bool = False

    @property
    def place(self) -> tuple[str, ZoneInfo]:
        return self.translator.locale, self.zone


# Macros imported from another file do not see the page's variables. Rendering is synchronous, so one
# context variable tells every filter, wherever it is written, for whom the page is rendered.
reading_now: ContextVar[Reading] = ContextVar("reading")


def icon(name: str, size: str = "") -> Markup:
    """Draw a Lucide icon beside a word (`size` is "" or "s"); an unknown name raises KeyError."""
    reading = reading_now.get()
    if not reading.partial:
        reading.icons[name] = None
    return _drawn(name, size, reading.partial)


@cache
def _drawn(name: str, size: str, in_place: bool) -> Markup:
    """A page holds each drawing once; a fragment cannot count on the page having it."""
    path = _ICONS[name] if in_place else f'<use href="#i-{name}"/>'
    return Markup(_DRAWING).format(f" i--{size}" if size else "", Markup(path))


def icon_symbols() -> Markup:
    """Return the drawings of the icons used so far; the layout writes them at the end of the page."""
    symbols = (
        f'<symbol id="i-{n}" viewBox="0 0 24 24">{_ICONS[n]}</symbol>' for n in reading_now.get().icons
    )
    return Markup("").join(Markup(symbol) for symbol in symbols)


def fragment(macro: Macro, *arguments: Hashable) -> Markup:
    """What an imported macro makes of these arguments, remembered: see docs/decisions/0015."""
    reading = reading_now.get()
    today = reading.now.astimezone(reading.zone).date()
    html, icons = _kept(macro, arguments, (*reading.place, today, reading.partial))
    reading.icons.update(dict.fromkeys(icons))
    return html


@lru_cache(maxsize=MOST_KEPT)
def _kept(
    macro: Macro, arguments: tuple[Hashable, ...], _read_by: tuple[Hashable, ...]
) -> tuple[Markup, tuple[str, ...]]:
    """The fragment and its icons; who reads it is part of what it is remembered by."""
    apart = replace(reading_now.get(), icons={}, is_kept=True)
    token = reading_now.set(apart)
    try:
        return Markup(macro(*arguments)), tuple(apart.icons)
    finally:
        reading_now.reset(token)


def idempotency_key() -> str:
    """A key for one form of one page; a fragment that others may be shown must not hold one."""
    assert not reading_now.get().is_kept
    return secrets.token_urlsafe(16)
