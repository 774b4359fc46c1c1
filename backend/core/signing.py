"""Signatures under the house's secret: made with the one in force, known again from those before it."""

from functools import cache

from itsdangerous import Signer


@cache
def signer(secrets: tuple[str, ...], use: str) -> Signer:
    """What signs for one `use`; `secrets` are the one in force, then earlier ones."""
    return Signer(oldest_first(secrets), salt=use)


def oldest_first(secrets: tuple[str, ...]) -> list[str]:
    """The secrets in the order in which `itsdangerous` takes them: it signs with the last."""
    return list(reversed(secrets))
