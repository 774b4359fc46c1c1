"""The matching: who runs, pins and publishes; giving a place back, and taking one."""

from typing import Any

import sqlalchemy as sa

from backend import immersions
from backend.core.actor import SYSTEM, Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.immersions import Phase, PlacementSource, SlotChangeInput, WaitingStatus
from backend.immersions.models import EDITIONS, MATCHING_RUNS, PLACEMENTS, SLOTS, WAITING
from backend.immersions.waiting import LONGEST
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.immersions.scene import DAY, a_slot, an_edition, an_offer, in_phase


async def to_match(cast: Cast, session: Session, days: int = 20) -> Scene:
    """An edition for everybody, run by Nouvelle-Aquitaine, in its phase of matching, with a run done."""
    edition = await an_edition(session, cast, phase=Phase.MATCHING)
    offer = await an_offer(session, cast, edition, host="karim", slots=[a_slot(days)])
    run = await immersions.run_matching(session, SYSTEM, edition, seed=1)
    done = {"status": "done", "optimal": True, "unplaced": [0, 0, 0], "ranks": [0, 0, 0]}
    await session.execute(sa.update(MATCHING_RUNS).where(MATCHING_RUNS.c.id == run.id).values(**done))
    slot = await session.scalar(sa.select(SLOTS.c.id).where(SLOTS.c.offer_id == offer.id))
    return {
        "starts_at": now() + (days + 10) * DAY,
        "edition": edition.id,
        "slug": edition.slug,
        "offer": offer.id,
        "run": run.id,
        "slot": slot,
        "ines": cast.people["ines"],
    }


async def published(cast: Cast, session: Session, days: int = 20) -> Scene:
    """The same once published, with Inès placed and everybody offered a place."""
    scene = await to_match(cast, session, days)
    edition = await immersions.get_edition_by_id(session, SYSTEM, scene["edition"])
    await session.execute(
        sa.update(MATCHING_RUNS).where(MATCHING_RUNS.c.id == scene["run"]).values(published_at=now())
    )
    await in_phase(session, edition, Phase.PUBLISHED)
    placed = {"edition_id": edition.id, "slot_id": scene["slot"], "source": PlacementSource.RUN}
    await session.execute(
        sa.insert(PLACEMENTS).values(id=new_id(), person_id=scene["ines"], placed_at=now(), **placed)
    )
    for position, person_id in enumerate(cast.people.values(), start=1):
        await session.execute(
            sa.insert(WAITING).values(
                run_id=scene["run"],
                offer_id=scene["offer"],
                person_id=person_id,
                position=position,
                rank=1,
                slot_ids=[str(scene["slot"])],
                status=WaitingStatus.OFFERED,
                offered_slot_id=scene["slot"],
                expires_at=now() + LONGEST,
            )
        )
    return scene


async def offered(cast: Cast, session: Session) -> Scene:
    """The same, each scene months after the one before: nobody but its host is expected elsewhere."""
    editions = await session.scalar(sa.select(sa.func.count()).select_from(EDITIONS)) or 0
    return await published(cast, session, 30 * (editions + 1))


async def _edition(session: Session, actor: Actor, scene: Scene) -> immersions.Edition:
    return await immersions.get_edition(session, actor, scene["slug"])


async def run(session: Session, actor: Actor, scene: Scene) -> object:
    return await immersions.run_matching(session, actor, await _edition(session, actor, scene))


async def pin(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.pin_placement(session, actor, edition, scene["ines"], scene["slot"])


async def publish(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.publish_matching(session, actor, edition, scene["run"])


async def withdraw(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.withdraw_placement(session, actor, edition, person_id=scene["ines"])


async def accept(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.accept_waiting_offer(session, actor, edition, scene["offer"])


async def decline(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.decline_waiting_offer(session, actor, edition, scene["offer"])


async def change_slot(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    given = SlotChangeInput(starts_at=scene["starts_at"], ends_at=scene["starts_at"] + DAY, capacity=3)
    return await immersions.change_slot(session, actor, edition, scene["slot"], given)


async def cancel_slot(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await _edition(session, actor, scene)
    return await immersions.cancel_slot(session, actor, edition, scene["slot"])


def at(scene: Scene, rest: str) -> str:
    return f"/immersions/{scene['slug']}/{rest}"


def about(scene: Scene, **more: Any) -> dict[str, Any]:
    return {"editionSlug": scene["slug"], **more}


MATCHING = (
    Action(
        "immersions.run_matching",
        arrange=to_match,
        verb=run,
        page=lambda scene: (at(scene, "matching"), {}),
        mutation=lambda scene: ("runMatching", about(scene)),
    ),
    Action(
        "immersions.pin_placement",
        arrange=to_match,
        verb=pin,
        page=lambda scene: (
            at(scene, "matching/pins"),
            {"person_id": str(scene["ines"]), "slot_id": str(scene["slot"])},
        ),
        mutation=lambda scene: (
            "pinPlacement",
            about(
                scene,
                personId=encode("Person", scene["ines"]),
                slotId=encode("OfferSlot", scene["slot"]),
            ),
        ),
    ),
    Action(
        "immersions.publish_matching",
        arrange=to_match,
        verb=publish,
        page=lambda scene: (at(scene, "matching/publish"), {"run_id": str(scene["run"])}),
        mutation=lambda scene: ("publishMatching", about(scene, runId=encode("MatchingRun", scene["run"]))),
    ),
    Action(
        "immersions.withdraw_placement",
        arrange=published,
        verb=withdraw,
        page=lambda scene: (at(scene, "placement/withdraw"), {"person_id": str(scene["ines"])}),
        mutation=lambda scene: (
            "withdrawPlacement",
            about(scene, personId=encode("Person", scene["ines"])),
        ),
    ),
    Action(
        "immersions.accept_waiting_offer",
        arrange=offered,
        verb=accept,
        page=lambda scene: (at(scene, "placement/accept"), {"offer_id": str(scene["offer"])}),
        mutation=lambda scene: ("acceptWaitingOffer", about(scene, offerId=encode("Offer", scene["offer"]))),
    ),
    Action(
        "immersions.decline_waiting_offer",
        arrange=published,
        verb=decline,
        page=lambda scene: (at(scene, "placement/decline"), {"offer_id": str(scene["offer"])}),
        mutation=lambda scene: ("declineWaitingOffer", about(scene, offerId=encode("Offer", scene["offer"]))),
    ),
    Action(
        "immersions.change_slot",
        arrange=published,
        verb=change_slot,
        page=lambda scene: (
            at(scene, f"slots/{scene['slot']}"),
            {"day": f"{scene['starts_at']:%Y-%m-%d}", "from": "09:00", "to": "17:00", "capacity": "3"},
        ),
        mutation=lambda scene: (
            "changeSlot",
            about(
                scene,
                slotId=encode("OfferSlot", scene["slot"]),
                startsAt=scene["starts_at"].isoformat(),
                endsAt=(scene["starts_at"] + DAY).isoformat(),
                capacity=3,
            ),
        ),
    ),
    Action(
        "immersions.cancel_slot",
        arrange=published,
        verb=cancel_slot,
        page=lambda scene: (at(scene, f"slots/{scene['slot']}/cancel"), {}),
        mutation=lambda scene: ("cancelSlot", about(scene, slotId=encode("OfferSlot", scene["slot"]))),
    ),
)
