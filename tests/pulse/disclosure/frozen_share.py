"""How often a unit's last value stays because too few of its answering members changed; exact, not simulated.

Everybody in the unit answers a wave with the same probability, whoever answered the one before. Where the
same people tend to answer, fewer change, and more is frozen.
"""

from math import comb

K = 5
UNITS = (8, 12, 20, 30)
PARTICIPATION = (60, 78, 90)


def frozen_share(unit: int, participation: int, k: int = K) -> int:
    """In percent, of the pairs of waves in which at least `k` people answered both times."""
    p = participation / 100
    frozen = both_large = 0.0
    for twice in range(unit + 1):
        for first in range(unit + 1 - twice):
            for second in range(unit + 1 - twice - first):
                if min(twice + first, twice + second) >= k:
                    ways = comb(unit, twice) * comb(unit - twice, first) * comb(unit - twice - first, second)
                    never = unit - twice - first - second
                    chance = (
                        ways * p ** (2 * twice) * (p * (1 - p)) ** (first + second) * (1 - p) ** (2 * never)
                    )
                    both_large += chance
                    frozen += chance if 0 < first + second < k else 0
    return round(100 * frozen / both_large)


def table() -> str:
    """The table of docs/anonymity.md."""
    head = "| people in the unit | " + " | ".join(f"{one} % answer" for one in PARTICIPATION) + " |"
    lines = [head, "|---|" + "---|" * len(PARTICIPATION)]
    for unit in UNITS:
        shares = " | ".join(f"{frozen_share(unit, one)} %" for one in PARTICIPATION)
        lines.append(f"| {unit} | {shares} |")
    return "\n".join(lines)
