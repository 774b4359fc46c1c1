"""A mailer that words, and has nothing to send through."""

from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.services import UI

MAILER = Mailer(
    Catalogues.load(UI / "locale"),
    UI / "emails",
    smtp_url="",
    sender="Diapason <diapason@telenova.example>",
    base_url="https://diapason.telenova.example",
)
