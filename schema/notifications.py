"""What the caller was told, and what they want to be told, through GraphQL."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import strawberry
from strawberry.relay import Node, NodeID

from backend import digests, notifications
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound, checked
from backend.core.listing import Page
from backend.notifications import Channel, NotificationKind
from schema.context import Context, Info, plain
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.node import finds
from schema.pages import Connection, connection
from schema.transaction import transact

strawberry.enum(NotificationKind, description="What a person may be told about.")
strawberry.enum(Channel, name="NotificationChannel", description="Where a person may be told.")


@strawberry.type(description="Something the caller was told, in their language.")
class Notification(Node):
    id: NodeID[UUID]
    kind: NotificationKind = strawberry.field(description="What it is about.")
    title: str = strawberry.field(description="What happened, in one sentence.")
    detail: str = strawberry.field(description="What more there is to say of it; often nothing.")
    url: str = strawberry.field(description="The page that it is about.")
    is_read: bool = strawberry.field(description="Whether the caller has marked it as read.")
    told_at: datetime = strawberry.field(description="When it was told, in UTC.")


@strawberry.type(
    description="What the caller wants to be told on each channel, and when no gathered mail comes."
)
class NotificationPreferences:
    channels: list[Channel] = strawberry.field(description="Those that the caller may choose.")
    inbox: list[NotificationKind]
    mail: list[NotificationKind]
    teams: list[NotificationKind]
    slack: list[NotificationKind]
    sms: list[NotificationKind]
    quiet_from: time
    quiet_until: time
    digest_by_mail: bool = strawberry.field(description="Whether each issue of the letter comes by mail.")


@strawberry.input(description="Which notifications of the caller; all of them when `ids` is left out.")
class MarkNotificationsReadInput:
    ids: list[strawberry.ID] | None = None
    idempotency_key: str | None = None


@strawberry.type
class MarkNotificationsReadSuccess:
    unread_notifications: int = strawberry.field(description="How many notifications are not read.")


@strawberry.input(
    description="Lists hold all that is wanted on a channel; what is left out stays. Hours are local."
)
class UpdatePreferencesInput:
    inbox: list[NotificationKind] | None = strawberry.UNSET
    mail: list[NotificationKind] | None = strawberry.UNSET
    teams: list[NotificationKind] | None = strawberry.UNSET
    slack: list[NotificationKind] | None = strawberry.UNSET
    sms: list[NotificationKind] | None = strawberry.UNSET
    quiet_from: time | None = strawberry.UNSET
    quiet_until: time | None = strawberry.UNSET
    digest_by_mail: bool | None = strawberry.field(
        default=None, description="Receive each issue of the letter by mail, or no more."
    )
    idempotency_key: str | None = None


@strawberry.type
class UpdatePreferencesSuccess:
    preferences: NotificationPreferences = strawberry.field(
        description="What the caller wants to be told now."
    )


MarkNotificationsReadResult = Annotated[
    MarkNotificationsReadSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("MarkNotificationsReadResult"),
]
UpdatePreferencesResult = Annotated[
    UpdatePreferencesSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UpdatePreferencesResult"),
]


def notification(context: Context, actor: Actor, row: notifications.NotificationRow) -> Notification:
    """A row in the caller's words."""
    words = (context.translator, ZoneInfo(actor.time_zone), row.code, row.params)
    return Notification(
        id=row.id,
        kind=row.kind,
        title=notifications.headline(*words),
        detail=notifications.detail(*words),
        url=f"{context.services.settings.base_url}{row.href}",
        is_read=row.is_read,
        told_at=row.created_at,
    )


@finds("Notification", "notifications")
async def notifications_by_ids(
    context: Context, actor: Actor, ids: Sequence[UUID]
) -> dict[UUID, Notification]:
    rows = await notifications.notifications_by_ids(context.session, actor, ids)
    return {id_: notification(context, actor, row) for id_, row in rows.items()}


@strawberry.type
class NotificationsQuery:
    @strawberry.field(description="What the caller was told, newest first.")
    async def notifications(
        self,
        info: Info,
        first: int = 20,
        after: str | None = None,
        unread: Annotated[bool, strawberry.argument(description="Only what is not read.")] = False,
    ) -> Connection[Notification]:
        actor = info.context.caller("notifications")
        listing = await notifications.visible_notifications(
            info.context.session, actor, Page(first, after), unread=unread
        )
        return connection(listing, lambda row: notification(info.context, actor, row))

    @strawberry.field(description="How many notifications the caller has not read.")
    async def unread_notifications(self, info: Info) -> int:
        return await notifications.unread_count(
            info.context.session, _own(info.context.caller("notifications"))
        )

    @strawberry.field(description="What the caller wants to be told, where and when.")
    async def notification_preferences(self, info: Info) -> NotificationPreferences:
        return await _preferences(info.context, info.context.caller("notifications"))


@strawberry.type
class NotificationsMutation:
    @strawberry.mutation(description="Mark notifications as read; what is read is not mailed any more.")
    async def mark_notifications_read(
        self, info: Info, input: MarkNotificationsReadInput
    ) -> MarkNotificationsReadResult:
        async def act(session: Session, actor: Actor) -> UUID:
            ids = None if input.ids is None else [decode(one, "Notification", "ids") for one in input.ids]
            await notifications.mark_read(session, actor, ids)
            return _own(actor)

        async def show(context: Context, _actor: Actor, person_id: UUID) -> MarkNotificationsReadSuccess:
            count = await notifications.unread_count(context.session, person_id)
            return MarkNotificationsReadSuccess(unread_notifications=count)

        return await transact(info, "notifications", input, act, show)

    @strawberry.mutation(
        description="Choose what to be told on each channel, and when no gathered mail comes."
    )
    async def update_preferences(self, info: Info, input: UpdatePreferencesInput) -> UpdatePreferencesResult:
        async def act(session: Session, actor: Actor) -> UUID:
            names = notifications.PreferencesInput.model_fields
            sent = plain({name: getattr(input, name) for name in names})
            given = checked(notifications.PreferencesInput, sent)
            await notifications.update_preferences(session, actor, given)
            if input.digest_by_mail:
                await digests.subscribe(session, actor)
            elif input.digest_by_mail is False:
                await digests.unsubscribe(session, _own(actor))
            return _own(actor)

        async def show(context: Context, actor: Actor, _person_id: UUID) -> UpdatePreferencesSuccess:
            return UpdatePreferencesSuccess(preferences=await _preferences(context, actor))

        return await transact(info, "notifications", input, act, show)


async def _preferences(context: Context, actor: Actor) -> NotificationPreferences:
    found = await notifications.preferences_of(context.session, _own(actor))
    return NotificationPreferences(
        channels=list(found.wanted),
        **{channel.value: list(found.wanted.get(channel, ())) for channel in Channel},
        quiet_from=found.quiet_from,
        quiet_until=found.quiet_until,
        digest_by_mail=await digests.is_subscribed(context.session, actor),
    )


def _own(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise NotFound
    return actor.person_id
