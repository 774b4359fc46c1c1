"""The two scales of a recommendation. A series keeps its own, and two scales are never chained."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Classes:
    """How many promote, hesitate and detract."""

    promoters: int
    passives: int
    detractors: int

    @property
    def given(self) -> int:
        return self.promoters + self.passives + self.detractors


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a recommendation scale and its cut-offs, both included."""

    low: int
    high: int
    promoters_from: int = 9
    detractors_to: int = 6

    def classes(self, counts: Mapping[int, int]) -> Classes:
        """Promoters, passives and detractors of answers by value. Errors: ValueError outside the scale."""
        if any(not self.low <= value <= self.high for value in counts):
            raise ValueError(f"a value outside {self.low} to {self.high}")
        promoters = sum(people for value, people in counts.items() if value >= self.promoters_from)
        detractors = sum(people for value, people in counts.items() if value <= self.detractors_to)
        return Classes(promoters, sum(counts.values()) - promoters - detractors, detractors)


COLLEAGUES = Scale(0, 10)
"""eNPS, 0–10: promoters 9–10, passives 7–8, detractors 0–6."""

CUSTOMERS = Scale(1, 10)
"""Customer NPS, 1–10 by SMS after a call: promoters 9–10, passives 7–8, detractors 1–6."""
