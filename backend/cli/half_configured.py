"""What forbids serving and working with these settings, and with this database."""

from backend import migrations
from backend.cli.say import run, stop
from backend.cli.unsafe import has_weak_secret_before, is_known, is_plain, is_short, takes_id_tokens
from backend.core.db import Database
from backend.settings import SECRET_LENGTH, Settings


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
    if takes_id_tokens(settings):
        found.append(
            "DIAPASON_OIDC_API_AUDIENCE is what ID tokens name already: give the API an audience of its own."
        )
    secret = settings.secret_key.get_secret_value()
    if is_known(secret):
        found.append("DIAPASON_SECRET_KEY is the demo's, which everyone knows: set one of your own.")
    elif is_short(secret):
        found.append(f"DIAPASON_SECRET_KEY is shorter than {SECRET_LENGTH} characters: set a longer one.")
    if has_weak_secret_before(settings):
        found.append("DIAPASON_SECRET_KEY_PREVIOUS holds the demo's, or one that is too short: leave it out.")
    if is_plain(settings.base_url):
        found.append(
            f"DIAPASON_BASE_URL is {settings.base_url}, which is not https: set the address people will type."
        )
    if not settings.oidc_issuer:
        found.append("DIAPASON_OIDC_ISSUER is empty, so nobody could sign in: set your identity provider's.")
    elif is_plain(settings.oidc_issuer):
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
