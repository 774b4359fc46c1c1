"""What the composition root builds once and hands to every face."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.reactions import REACTIONS
from backend.settings import Settings

UI = Path(str(files("ui_templates")))


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    catalogues: Catalogues


def build_services(settings: Settings) -> Services:
    """What every face needs, built once."""
    catalogues = Catalogues.load(UI / "locale")
    mailer = Mailer(
        catalogues,
        UI / "emails",
        smtp_url=settings.smtp_url,
        sender=settings.mail_from,
        base_url=settings.base_url,
    )
    database = Database(
        settings.database, info={"reactions": REACTIONS, "mailer": mailer, "zone": settings.time_zone}
    )
    return Services(settings=settings, database=database, catalogues=catalogues)
