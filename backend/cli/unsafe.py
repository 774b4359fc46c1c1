"""What is not safe enough for a company: `serve` refuses it, and `doctor` names it, by the same questions."""

from backend.settings import DEMO_SECRET, SECRET_LENGTH, Settings


def is_known(secret: str) -> bool:
    """Whether everybody knows it: it is the demo's."""
    return secret == DEMO_SECRET


def is_short(secret: str) -> bool:
    """Whether it could be found by trying."""
    return len(secret) < SECRET_LENGTH


def has_weak_secret_before(settings: Settings) -> bool:
    """Whether a secret still taken beside the one in force is one to guess."""
    return any(is_known(one) or is_short(one) for one in settings.secret_keys[1:])


def is_plain(address: str) -> bool:
    """Whether whoever is on the way reads and writes what is sent there."""
    return not address.startswith("https://")


def takes_id_tokens(settings: Settings) -> bool:
    """Whether the API would take what a browser is given at sign-in for a tool's token."""
    return settings.oidc_api_audience == settings.oidc_client_id
