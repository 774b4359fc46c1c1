"""The short code of a date, which its host shows and a visitor types or scans. Pure."""

from uuid import UUID

from backend.core.text import fold

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are read for others: 0 and O, 1, I and L."""
LENGTH = 5


def code_of(slot_id: UUID) -> str:
    """Five characters drawn from the random end of the date's id. It tells dates apart; it is no secret."""
    rest, letters = slot_id.int & (2**62 - 1), []
    for _ in range(LENGTH):
        rest, at = divmod(rest, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def is_code_of(typed: str, slot_id: UUID) -> bool:
    """Whether what was typed is the date's code, however it was typed."""
    return fold(typed).replace(" ", "").replace("-", "") == fold(code_of(slot_id))
