"""Believable names of colleagues, with the colour of their region, and addresses of their own."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.core.text import fold
from seeds import name_lists as lists

DOMAIN = "telenova.example"

LOCAL_GIVEN = {
    "Bretagne": lists.GIVEN_BRETON,
    "Nouvelle-Aquitaine": lists.GIVEN_SOUTH_WEST,
    "Grand Est": lists.GIVEN_EAST,
}
LOCAL_FAMILY = {
    "Bretagne": lists.FAMILY_BRETON,
    "Nouvelle-Aquitaine": lists.FAMILY_SOUTH_WEST,
    "Grand Est": lists.FAMILY_EAST,
}
EVERY_LOCAL_FAMILY = tuple(name for names in LOCAL_FAMILY.values() for name in names)


@dataclass
class Names:
    """Draws names from `dice`; each address is given once, with a number only when its name is taken."""

    dice: random.Random
    taken: dict[str, int] = field(default_factory=dict)

    def reserve(self, addresses: Iterable[str]) -> None:
        """Keep these addresses for those who already have them."""
        self.taken.update((address.split("@")[0], 1) for address in addresses)

    def draw(self, region: str) -> tuple[str, str]:
        """A given name and a family name of somebody who works in `region`."""
        origin = self.dice.random()
        if origin < 0.14:
            return self.dice.choice(lists.GIVEN_FROM_ELSEWHERE), self.dice.choice(lists.FAMILY_FROM_ELSEWHERE)
        given = LOCAL_GIVEN[region] if origin > 0.9 and region in LOCAL_GIVEN else lists.GIVEN
        family = lists.FAMILY
        if origin > 0.5:
            family = LOCAL_FAMILY.get(region, EVERY_LOCAL_FAMILY)
        elif origin < 0.17:
            family = lists.FAMILY_FROM_ELSEWHERE
        return self.dice.choice(given), self.dice.choice(family)

    def address(self, given: str, family: str) -> str:
        """The next free address for this name."""
        local = f"{_part(given)}.{_part(family)}"
        self.taken[local] = number = self.taken.get(local, 0) + 1
        return f"{local}{number if number > 1 else ''}@{DOMAIN}"


def _part(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", re.sub("['’]", "", fold(name))).strip("-")
