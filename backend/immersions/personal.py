"""What in a text looks like a customer's name or number. It warns, and decides nothing. Pure."""

import re

_TITLED = re.compile(
    r"\b(?:M\.|Mr\.?|Mme|Mrs\.?|Mlle|Ms\.?|Monsieur|Madame|Dr\.?)\s+(?:[A-ZÀ-Þ]\.?\s?)?[A-ZÀ-Þ][\w’'-]+"
)
"""A title, then a name with a capital: « Mme Dupont », “Mr J. Smith”."""
_NUMBER = re.compile(r"(?<![\w])\+?\d(?:[ .\u00a0\u202f-]?\d){7,}(?![\w])")
"""Eight digits or more in a row, however they are grouped: a telephone, a contract, a card."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def looks_personal(text: str) -> bool:
    """Whether a text looks as if it named a customer or held their number or address.

    >>> looks_personal("Mme Dupont attend depuis mardi"), looks_personal("Onze minutes, le 12 mars 2026")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_TITLED, _NUMBER, _ADDRESS))
