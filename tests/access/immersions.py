"""Editions, offers, wishes and approvals: Solène runs, Thomas hosts, Karim is the manager of Inès."""

from collections.abc import Awaitable, Callable
from typing import Any

from backend import immersions
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.immersions import (
    CloneInput,
    EditionInput,
    OfferInput,
    OfferStatus,
    ParticipantInput,
    Phase,
    SwapInput,
)
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.immersions.scene import DAY, a_slot, an_activity, an_edition, an_offer, wished


async def arranged(cast: Cast, session: Session, phase: Phase, status: OfferStatus) -> Scene:
    """An edition in a phase, with an offer by Thomas; Inès wishes for it where wishes are open."""
    edition = await an_edition(session, cast, phase=phase)
    offer = await an_offer(session, cast, edition, status=status)
    if phase is Phase.WISHES and status is OfferStatus.OPEN:
        await wished(session, cast, edition, "ines", offer)
    activity = await an_activity(session)
    return {
        "slug": edition.slug,
        "offer": offer.id,
        "activity": activity.id,
        "unit": cast.units["aquitaine"],
        "ines": cast.people["ines"],
        "name": f"Encore {new_id().hex}",
    }


def scene(
    phase: Phase = Phase.OFFERS, status: OfferStatus = OfferStatus.DRAFT
) -> Callable[[Cast, Session], Awaitable[Scene]]:
    return lambda cast, session: arranged(cast, session, phase, status)


async def open_edition(session: Session, actor: Actor, scene: Scene) -> object:
    given = EditionInput(name=scene["name"], org_unit_id=scene["unit"])
    return await immersions.open_edition(session, actor, given)


def on_edition(verb: Callable[..., Awaitable[object]], *names: str, **more: Any) -> Any:
    """The verb on the scene's edition; `names` are what it takes from the scene."""

    async def run(session: Session, actor: Actor, scene: Scene) -> object:
        edition = await immersions.get_edition(session, actor, scene["slug"])
        return await verb(session, actor, edition, *(scene[name] for name in names), **more)

    return run


def on_offer(verb: Callable[..., Awaitable[object]]) -> Any:
    async def run(session: Session, actor: Actor, scene: Scene) -> object:
        return await verb(session, actor, await immersions.get_offer(session, actor, scene["offer"]))

    return run


