"""The product's words in French and English, and the way French is typeset."""

from backend.core.i18n.catalogues import LOCALES, Catalogues, Translator, negotiate
from backend.core.i18n.formats import (
    format_date,
    format_datetime,
    format_day,
    format_month,
    format_number,
    format_time,
    past_day,
    relative_day,
)
from backend.core.i18n.typography import nb

__all__ = [
    "LOCALES",
    "Catalogues",
    "Translator",
    "format_date",
    "format_datetime",
    "format_day",
    "format_month",
    "format_number",
    "format_time",
    "nb",
    "negotiate",
    "past_day",
    "relative_day",
]
