"""How often somebody may ask: a bucket of tries each, filled again little by little.

Counted in memory, by each process on its own: so many processes, so many times the pace. That is enough
against a script gone wild, and what is forgotten at a restart is nothing that anybody did.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from backend.core.errors import Conflict

KEPT = 20_000
"""Those seen longest ago are forgotten beyond it, so that memory stays bounded."""


class TooManyCalls(Conflict):
    """So many so fast are refused; in `seconds` there is room again."""


class Pace:
    """`most` tries at once, then as many a minute."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def charge(self, who: str, tries: float) -> None:
        """Count so many tries more of somebody whose try was dear: the next may have to wait."""
        left, seen = self._left.get(who, (float(self._most), self._clock()))
        self._left[who] = (left - tries, seen)

    def take(self, who: str) -> None:
        """One try of somebody's. Errors: TooManyCalls(seconds)."""
        at = self._clock()
        left, seen = self._left.pop(who, (float(self._most), at))
        left = min(self._most, left + (at - seen) * self._most / 60)
        self._left[who] = (left - 1 if left >= 1 else left, at)
        if len(self._left) > KEPT:
            self._left.popitem(last=False)
        if left < 1:
            raise TooManyCalls(seconds=math.ceil((1 - left) * 60 / self._most))
