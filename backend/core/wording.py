"""Refusals and told sentences in a reader's words; every face words them here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.core.errors import DomainError, InvalidInput
from backend.core.i18n import Translator, format_date


def sentence(translator: Translator, refusal: DomainError) -> str:
    """The catalogue's wording of a refusal."""
    days = {
        k: format_date(v, translator.locale) for k, v in refusal.parameters.items() if isinstance(v, date)
    }
    worded = translator.translations.gettext(f"error.{refusal.wording}")
    return worded % _Plain({**refusal.parameters, **days})


def field_errors(translator: Translator, refusal: DomainError) -> dict[str, str]:
    """One sentence per field at fault: the form's own wording when it has one, else the general one."""
    if not isinstance(refusal, InvalidInput):
        return {refusal.field or "": sentence(translator, refusal)}
    words = translator.translations.gettext
    found = {}
    for name, problem in refusal.problems.items():
        empty = problem.code == "string_too_short" and problem.parameters.get("min_length") == 1
        codes = (
            f"error.{refusal.form}.{name}.{problem.code}",
            f"error.field.{'missing' if empty else problem.code}",
            "error.field.invalid",
        )
        worded = next((w for code in codes if (w := words(code)) != code), codes[-1])
        found[name] = worded % _Plain(problem.parameters)
    return found


def said(translator: Translator, code: str) -> str | None:
    """The sentence `said.<code>`; nothing for a code that is not ours."""
    worded = translator.translations.gettext(f"said.{code}")
    return None if worded == f"said.{code}" else worded


class _Plain(dict[str, Any]):
    """Parameters of a wording; one that is missing shows as nothing rather than failing the answer."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)

    def __missing__(self, key: str) -> str:
        return ""
