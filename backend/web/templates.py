"""The template engine: one Jinja environment, and what every template may use."""

from datetime import date, datetime, time
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backend.core import i18n, markdown
from backend.services import UI
from backend.web.assets import Htmx, static
from backend.web.drawing import Reading, fragment, icon, icon_symbols, idempotency_key, reading_now

TONES = ("petrol", "laiton", "coeur", "vert")
SHARED_FOLDERS = ("layouts", "components", "errors")


class Templates:
    """Renders the templates of ui_templates in a reader's language and time zone."""

    def __init__(self, settings_htmx_url: str | None, catalogues: i18n.Catalogues) -> None:
        self.htmx = Htmx.at(settings_htmx_url)
        self._catalogues = catalogues
        self._environment = _environment(self.htmx)

    def get_ready(self) -> None:
        """Compile what every page and every refusal is made of, so that no reader waits for it."""
        shared = self._environment.list_templates(
            filter_func=lambda name: name.partition("/")[0] in SHARED_FOLDERS
        )
        for name in shared:
            self._environment.get_template(name)

    def render(self, name: str, *, locale: str, time_zone: str, now: datetime, **context: object) -> str:
        """Return template `name` as HTML. A name that the context lacks raises UndefinedError.

        When `partial` is true, a page is reduced to its title and content, icons are drawn in place, and
        `announce` is added for the toasts and the live region that the page already holds.
        """
        given = {"announce": None, "theme": None, "partial": False, **context, "locale": locale, "now": now}
        partial, announce = bool(given["partial"]), given["announce"]
        reading = Reading(self._catalogues.translator(locale), ZoneInfo(time_zone), now, partial)
        token = reading_now.set(reading)
        try:
            html = self._environment.get_template(name).render(given)
            if partial and announce:
                html += self._environment.get_template("components/_said.html").render(words=announce)
            return html
        finally:
            reading_now.reset(token)


def initials(name: str) -> str:
    """Return the first letters of the first two words of a name: « TL » for Thomas Le Goff."""
    return "".join(word[0] for word in name.replace("-", " ").split()[:2]).upper()


def tone_of(name: str) -> str:
    """Return the avatar tone of a person, always the same for the same name."""
    return TONES[sum(name.encode()) % len(TONES)]


def nb(text: str) -> str:
    """Set French spaces in text or in markup, and keep markup as markup."""
    return Markup(i18n.nb(str(text))) if isinstance(text, Markup) else i18n.nb(text)


def _day(value: date) -> str:
    return i18n.format_day(value, *reading_now.get().place, now=reading_now.get().now)


def _relative_day(value: date) -> str:
    return i18n.relative_day(value, *reading_now.get().place, now=reading_now.get().now)


def _past_day(value: date) -> str:
    return i18n.past_day(value, *reading_now.get().place, now=reading_now.get().now)


def _date(value: date) -> str:
    return i18n.format_date(value, *reading_now.get().place)


def _time(value: time | datetime) -> str:
    return i18n.format_time(value, *reading_now.get().place)


def _datetime(value: datetime) -> str:
    return i18n.format_datetime(value, *reading_now.get().place)


def _number(value: float) -> str:
    return i18n.format_number(value, reading_now.get().translator.locale)


def _month(value: date) -> str:
    return i18n.format_month(value, reading_now.get().translator.locale)


def _iso(value: date) -> str:
    return value.isoformat()


def _markdown(text: str) -> Markup:
    return Markup(markdown.to_html(text))


@cache
def _environment(htmx: Htmx) -> Environment:
    """One for the whole process, as it compiles every template once."""
    environment = Environment(
        loader=FileSystemLoader(UI),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    # The extension adds this method at run time, where the type checker cannot see it.
    cast(Any, environment).install_gettext_callables(
        lambda message: reading_now.get().translator.translations.gettext(message),
        lambda one, many, n: reading_now.get().translator.translations.ngettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, message: reading_now.get().translator.translations.pgettext(
            context, message
        ),
    )
    environment.globals |= {
        "fragment": fragment,
        "htmx": htmx,
        "icon": icon,
        "icon_symbols": icon_symbols,
        "idempotency_key": idempotency_key,
        "static": static,
        "tone_of": tone_of,
    }
    environment.filters |= {
        "beginning": markdown.beginning,
        "date": _date,
        "datetime": _datetime,
        "day": _day,
        "initials": initials,
        "iso": _iso,
        "markdown": _markdown,
        "month": _month,
        "nb": nb,
        "number": _number,
        "past_day": _past_day,
        "relative_day": _relative_day,
        "time": _time,
    }
    return environment
