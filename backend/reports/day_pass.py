"""What lets a form of a colleague's through a door that knows nobody: the date, signed, the same for all."""

from datetime import timedelta

from itsdangerous import BadSignature, Signer

from backend.core.local_time import today_in
from backend.core.signing import signer
from backend.reports import errors
from backend.settings import Settings


def day_pass(settings: Settings) -> str:
    """Today's pass, the same for everybody."""
    return _signer(settings).sign(today_in(settings.time_zone).isoformat()).decode()


def check_pass(settings: Settings, value: str) -> None:
    """Let pass a form of today or yesterday. Errors: PassExpired."""
    today = today_in(settings.time_zone)
    try:
        day = _signer(settings).unsign(value).decode()
    except (BadSignature, UnicodeError) as error:
        raise errors.PassExpired from error
    if day not in {today.isoformat(), (today - timedelta(days=1)).isoformat()}:
        raise errors.PassExpired


def _signer(settings: Settings) -> Signer:
    return signer(settings.secret_keys, "anonymous-report")
