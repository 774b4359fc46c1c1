"""Circles themselves, who comes into them, who leads them."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import circles, identity
from backend.circles.models import CIRCLES, MEMBERSHIPS, MembershipStatus
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast

WHY = "Personne ne répète son histoire."


async def arranged(
    cast: Cast,
    session: Session,
    *,
    everybody: MembershipStatus | None = None,
    thomas: MembershipStatus | None = None,
    second_lead: bool = False,
) -> Scene:
    """A circle of Nouvelle-Aquitaine led by Karim with Inès in it; Thomas, or all the others, in a state."""
    solene = await identity.actor_of(session, cast.people["solene"])
    assert solene is not None
    given = {"name": f"Cercle {new_id()}", "kind": "ambassador", "why": WHY}
    given |= {"org_unit_id": cast.units["aquitaine"], "lead_id": cast.people["karim"]}
    circle = await circles.create_circle(session, solene, circles.NewCircleInput(**given))
    states = {"ines": MembershipStatus.ACTIVE}
    states |= {"thomas": thomas} if thomas else {}
    states = dict.fromkeys(cast.people.keys() - {"karim"}, everybody) if everybody else states
    for name, status in states.items():
        is_lead = second_lead and name == "thomas"
        await session.execute(
            sa.insert(MEMBERSHIPS).values(
                circle_id=circle.id, person_id=cast.people[name], status=status, is_lead=is_lead
            )
        )
    members = sum(status is MembershipStatus.ACTIVE for status in states.values())
    await session.execute(
        sa.update(CIRCLES)
        .where(CIRCLES.c.id == circle.id)
        .values(member_count=1 + members, lead_count=1 + second_lead)
    )
    return {"slug": circle.slug, "thomas": cast.people["thomas"], "unit": cast.units["aquitaine"]}


def scene(**how: Any) -> Callable[[Cast, Session], Awaitable[Scene]]:
    return lambda cast, session: arranged(cast, session, **how)


def on_circle(
    verb: Callable[..., Awaitable[object]], *names: str, **more: Any
) -> Callable[[Session, Actor, Scene], Awaitable[object]]:
    """The verb on the scene's circle, with these of the scene's ids."""

    async def run(session: Session, actor: Actor, made: Scene) -> object:
        circle = await circles.get_circle(session, actor, made["slug"])
        return await verb(session, actor, circle, *(made[name] for name in names), **more)

    return run


async def create(session: Session, actor: Actor, made: Scene) -> object:
    given = circles.NewCircleInput(name="Neuf", kind="ambassador", why=WHY, org_unit_id=made["unit"])
    return await circles.create_circle(session, actor, given)


async def edit(session: Session, actor: Actor, made: Scene) -> object:
    circle = await circles.get_circle(session, actor, made["slug"])
    given = circles.CircleInput(name="Autre", kind="ambassador", why=WHY, org_unit_id=made["unit"])
    return await circles.edit_circle(session, actor, circle, given)


def page(path: str, **form: str) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    """A form of the circle; `{thomas}` and `{unit}` stand for the scene's ids."""

    def made(scene: Scene) -> tuple[str, dict[str, Any]]:
        filled = {name: value.format(**scene) for name, value in form.items()}
        return f"/circles/{scene['slug']}{path.format(**scene)}", filled

    return made


def mutation(
    called: str, *, on_thomas: bool = False, **given: Any
) -> Callable[[Scene], tuple[str, dict[str, Any]]]:
    """A mutation of the circle, about Thomas or not."""

    def made(scene: Scene) -> tuple[str, dict[str, Any]]:
        about = {"personId": encode("Person", scene["thomas"])} if on_thomas else {}
        return called, {"slug": scene["slug"], **about, **given}

    return made


def created(made: Scene) -> tuple[str, dict[str, Any]]:
    unit = encode("OrgUnit", UUID(str(made["unit"])))
    return "createCircle", {"name": "Neuf", "kind": "AMBASSADOR", "why": WHY, "orgUnitId": unit}


def invited(made: Scene) -> tuple[str, dict[str, Any]]:
    return "inviteToCircle", {"slug": made["slug"], "personIds": [encode("Person", made["thomas"])]}


FORM = {"kind": "ambassador", "why": WHY, "org_unit_id": "{unit}"}
ACTIVE, INVITED, REQUESTED = MembershipStatus.ACTIVE, MembershipStatus.INVITED, MembershipStatus.REQUESTED

CIRCLES_ACTIONS = (
    Action(
        "circles.accept_invitation",
        scene(everybody=INVITED),
        on_circle(circles.accept_invitation),
        page("/accept"),
        mutation("acceptInvitation"),
    ),
    Action(
        "circles.answer_request",
        scene(thomas=REQUESTED),
        on_circle(circles.answer_request, "thomas", accept=True),
        page("/requests/{thomas}", accept="1"),
        mutation("answerMembershipRequest", on_thomas=True, accept=True),
    ),
    Action(
        "circles.appoint_lead",
        scene(thomas=ACTIVE),
        on_circle(circles.appoint_lead, "thomas"),
        page("/members/{thomas}/lead"),
        mutation("appointLead", on_thomas=True),
    ),
    Action(
        "circles.archive",
        scene(),
        on_circle(circles.archive_circle),
        page("/archive"),
        mutation("archiveCircle"),
    ),
    Action(
        "circles.create",
        scene(),
        create,
        lambda made: ("/circles", {**FORM, "name": "Neuf", "org_unit_id": str(made["unit"])}),
        created,
    ),
    Action(
        "circles.decline_invitation",
        scene(everybody=INVITED),
        on_circle(circles.decline_invitation),
        page("/decline"),
        mutation("declineInvitation"),
    ),
    Action(
        "circles.edit",
        scene(),
        edit,
        page("/edit", name="Autre", **FORM),
        mutation("editCircle", name="Autre"),
    ),
    Action("circles.invite", scene(), on_circle(circles.invite, "thomas"), None, invited),
    Action(
        "circles.leave",
        scene(everybody=ACTIVE),
        on_circle(circles.leave),
        page("/leave"),
        mutation("leaveCircle"),
    ),
    Action(
        "circles.propose",
        scene(),
        on_circle(circles.propose, "thomas"),
        page("/invite", person_id="{thomas}"),
        mutation("proposeMember", on_thomas=True),
    ),
    Action(
        "circles.remove_member",
        scene(thomas=ACTIVE),
        on_circle(circles.remove, "thomas"),
        page("/members/{thomas}/remove"),
        mutation("removeMember", on_thomas=True),
    ),
    Action(
        "circles.step_down",
        scene(thomas=ACTIVE, second_lead=True),
        on_circle(circles.step_down),
        page("/step-down"),
        mutation("stepDown"),
    ),
)
