"""A right held over one part of the company stops at its border, and below the whole company."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backend import circles
from backend.circles import errors
from backend.core.errors import Forbidden
from tests.cast import Cast
from tests.circles.message_scenes import a_message
from tests.circles.scene import a_circle, as_, row, states
from tests.circles.scenes import THURSDAY

Verb = Callable[[Cast, str], Awaitable[object]]


async def edit(cast: Cast, slug: str) -> object:
    """Solène takes the circle into her own region."""
    here = await row(cast, slug)
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    values = {name: getattr(here, name) for name in names} | {"org_unit_id": cast.units["aquitaine"]}
    return await as_(cast, "solene", slug, circles.edit_circle, circles.CircleInput(**values))


def solene(verb: Callable[..., Awaitable[object]], *args: Any, **more: Any) -> Verb:
    async def act(cast: Cast, slug: str) -> object:
        given = [cast.people[one.removeprefix("@")] if isinstance(one, str) else one for one in args]
        return await as_(cast, "solene", slug, verb, *given, **more)

    return act


VERBS: dict[str, Verb] = {
    "edit": edit,
    "archive": solene(circles.archive_circle),
    "invite": solene(circles.invite, "@ines"),
    "propose": solene(circles.propose, "@ines"),
    "appoint": solene(circles.appoint_lead, "@karim"),
    "remove": solene(circles.remove, "@karim"),
    "answer": solene(circles.answer_request, "@yann", accept=True),
    "plan": solene(circles.plan_gathering, THURSDAY),
    "draft": solene(circles.draft_message, a_message()),
}


@pytest.mark.parametrize("unit", ["bretagne", "telenova", None])
@pytest.mark.parametrize("name", VERBS)
async def test_solene_does_nothing_outside_nouvelle_aquitaine(
    cast: Cast, name: str, unit: str | None
) -> None:
    slug = await a_foreign_circle(cast, unit)
    await as_(cast, "yann", slug, circles.join)
    before = await row(cast, slug)
    with pytest.raises(Forbidden):
        await VERBS[name](cast, slug)
    async with cast.database.reading() as session:
        assert await states(session, before.id) == {
            cast.people["karim"]: "active",
            cast.people["yann"]: "requested",
        }
    assert await row(cast, slug) == before


async def a_foreign_circle(cast: Cast, unit: str | None) -> str:
    """A circle of this unit, or of the whole company, that Karim leads."""
    from backend.core.actor import SYSTEM

    given = circles.NewCircleInput.model_validate(
        {
            "name": "Ailleurs",
            "kind": "ambassador",
            "why": "Parce que.",
            "join_policy": "request",
            "org_unit_id": cast.units[unit] if unit else None,
            "lead_id": cast.people["karim"],
        }
    )
    async with cast.database.writing() as session:
        slug = (await circles.create_circle(session, SYSTEM, given)).slug
        await session.commit()
    return slug


async def test_karim_does_not_move_his_circle_out_of_the_region(cast: Cast) -> None:
    slug = await a_circle(cast)
    here = await row(cast, slug)
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    for unit in (None, cast.units["telenova"], cast.units["bretagne"]):
        values = {name: getattr(here, name) for name in names} | {"org_unit_id": unit}
        with pytest.raises(errors.CxLeadersOnly):
            await as_(cast, "karim", slug, circles.edit_circle, circles.CircleInput(**values))
