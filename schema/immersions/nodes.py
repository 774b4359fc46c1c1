"""How the nodes of immersions are found again by their ids."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from backend import immersions
from backend.core.actor import Actor
from schema.context import Context
from schema.immersions.activity_types import activity_node
from schema.immersions.debrief_types import debrief_node
from schema.immersions.offer_types import offer_node
from schema.immersions.run_types import run_node
from schema.immersions.types import edition_node
from schema.node import finds


@finds("Edition", "immersions")
async def _editions(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await immersions.editions_by_ids(context.session, actor, ids)
    return {key: edition_node(row) for key, row in rows.items()}


@finds("Offer", "immersions")
async def _offers(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await immersions.offers_by_ids(context.session, actor, ids)
    return {key: offer_node(row) for key, row in rows.items()}


@finds("Activity", "immersions")
async def _activities(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await immersions.activities_by_ids(context.session, ids)
    return {key: activity_node(row) for key, row in rows.items()}


@finds("MatchingRun", "immersions")
async def _runs(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await immersions.runs_by_ids(context.session, actor, ids)
    return {key: run_node(row) for key, row in rows.items()}


@finds("Debrief", "immersions")
async def _debriefs(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await immersions.debriefs_by_ids(context.session, actor, ids)
    return {key: debrief_node(row) for key, row in rows.items()}
