"""Messages that their server would not take: an administrator reads for whom and why, and sends one again."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events, identity, jobs
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page, listed
from backend.identity import PEOPLE, Permission, PersonStatus, display_name
from backend.notifications.deliveries import GONE, NOT_TAKEN
from backend.notifications.mailers import SEND
from backend.notifications.models import DELIVERIES, Channel, DeliveryStatus, NotificationKind
from backend.notifications.texts import SEND_TEXT


class Refusal(StrEnum):
    """Why a message was refused, as far as its server's numbers tell (RFC 3463)."""

    ADDRESS = "address"
    MAILBOX = "mailbox"
    POLICY = "policy"
    SERVER = "server"
    TOOL = "tool"
    LEFT = "left"


SAID = {GONE: Refusal.LEFT, NOT_TAKEN: Refusal.TOOL}
SUBJECTS = {"1": Refusal.ADDRESS, "2": Refusal.MAILBOX, "7": Refusal.POLICY}
"""The second number of an enhanced status: what is at fault."""
_ANSWER = re.compile(r"\d{3}(?: 5\.(\d{1,3})\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A message for one person, without their address and without what it says.

    Once refused, at `ended_at`, it has its `refusal`, and `answered` are the numbers that a mail server said.
    """

    id: UUID
    kind: NotificationKind
    channel: Channel
    status: DeliveryStatus
    person_id: UUID
    person_name: str
    refusal: Refusal | None
    answered: str
    created_at: datetime
    ended_at: datetime | None


async def visible_refusals(session: Session, actor: Actor, page: Page) -> Listing[DeliveryRow]:
    """One page of the messages refused for good to people who are still here, newest first.

    Errors: NotAllowed(permission).
    """
    _require_right(actor)
    # Said in the statement itself, so that an index of refused messages alone serves it.
    refused = DELIVERIES.c.status == sa.literal(
        DeliveryStatus.REFUSED, DELIVERIES.c.status.type, literal_execute=True
    )
    statement = _deliveries().where(refused, PEOPLE.c.status == PersonStatus.ACTIVE)
    return await listed(session, statement, [DELIVERIES.c.id], page, _row, name="refused", descending=True)


async def deliveries_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, DeliveryRow]:
    """Those of these messages that the actor may know of, in one statement."""
    if not actor.may(Permission.JOBS_MANAGE):
        return {}
    found = await session.execute(_deliveries().where(DELIVERIES.c.id.in_(ids)))
    return {row.id: _row(row) for row in found}


async def resend(session: Session, actor: Actor, delivery_id: UUID) -> None:
    """Try a refused message once more, to the address that its reader has now.

    Errors: NotAllowed(permission), NotFound when it is not refused.
    """
    _require_right(actor)
    again = await session.execute(
        sa.update(DELIVERIES)
        .where(DELIVERIES.c.id == delivery_id, DELIVERIES.c.status == DeliveryStatus.REFUSED)
        .values(status=DeliveryStatus.PENDING, error="", sent_at=None)
        .returning(DELIVERIES.c.person_id, DELIVERIES.c.channel)
    )
    row = again.one_or_none()
    if row is None:
        raise NotFound
    job = SEND if row.channel is Channel.MAIL else SEND_TEXT
    await jobs.enqueue(session, job, {"delivery_id": str(delivery_id)})
    await events.record(session, actor, "delivery.resent", "person", row.person_id, channel=row.channel.value)


def _deliveries() -> sa.Select[Any]:
    named = ("id", "kind", "channel", "status", "person_id", "error", "created_at", "sent_at")
    columns = [DELIVERIES.c[one] for one in named]
    name = display_name(PEOPLE).label("person_name")
    return sa.select(*columns, name).join(PEOPLE, PEOPLE.c.id == DELIVERIES.c.person_id)


def _require_right(actor: Actor) -> None:
    if not actor.may(Permission.JOBS_MANAGE):
        raise identity.NotAllowed(permission=Permission.JOBS_MANAGE.value)


def _row(row: sa.Row[Any]) -> DeliveryRow:
    answer = _ANSWER.match(row.error)
    refusal = None
    if row.status is DeliveryStatus.REFUSED:
        refusal = SAID.get(row.error) or SUBJECTS.get(answer[1] if answer else "", Refusal.SERVER)
    return DeliveryRow(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        status=row.status,
        person_id=row.person_id,
        person_name=row.person_name,
        refusal=refusal,
        answered=answer[0] if answer else "",
        created_at=row.created_at,
        ended_at=row.sent_at,
    )
