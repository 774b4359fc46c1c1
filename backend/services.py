"""What the composition root builds once and hands to every face."""

from dataclasses import dataclass

from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.settings import Settings


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    catalogues: Catalogues
