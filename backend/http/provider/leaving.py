"""Which claims of the provider's tokens say that their person has left the company."""

from collections.abc import Mapping
from typing import Any

Leavers = Mapping[str, bool | int | str]
"""The claims, and the value of each, that people have who left."""


def says_left(claims: Mapping[str, Any], leavers: Leavers) -> bool:
    """Whether a checked token has one of the claims: its value, or one in its list."""
    for name, sign in leavers.items():
        said = claims.get(name)
        # For Python `True == 1`, in JSON they differ.
        if any(
            type(one) is type(sign) and one == sign for one in (said if isinstance(said, list) else [said])
        ):
            return True
    return False
