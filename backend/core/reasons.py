"""Why a row of a file was refused: English for a script, a reader's own language on a page."""

from typing import Self

from backend.core.i18n import Translator


class Reason(str):
    """An English sentence that the catalogues may word otherwise; `values` stand in its placeholders.

    >>> Reason("there is no “%(name)s”", name="Bretagne")
    'there is no “Bretagne”'
    """

    __slots__ = ("msgid", "values")
    msgid: str
    values: dict[str, object]

    def __new__(cls, msgid: str, **values: object) -> Self:
        made = super().__new__(cls, msgid % values)
        made.msgid, made.values = msgid, values
        return made


def worded(translator: Translator, reason: str) -> str:
    """The reason in the reader's language; as it stands where nobody gave it a wording."""
    if isinstance(reason, Reason):
        return translator.gettext(reason.msgid, **reason.values)
    return reason
