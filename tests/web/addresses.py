"""Every address of the product, with what exists in its places, or now and then something odd."""

import random
from urllib.parse import quote

from starlette.routing import Route

from backend.web.routes import routes
from tests.everything import Everything

ROUTES = [
    (method, route)
    for route in routes()
    # Where the hub is closed, as here, a process says that it is not ready: 503 is its answer.
    if isinstance(route, Route) and route.path != "/readyz"
    for method in sorted((route.methods or set()) - {"HEAD"})
]
KINDS = {
    "gatherings": "Gathering",
    "messages": "Message",
    "practices": "Practice",
    "perks": "Perk",
    "tokens": "Token",
    "jobs": "Job",
    "sessions": "Browser",
    "members": "Person",
    "requests": "Proposed",
    "people": "Person",
    "roles": "RoleGrant",
    "questions": "UpwardQuestion",
    "photos": "Photo",
    "journeys": "Journey",
    "irritants": "Irritant",
    "activities": "Activity",
    "stories": "Debrief",
    "notes": "DayNote",
    "reviews": "Review",
    "slots": "OfferSlot",
    "visitors": "OfferSlot",
    "debriefs": "Debrief",
    "bravos": "Bravo",
    "offers": "Offer",
    "surveys": "Survey",
    "pulse": "Wave",
    "alerts": "Alert",
    "forum": "Thread",
    "posts": "ForumPost",
    "commitments": "Commitment",
    "conversations": "Conversation",
    "items": "DigestItem",
    "suppliers": "Supplier",
    "cases": "SupplierCase",
    "webhooks": "Webhook",
    "deliveries": "WebhookDelivery",
    "refused": "MessageDelivery",
}
"""What the id after this part of an address is an id of."""
OF_DAYS = {"day", "arrive", "visitors", "arrivals", "debriefs", "stories"}
"""Parts of an address under an edition whose days are now."""


def address(route: Route, scene: Everything, dice: random.Random) -> str:
    """The route's path: mostly that of things that exist, else of odd ones."""
    parts = []
    for part, good in zip(route.path.split("/"), exact(route, scene), strict=True):
        odd = dice.choice(
            ["", "new", "\x00", "é" * 90, "a" * 400, "x", "{01890a5d-ac96-774b-bcce-b302099a8057}", "0"]
        )
        rest = part.partition("}")[2]
        parts.append(quote(odd + rest, safe="") if part.startswith("{") and dice.random() < 0.1 else good)
    return "/".join(parts)


def exact(route: Route, scene: Everything) -> list[str]:
    """The parts of the route's path, each that of something that exists."""
    parts, before = [], ""
    for part in route.path.split("/"):
        if not part.startswith("{"):
            before = part
            parts.append(part)
            continue
        name, _, rest = part.partition("}")
        good = {
            "{slug": scene.article if before == "knowledge" else scene.slug,
            "{edition": scene.days if OF_DAYS & set(route.path.split("/")) else scene.edition,
            "{number": str(scene.issue if before == "digests" else scene.report),
            "{revision": "1",
            "{locale": "en",
            "{key": "tools",
            "{token": scene.letter,
        }.get(name)
        if good is None:
            kind = (
                "Draft"
                if route.path.endswith(("/edit", "/publish")) and before == "messages"
                else KINDS[before]
            )
            good = str(scene.ids[kind])
        parts.append(quote(good + rest, safe=""))
    return parts
