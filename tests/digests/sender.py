"""A worker to be killed, sending as fast as it goes.

`python -m tests.digests.sender DATABASE SMTP [LINES]`
"""

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.digests.round import Pace
from backend.reactions import REACTIONS
from backend.services import UI
from backend.settings import Settings
from backend.worker import Worker

LINES = 16


def what_sending_needs(smtp: str, lines: int = LINES) -> Mapping[str, Any]:
    """What the composition root would put in every session."""
    mailer = Mailer(
        Catalogues.load(UI / "locale"),
        UI / "emails",
        smtp_url=smtp,
        sender="Diapason <diapason@telenova.example>",
        base_url="https://diapason.telenova.example",
    )
    return {
        "reactions": REACTIONS,
        "mailer": mailer,
        "settings": Settings(mode="development"),
        "zone": ZoneInfo("Europe/Paris"),
        "digest_pace": Pace(rate=0, lines=lines, first_wait=timedelta(milliseconds=200)),
    }


if __name__ == "__main__":
    address, smtp, *lines = sys.argv[1:]
    needed = what_sending_needs(smtp, *(int(one) for one in lines))
    asyncio.run(Worker(Database(sa.make_url(address), needed)).run())
