"""Importing people and sites: no page and no mutation does it yet, and few may."""

from pathlib import Path

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from tests.access.actions import Action, Scene
from tests.cast import Cast

FILE = Path(__file__).with_name("one_person.csv")


async def nothing(_cast: Cast, _session: Session) -> Scene:
    return {}


async def bring_in(session: Session, actor: Actor, _scene: Scene) -> object:
    return await identity.import_people(session, actor, FILE)


PROVISIONING = (Action("identity.import_people", arrange=nothing, verb=bring_in, page=None, mutation=None),)
