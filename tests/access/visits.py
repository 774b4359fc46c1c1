"""The day and its debrief: Inès goes to Thomas, in an edition of Nouvelle-Aquitaine run by Solène."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from backend import immersions, lineage
from backend.core.actor import Actor
from backend.core.db import Session
from backend.immersions import DebriefInput, Heart, NoteInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.immersions.days import a_day


async def begun(cast: Cast, session: Session) -> Scene:
    """A day that began an hour ago, with a note of Inès's."""
    edition, slot_id = await a_day(session, cast, starts_in=timedelta(hours=-1))
    ines = await cast.actor("ines")
    note = await immersions.note_on_the_day(session, ines, edition, NoteInput(text="Une file"))
    return {"slug": edition.slug, "slot": slot_id, "ines": cast.people["ines"], "note": note.id}


async def told(cast: Cast, session: Session) -> Scene:
    """The same, with an idea that Inès told."""
    scene = await begun(cast, session)
    ines = await cast.actor("ines")
    edition = await immersions.get_edition(session, ines, scene["slug"])
    debrief = await immersions.submit_debrief(session, ines, edition, DebriefInput(ideas="Deux casques"))
    return {**scene, "debrief": debrief.id}


async def promote_idea(session: Session, actor: Actor, scene: Scene) -> object:
    return await lineage.promote_idea(session, actor, scene["debrief"])


def on_edition(verb: Callable[..., Awaitable[object]], *names: str, **more: Any) -> Any:
    async def run(session: Session, actor: Actor, scene: Scene) -> object:
        edition = await immersions.get_edition(session, actor, scene["slug"])
        return await verb(session, actor, edition, *(scene[name] for name in names), **more)

    return run


async def check_ines_in(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    return await immersions.check_in(session, actor, edition, person_id=scene["ines"])


async def miss_ines(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    return await immersions.miss_visit(session, actor, edition, person_id=scene["ines"])


async def drop(session: Session, actor: Actor, scene: Scene) -> object:
    return await immersions.drop_note(session, actor, scene["note"])


async def tell_as_host(session: Session, actor: Actor, scene: Scene) -> object:
    edition = await immersions.get_edition(session, actor, scene["slug"])
    given = DebriefInput(ideas="Deux casques")
    return await immersions.submit_debrief(session, actor, edition, given, slot_id=scene["slot"])


def page(rest: str, **form: str) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (f"/immersions/{scene['slug']}/{rest.format_map(scene)}", form)


def about(name: str, **more: Any) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (name, {"editionSlug": scene["slug"], **more})


def about_ines(name: str) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (
        name,
        {"editionSlug": scene["slug"], "personId": encode("Person", scene["ines"])},
    )


def about_slot(name: str, **more: Any) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (
        name,
        {"editionSlug": scene["slug"], "slotId": encode("OfferSlot", scene["slot"]), **more},
    )


def post_ines(rest: str) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    return lambda scene: (f"/immersions/{scene['slug']}/{rest}", {"person_id": str(scene["ines"])})


VISITS = (
    Action(
        "immersions.acknowledge_as_host",
        arrange=begun,
        verb=on_edition(immersions.acknowledge_as_host, "slot"),
        page=None,
        mutation=about_slot("acknowledgeRules"),
    ),
    Action(
        "immersions.acknowledge_rules",
        arrange=begun,
        verb=on_edition(immersions.acknowledge_rules),
        page=page("day/rules"),
        mutation=about("acknowledgeRules"),
    ),
    Action(
        "immersions.check_in",
        arrange=begun,
        verb=on_edition(immersions.check_in),
        page=page("arrive"),
        mutation=about("checkIn"),
    ),
    Action(
        "immersions.check_in_somebody",
        arrange=begun,
        verb=check_ines_in,
        page=post_ines("visitors/arrived"),
        mutation=about_ines("checkIn"),
    ),
    Action(
        "immersions.drop_note",
        arrange=begun,
        verb=drop,
        page=page("day/notes/{note}/drop"),
        mutation=lambda scene: ("dropNote", {"noteId": encode("DayNote", scene["note"])}),
    ),
    Action(
        "immersions.miss_visit",
        arrange=begun,
        verb=miss_ines,
        page=post_ines("visitors/missed"),
        mutation=about_ines("missVisit"),
    ),
    Action(
        "immersions.note_on_the_day",
        arrange=begun,
        verb=on_edition(immersions.note_on_the_day, given=NoteInput(text="Une file")),
        page=page("day/notes", text="Une file"),
        mutation=about("noteOnTheDay", text="Une file"),
    ),
    Action(
        "lineage.promote_idea",
        arrange=told,
        verb=promote_idea,
        page=page("debriefs/{debrief}/idea"),
        mutation=lambda scene: ("promoteIdea", {"debriefId": encode("Debrief", scene["debrief"])}),
    ),
    Action(
        "immersions.submit_debrief",
        arrange=begun,
        verb=on_edition(immersions.submit_debrief, given=DebriefInput(ideas="Deux casques")),
        page=page("day/debrief", ideas="Deux casques"),
        mutation=about("submitDebrief", ideas="Deux casques"),
    ),
    Action(
        "immersions.submit_debrief_as_host",
        arrange=begun,
        verb=tell_as_host,
        page=page("visitors/{slot}/debrief", ideas="Deux casques"),
        mutation=about_slot("submitDebrief", ideas="Deux casques"),
    ),
    Action(
        "immersions.tick_heart",
        arrange=begun,
        verb=on_edition(immersions.tick_heart, heart=Heart.QUESTIONS),
        page=page("day/hearts", heart="questions"),
        mutation=about("tickHeart", heart="QUESTIONS"),
    ),
)