async def change(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    given = EditionInput(name="Autrement", org_unit_id=scene["unit"])
    return await immersions.change_edition(session, actor, edition, given)


async def clone(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    given = CloneInput(name=scene["name"], org_unit_id=scene["unit"])
    return await immersions.clone_edition(session, actor, edition, given)


def offered(scene: Scene) -> OfferInput:
    return OfferInput(activity_id=scene["activity"], title="Une matinée", slots=[a_slot()])


async def draft(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    return await immersions.draft_offer(session, actor, edition, offered(scene))


async def change_offer(session: Session, actor: Actor, scene: Scene) -> object:
    offer = await immersions.get_offer(session, actor, scene["offer"])
    return await immersions.change_offer(session, actor, offer, offered(scene))


async def rank(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    return await immersions.rank_wishes(session, actor, edition, [scene["offer"]])


def typed_offer(scene: Scene) -> dict[str, str]:
    day = (now() + 20 * DAY).date().isoformat()
    slot = {"slot_day": day, "slot_from": "09:00", "slot_to": "12:00", "slot_capacity": "1"}
    return {"activity_id": str(scene["activity"]), "title": "Une matinée", **slot}


def sent_offer(scene: Scene) -> dict[str, Any]:
    starts_at = now() + 20 * DAY
    slot = {"startsAt": starts_at.isoformat(), "endsAt": (starts_at + DAY / 4).isoformat()}
    activity = encode("Activity", scene["activity"])
    return {"editionSlug": scene["slug"], "activityId": activity, "title": "Une matinée", "slots": [slot]}


async def swappable(cast: Cast, session: Session) -> Scene:
    """An edition whose wishes are open, and an activity to swap."""
    made = await arranged(cast, session, Phase.WISHES, OfferStatus.OPEN)
    activity = await an_activity(session, kind=immersions.ActivityKind.RECIPROCAL_SWAP)
    return {**made, "activity": activity.id, "day": (now() + 20 * DAY).replace(hour=8, microsecond=0)}


async def propose_swap(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    given = SwapInput(
        activity_id=scene["activity"],
        title="Ma matinée",
        starts_at=scene["day"],
        ends_at=scene["day"] + DAY / 4,
    )
    return await immersions.propose_swap(session, actor, edition, given)


def sent_swap(scene: Scene) -> dict[str, Any]:
    hours = {"startsAt": scene["day"].isoformat(), "endsAt": (scene["day"] + DAY / 4).isoformat()}
    activity = encode("Activity", scene["activity"])
    return {"editionSlug": scene["slug"], "activityId": activity, "title": "Ma matinée", **hours}


def page(rest: str, **form: str) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (f"/immersions/{scene['slug']}/{rest.format_map(scene)}", form)


def about(name: str, **more: Any) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (name, {"offerId": encode("Offer", scene["offer"]), **more})


def unit(scene: Scene) -> str:
    return encode("OrgUnit", scene["unit"])


IMMERSIONS = (
    Action(
        "immersions.advance_phase",
        arrange=scene(),
        verb=on_edition(immersions.advance_phase),
        page=page("advance"),
        mutation=lambda scene: ("advancePhase", {"slug": scene["slug"]}),
    ),
    Action(
        "immersions.approve_absence",
        arrange=scene(Phase.WISHES, OfferStatus.OPEN),
        verb=on_edition(immersions.approve_absence, "ines", accept=True),
        page=lambda scene: (
            f"/immersions/{scene['slug']}/approvals",
            {"person_id": str(scene["ines"]), "accept": "1"},
        ),
        mutation=lambda scene: (
            "approveAbsence",
            {"editionSlug": scene["slug"], "personId": encode("Person", scene["ines"])},
        ),
    ),
    Action(
        "immersions.approve_offer",
        arrange=scene(status=OfferStatus.PROPOSED),
        verb=on_offer(immersions.approve_offer),
        page=page("offers/{offer}/decide", accept="1"),
        mutation=about("approveOffer"),
    ),
    Action(
        "immersions.change_edition",
        arrange=scene(),
        verb=change,
        page=lambda scene: (
            f"/immersions/{scene['slug']}/edit",
            {"name": "Autrement", "org_unit_id": str(scene["unit"])},
        ),
        mutation=lambda scene: (
            "changeEdition",
            {"slug": scene["slug"], "name": "Autrement", "orgUnitId": unit(scene)},
        ),
    ),
    Action(
        "immersions.change_offer",
        arrange=scene(),
        verb=change_offer,
        page=lambda scene: (
            f"/immersions/{scene['slug']}/offers/{scene['offer']}/edit",
            typed_offer(scene),
        ),
        mutation=None,
    ),
    Action(
        "immersions.clone_edition",
        arrange=scene(),
        verb=clone,
        page=lambda scene: (
            f"/immersions/{scene['slug']}/clone",
            {"name": scene["name"], "org_unit_id": str(scene["unit"])},
        ),
        mutation=lambda scene: (
            "cloneEdition",
            {"slug": scene["slug"], "name": scene["name"], "orgUnitId": unit(scene)},
        ),
    ),
    Action(
        "immersions.draft_offer",
        arrange=scene(),
        verb=draft,
        page=lambda scene: (f"/immersions/{scene['slug']}/offers", typed_offer(scene)),
        mutation=lambda scene: ("draftOffer", sent_offer(scene)),
    ),
    Action(
        "immersions.open_edition",
        arrange=scene(),
        verb=open_edition,
        page=lambda scene: ("/immersions", {"name": scene["name"], "org_unit_id": str(scene["unit"])}),
        mutation=lambda scene: ("openEdition", {"name": scene["name"], "orgUnitId": unit(scene)}),
    ),
    Action(
        "immersions.propose_swap",
        arrange=swappable,
        verb=propose_swap,
        page=lambda scene: (
            f"/immersions/{scene['slug']}/swap",
            {
                "activity_id": str(scene["activity"]),
                "title": "Ma matinée",
                "day": f"{scene['day']:%Y-%m-%d}",
                "from": "09:00",
                "to": "12:00",
            },
        ),
        mutation=lambda scene: ("proposeSwap", sent_swap(scene)),
    ),
    Action(
        "immersions.publish_offer",
        arrange=scene(),
        verb=on_offer(immersions.publish_offer),
        page=page("offers/{offer}/publish"),
        mutation=about("publishOffer"),
    ),
    Action(
        "immersions.rank_wishes",
        arrange=scene(Phase.WISHES, OfferStatus.OPEN),
        verb=rank,
        page=lambda scene: (
            f"/immersions/{scene['slug']}/wishes/move",
            {"offer_id": str(scene["offer"]), "move": "add"},
        ),
        mutation=lambda scene: (
            "rankWishes",
            {"editionSlug": scene["slug"], "offerIds": [encode("Offer", scene["offer"])]},
        ),
    ),
    Action(
        "immersions.say_constraints",
        arrange=scene(Phase.WISHES),
        verb=on_edition(immersions.say_constraints, given=ParticipantInput()),
        page=page("wishes", furthest_km="30"),
        mutation=lambda scene: ("sayConstraints", {"editionSlug": scene["slug"], "furthestKm": 30}),
    ),
    Action(
        "immersions.withdraw_offer",
        arrange=scene(Phase.WISHES, OfferStatus.OPEN),
        verb=on_offer(immersions.withdraw_offer),
        page=page("offers/{offer}/withdraw"),
        mutation=about("withdrawOffer"),
    ),
)
