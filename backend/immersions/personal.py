"""What in a text looks like a customer's name or number. It warns, and decides nothing. Pure."""

import re

_TITLE = r"\b(?:M\.|Ms\.?|(?i:Mr\.?|Mme\.?|Mrs\.?|Mlle\.?|Monsieur|Madame|Mademoiselle|Dr\.?))[^\S\n]+"
_TITLED = re.compile(
    _TITLE + r"(?:(?:d[eu]|des|l[ea]|van|von|el|ben)\s+|d[’'])*(?:[A-ZÀ-Þ]\.?\s?)?[A-ZÀ-Þ][\w’'-]+"
)
"""A title, then a name with a capital: « Mme Dupont », « Mme. de La Tour », “Mr J. Smith”."""
_IN_HASTE = re.compile(r"(?:(?<!\w)(\w+)[^\S\n]+)?" + _TITLE + r"([a-zà-ÿ-]{5,})(?![\w’'])")
"""A title and a word without a capital, with the word before them: « chez monsieur lefebvre »."""
_NO_TITLE = frozenset({"le", "la", "les", "ce", "cette", "un", "une", "notre", "votre", "the", "this"})
"""Before « monsieur », what makes of it a man among others."""
_NO_NAME = re.compile(
    r"accepte|appelle|arrive|attend|avant|après|aussi|bonjour|cherche|comme|comprend|croit|demande|depuis"
    r"|donne|encore|entend|essaie|explique|hésite|insiste|jamais|merci|parle|passe|patiente|pense|prend"
    r"|puisque|quand|raconte|rappelle|reçoit|refuse|remercie|reste|revient|seule|seulement|signe|souhaite"
    r"|tient|toujours|toute|trouve|vient|asked|calls|called|never|still|thinks|waited|waits|wants"
    r"|\w+(?:ait|aient|era|ment)"
)
"""What comes after « monsieur » in a sentence about a man."""
_NUMBER = re.compile(r"(?<![\w])\+?\d(?:[ .\u00a0\u202f-]?\d){7,}(?![\w])")
"""Eight digits or more in a row, however they are grouped: a telephone, a contract, a card."""
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?=(?:[A-Z\s]*\d){8})(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)", re.I
)
"""A bank account (ISO 13616), grouped by four or not: « FR76 3000 6000 0112 3456 7890 189 »."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def looks_personal(text: str) -> bool:
    """Whether a text looks as if it named a customer or held their number or address.

    >>> looks_personal("Mme Dupont attend depuis mardi"), looks_personal("Onze minutes, le 12 mars 2026")
    (True, False)
    """
    patterns = (_TITLED, _NUMBER, _IBAN, _ADDRESS)
    return any(pattern.search(text) for pattern in patterns) or _names_in_haste(text)


def _names_in_haste(text: str) -> bool:
    return any(
        (before or "").strip().casefold() not in _NO_TITLE and not _NO_NAME.fullmatch(word)
        for before, word in _IN_HASTE.findall(text)
    )
