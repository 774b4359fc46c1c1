"""Rule 1: a figure needs 5 answers, comments need 10. The root obeys too."""

from backend.pulse.disclosure.groups import Group, Tally

FIGURES_FLOOR = 5
COMMENTS_FLOOR = 10
"""A survey may ask for more, never for less."""


def below_threshold(tally: Tally, k: int) -> set[Group]:
    """The groups in which fewer than `k` answered; one in which nobody did is among them."""
    return {group for group, people in tally.answers.items() if people < k}
