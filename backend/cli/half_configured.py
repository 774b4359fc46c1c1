"""What forbids serving and working with these settings, and with this database."""

from backend import migrations
from backend.cli.say import run, stop
from backend.core.db import Database
from backend.settings import DEMO_SECRET, SECRET_LENGTH, Settings


def require_configured(settings: Settings, *more: str) -> None:
    """Stop the command, saying why, if the settings or the database forbid it, or `more` does."""
    wrong = [*problems(settings), *more]
    if wrong:
        stop(*wrong)
    run(_require_migrated(settings))


def problems(settings: Settings) -> list[str]:
    """What is wrong with the settings, one readable sentence each; none outside production."""
    if settings.mode != "production":
        return []
    found = []
    if settings.oidc_api_audience == settings.oidc_client_id:
        found.append(
            "DIAPASON_OIDC_API_AUDIENCE is what ID tokens name already: give the API an audience of its own."
        )
    secret = settings.secret_key.get_secret_value()
    if secret == DEMO_SECRET:
        found.append("DIAPASON_SECRET_KEY is the demo's, which everyone knows: set one of your own.")
    elif len(secret) < SECRET_LENGTH:
        found.append(f"DIAPASON_SECRET_KEY is shorter than {SECRET_LENGTH} characters: set a longer one.")
    if any(one == DEMO_SECRET or len(one) < SECRET_LENGTH for one in settings.secret_keys[1:]):
        found.append("DIAPASON_SECRET_KEY_PREVIOUS holds the demo's, or one that is too short: leave it out.")
    if not settings.base_url.startswith("https://"):
        found.append(
            f"DIAPASON_BASE_URL is {settings.base_url}, which is not https: set the address people will type."
        )
    if not settings.oidc_issuer:
        found.append("DIAPASON_OIDC_ISSUER is empty, so nobody could sign in: set your identity provider's.")
    elif not settings.oidc_issuer.startswith("https://"):
        found.append(
            f"DIAPASON_OIDC_ISSUER is {settings.oidc_issuer}, which is not https: "
            "whoever is on the way could sign in as anybody."
        )
    return found


async def _require_migrated(settings: Settings) -> None:
    database = Database(settings.database)
    try:
        is_behind = await migrations.is_behind(database)
    finally:
        await database.close()
    if is_behind:
        stop("The database is behind this program: run `diapason migrate`.")
