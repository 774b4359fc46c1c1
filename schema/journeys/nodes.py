"""How the nodes of journeys are found again by their ids."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from backend import journeys
from backend.core.actor import Actor
from schema.context import Context
from schema.journeys.irritant_types import irritant_node, review_node
from schema.journeys.types import handoff_node, journey_node, step_node
from schema.node import finds


@finds("Journey", "journeys")
async def _journey_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.journeys_by_ids(context.session, ids)
    return {key: journey_node(row) for key, row in rows.items()}


@finds("JourneyStep", "journeys")
async def _step_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.steps_by_ids(context.session, ids)
    return {key: step_node(row) for key, row in rows.items()}


@finds("Handoff", "journeys")
async def _handoff_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.handoffs_by_ids(context.session, ids)
    ends = {end for row in rows.values() for end in (row.from_step_id, row.to_step_id)}
    steps = await journeys.steps_by_ids(context.session, ends)
    return {key: handoff_node(row, steps) for key, row in rows.items()}


@finds("Irritant", "journeys")
async def _irritant_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.irritants_by_ids(context.session, actor, ids)
    return {key: irritant_node(row) for key, row in rows.items()}


@finds("JourneyReview", "journeys")
async def _review_nodes(context: Context, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await journeys.reviews_by_ids(context.session, ids)
    return {key: review_node(row) for key, row in rows.items()}
