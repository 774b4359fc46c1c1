"""What the composition root builds once and hands to every face."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from backend import identity, pulse, webhooks
from backend.core.db import Database
from backend.core.i18n import Catalogues
from backend.core.mail import Mailer
from backend.core.messenger import Messenger
from backend.core.pace import Pace
from backend.core.together import Together
from backend.core.vault import Vault
from backend.reactions import LIVE, REACTIONS
from backend.settings import Settings

WRAPPED = (pulse.WRAPPED_KEYS, webhooks.WRAPPED_SECRETS)
"""All that the database keeps wrapped under the house's secret."""
UI = Path(str(files("ui_templates")))
"""The folder of templates, styles and words."""


@dataclass(frozen=True)
class Services:
    settings: Settings
    database: Database
    catalogues: Catalogues

    @cached_property
    def calls(self) -> Pace:
        """How often a tool or a browser may call GraphQL."""
        return Pace(self.settings.calls_a_minute)

    @cached_property
    def acts(self) -> Pace:
        """How often a browser may post a form."""
        return Pace(self.settings.acts_a_minute)

    @cached_property
    def arrivals(self) -> Pace:
        """How often an address may set off to sign in, or come back."""
        return Pace(self.settings.arrivals_a_minute)

    @cached_property
    def readers(self) -> Together[str, identity.SignedIn]:
        """Who is signed in, by the session's identifier: all who come at one moment in one statement."""
        return Together(self._signed_in)

    @cached_property
    def ballots(self) -> pulse.BallotWriter:
        """What commits the answers to surveys, one for the whole process."""
        return pulse.BallotWriter(self.database)

    async def _signed_in(self, secrets: Collection[str]) -> Mapping[str, identity.SignedIn]:
        async with self.database.reading() as session:
            return await identity.signed_in(session, secrets)


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
    info = {
        "reactions": REACTIONS,
        "live_kinds": LIVE,
        "mailer": mailer,
        "messenger": messenger_of(settings),
        "vault": Vault(*settings.secret_keys),
        "settings": settings,
        "zone": settings.zone,
    }
    database = Database(settings.database, info=info)
    return Services(settings=settings, database=database, catalogues=catalogues)


def messenger_of(settings: Settings) -> Messenger:
    """What writes on the channels that the company has set up, besides mail."""
    addresses = {"teams": settings.teams_url, "slack": settings.slack_url, "sms": settings.sms_url}
    return Messenger(
        {channel: address.get_secret_value() for channel, address in addresses.items()},
        UI / "channels" / "teams.json",
    )
