"""A mail server that the product is set to use, and what time does to the mail."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from backend.core import clock
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.services import UI
from backend.settings import Settings
from tests.mail_sink import Sink, mail_sink


@pytest.fixture
async def sink(database: Database) -> AsyncIterator[Sink]:
    """A mail server the product is set to use; at most three gathered mails a day."""
    async with mail_sink() as sink:
        database.info["mailer"] = Mailer(
            Catalogues.load(UI / "locale"),
            UI / "emails",
            smtp_url=sink.url,
            sender="Diapason <diapason@telenova.example>",
            base_url="https://diapason.telenova.example",
        )
        database.info["settings"] = Settings(mode="development", mails_a_day=3)
        yield sink
        del database.info["mailer"], database.info["settings"]
        clock.travel(timedelta())


def travel_to(instant: str) -> None:
    """Move the product's clock to an instant in UTC."""
    clock.travel(datetime.fromisoformat(instant).replace(tzinfo=UTC) - datetime.now(UTC))
