"""The charter, its perks, and what circles keep."""

from backend import circles
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.core.ids import new_id
from schema.ids import encode
from seeds.charter import APACHE, SLUG
from tests.access.actions import Action, Scene
from tests.access.gatherings import karims_circle
from tests.cast import Cast

TEXT = {"fr": "Attentifs", "en": "Attentive"}
VERSION = {f"{name}_{locale}": "Attention" for name in ("title", "mission") for locale in ("fr", "en")}


async def a_charter(cast: Cast, session: Session) -> Scene:
    """Karim's circle, and a version of the charter that nobody has signed."""
    scene = await karims_circle(cast, session)
    charter = await circles.publish_charter(session, SYSTEM, APACHE, SLUG)
    return {**scene, "version": charter.version}


async def a_perk(_cast: Cast, session: Session) -> Scene:
    given = circles.PerkInput(product=f"Box {new_id()}", offer=circles.Worded(**TEXT))
    return {"perk": (await circles.add_perk(session, SYSTEM, given)).id}


async def a_product(_cast: Cast, _session: Session) -> Scene:
    return {"product": f"Box {new_id()}"}


async def a_practice(cast: Cast, session: Session) -> Scene:
    scene = await karims_circle(cast, session)
    circle = await circles.get_circle(session, SYSTEM, scene["slug"])
    given = circles.PracticeInput(title="Le brief de 9 h")
    return {**scene, "practice": (await circles.add_practice(session, SYSTEM, circle, given)).id}


async def sign(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.sign_charter(
        session, actor, await circles.get_charter(session, SLUG, scene["version"])
    )


async def publish(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.publish_charter(session, actor, APACHE)


async def add_perk(session: Session, actor: Actor, scene: Scene) -> object:
    given = circles.PerkInput(product=scene["product"], offer=circles.Worded(**TEXT))
    return await circles.add_perk(session, actor, given)


async def remove_perk(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.remove_perk(session, actor, scene["perk"])


async def keep(session: Session, actor: Actor, scene: Scene) -> object:
    circle = await circles.get_circle(session, actor, scene["slug"])
    return await circles.add_practice(session, actor, circle, circles.PracticeInput(title="Le brief"))


async def take_off(session: Session, actor: Actor, scene: Scene) -> object:
    return await circles.remove_practice(session, actor, scene["practice"])


CHARTER = (
    Action(
        "circles.sign_charter",
        arrange=a_charter,
        verb=sign,
        page=lambda scene: ("/charter/sign", {"slug": SLUG, "version": str(scene["version"])}),
        mutation=lambda scene: ("signCharter", {"version": scene["version"]}),
    ),
    Action(
        "circles.publish_charter",
        arrange=a_charter,
        verb=publish,
        page=lambda scene: ("/charter", VERSION),
        mutation=lambda scene: ("publishCharter", {"title": TEXT, "mission": TEXT}),
    ),
    Action(
        "circles.add_perk",
        arrange=a_product,
        verb=add_perk,
        page=lambda scene: ("/perks", {"product": scene["product"], "offer_fr": "a", "offer_en": "b"}),
        mutation=lambda scene: ("addPerk", {"product": scene["product"], "offer": TEXT}),
    ),
    Action(
        "circles.remove_perk",
        arrange=a_perk,
        verb=remove_perk,
        page=lambda scene: (f"/perks/{scene['perk']}/remove", {}),
        mutation=lambda scene: ("removePerk", {"perkId": encode("Perk", scene["perk"])}),
    ),
    Action(
        "circles.keep_practice",
        arrange=karims_circle,
        verb=keep,
        page=lambda scene: (f"/circles/{scene['slug']}/practices", {"title": "Le brief"}),
        mutation=lambda scene: ("keepPractice", {"slug": scene["slug"], "title": "Le brief"}),
    ),
    Action(
        "circles.remove_practice",
        arrange=a_practice,
        verb=take_off,
        page=lambda scene: (f"/circles/{scene['slug']}/practices/{scene['practice']}/remove", {}),
        mutation=lambda scene: (
            "removePractice",
            {"practiceId": encode("Practice", scene["practice"])},
        ),
    ),
)
