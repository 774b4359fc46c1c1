"""How the nodes of circles are found again by their ids."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from backend import circles
from backend.core.actor import Actor
from backend.core.errors import NotFound
from schema.circles.charter import charter_node
from schema.circles.gatherings import gathering_node
from schema.circles.message_types import message_node, question_node
from schema.circles.perks import perk_node
from schema.circles.practices import practice_node
from schema.circles.types import circle_node
from schema.context import Context
from schema.node import finds


@finds("Circle", "circles")
async def _circles(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.circles_by_id(context.session, actor, ids)
    return {key: circle_node(row) for key, row in rows.items()}


@finds("Gathering", "circles")
async def _gatherings(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.gatherings_by_ids(context.session, actor, ids)
    return {key: gathering_node(row) for key, row in rows.items()}


@finds("Message", "circles")
async def _messages(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.messages_by_ids(context.session, actor, ids)
    return {key: message_node(row) for key, row in rows.items()}


@finds("UpwardQuestion", "circles")
async def _questions(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.questions_by_ids(context.session, actor, ids)
    return {key: question_node(row) for key, row in rows.items()}


@finds("Practice", "circles")
async def _practices(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.practices_by_ids(context.session, actor, ids)
    return {key: practice_node(row) for key, row in rows.items()}


@finds("Perk", "circles")
async def _perks(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await circles.perks_by_ids(context.session, actor, ids)
    return {key: perk_node(row) for key, row in rows.items()}


@finds("Charter", "circles")
async def _charters(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """A charter has a few versions in its life, so each is read by itself."""
    found = {}
    for charter_id in set(ids):
        try:
            charter = await circles.get_charter_by_id(context.session, charter_id)
        except NotFound:
            continue
        found[charter_id] = await charter_node(context.session, actor, charter)
    return found
