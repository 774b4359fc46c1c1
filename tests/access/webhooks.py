"""Webhooks: administrators alone say which tools are told."""

from backend import webhooks
from backend.core.actor import Actor
from backend.core.db import Session
from backend.webhooks import WebhookInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.webhooks.scenes import URL, a_dead_delivery, a_webhook


async def nothing(_cast: Cast, _session: Session) -> Scene:
    return {}


async def added(cast: Cast, session: Session) -> Scene:
    return {"webhook": await a_webhook(session, cast)}


async def given_up(cast: Cast, session: Session) -> Scene:
    webhook_id, delivery_id = await a_dead_delivery(session, cast)
    return {"webhook": webhook_id, "delivery": delivery_id}


async def add(session: Session, actor: Actor, scene: Scene) -> object:
    given = WebhookInput.model_validate({"name": "Tickets", "url": URL, "families": ["report"]})
    return await webhooks.add_webhook(session, actor, given)


async def stop(session: Session, actor: Actor, scene: Scene) -> object:
    await webhooks.stop_webhook(session, actor, scene["webhook"])
    return None


async def resend(session: Session, actor: Actor, scene: Scene) -> object:
    await webhooks.resend(session, actor, scene["delivery"])
    return None


WEBHOOKS = (
    Action(
        "webhooks.add",
        arrange=nothing,
        verb=add,
        page=lambda _scene: ("/admin/webhooks", {"name": "Tickets", "url": URL, "families": ["report"]}),
        mutation=lambda _scene: ("addWebhook", {"name": "Tickets", "url": URL, "families": ["REPORT"]}),
    ),
    Action(
        "webhooks.resend",
        arrange=given_up,
        verb=resend,
        page=lambda scene: (
            f"/admin/webhooks/{scene['webhook']}/deliveries/{scene['delivery']}/resend",
            {},
        ),
        mutation=lambda scene: (
            "resendDelivery",
            {"deliveryId": encode("WebhookDelivery", scene["delivery"])},
        ),
    ),
    Action(
        "webhooks.stop",
        arrange=added,
        verb=stop,
        page=lambda scene: (f"/admin/webhooks/{scene['webhook']}/stop", {}),
        mutation=lambda scene: ("stopWebhook", {"webhookId": encode("Webhook", scene["webhook"])}),
    ),
)
