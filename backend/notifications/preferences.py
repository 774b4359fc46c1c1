"""Who wants to be told of what, where, and when mail may come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.inserts import insert_into
from backend.identity import PEOPLE
from backend.notifications.channels import offered
from backend.notifications.errors import ChannelNotOffered
from backend.notifications.kinds import KINDS
from backend.notifications.models import PREFERENCES, READERS, Channel, NotificationKind
from backend.notifications.readers import QUIET_FROM, QUIET_UNTIL

Choice = tuple[NotificationKind, Channel]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person wants to be told of on each channel there is for them, and when nothing gathered comes.

    `mobile` is how they know the number of their SMS again; empty where none come.
    """

    wanted: Mapping[Channel, tuple[NotificationKind, ...]]
    quiet_from: time
    quiet_until: time
    mobile: str


class PreferencesInput(BaseModel):
    """All that is wanted on each channel; what is None stays as it is."""

    inbox: list[NotificationKind] | None = None
    mail: list[NotificationKind] | None = None
    teams: list[NotificationKind] | None = None
    slack: list[NotificationKind] | None = None
    sms: list[NotificationKind] | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None


async def preferences_of(session: Session, person_id: UUID) -> Preferences:
    """A person's choices, the defaults where they made none; three statements."""
    rows = await session.execute(
        sa.select(PREFERENCES.c.kind, PREFERENCES.c.channel, PREFERENCES.c.wanted).where(
            PREFERENCES.c.person_id == person_id
        )
    )
    chosen: dict[Choice, bool] = {(row.kind, row.channel): row.wanted for row in rows}
    hours = await session.execute(
        sa.select(READERS.c.quiet_from, READERS.c.quiet_until).where(READERS.c.person_id == person_id)
    )
    quiet_from, quiet_until = hours.one_or_none() or (QUIET_FROM, QUIET_UNTIL)
    mobile = await _mobile_of(session, person_id)
    wanted = {
        channel: tuple(
            kind for kind, rule in KINDS.items() if chosen.get((kind, channel), channel in rule.by_default)
        )
        for channel in offered(session, mobile)
    }
    return Preferences(
        wanted, quiet_from, quiet_until, f"…\u00a0{mobile[-2:]}" if Channel.SMS in wanted else ""
    )


async def update_preferences(session: Session, actor: Actor, given: PreferencesInput) -> Preferences:
    """Be told of these kinds and no others on each channel given, with nothing gathered at these hours.

    Errors: NotFound, for what is nobody's; ChannelNotOffered, for a kind asked for on another channel.
    """
    if actor.person_id is None:
        raise NotFound
    there = offered(session, await _mobile_of(session, actor.person_id))
    wanted: dict[Channel, list[NotificationKind] | None] = {one: getattr(given, one) for one in Channel}
    for channel, kinds in wanted.items():
        if kinds and channel not in there:
            raise ChannelNotOffered(channel=channel)
    choices = {
        (kind, channel): kind in kinds
        for channel in there
        if (kinds := wanted[channel]) is not None
        for kind in KINDS
    }
    await put_choices(session, actor.person_id, choices)
    hours = {"quiet_from": given.quiet_from, "quiet_until": given.quiet_until}
    hours = {name: value for name, value in hours.items() if value is not None}
    if hours:
        await session.execute(
            insert_into(session, READERS)
            .values(person_id=actor.person_id, **hours)
            .on_conflict_do_update(index_elements=["person_id"], set_=hours)
        )
    await events.record(session, actor, "preferences.changed", "person", actor.person_id)
    return await preferences_of(session, actor.person_id)


async def _mobile_of(session: Session, person_id: UUID) -> str:
    return await session.scalar(sa.select(PEOPLE.c.mobile).where(PEOPLE.c.id == person_id)) or ""


async def put_choices(session: Session, person_id: UUID, choices: Mapping[Choice, bool]) -> None:
    """Keep what somebody wants of some kinds on some channels."""
    if not choices:
        return
    statement = insert_into(session, PREFERENCES).values(
        [
            {"person_id": person_id, "kind": kind, "channel": channel, "wanted": wanted}
            for (kind, channel), wanted in choices.items()
        ]
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "kind", "channel"], set_={"wanted": statement.excluded.wanted}
        )
    )
