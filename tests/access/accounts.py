"""One's own account, and the roles that are given and taken back."""

import sqlalchemy as sa

from backend import identity
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity.models import ROLE_GRANTS, Role
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast


async def somebody(cast: Cast, session: Session) -> Scene:
    """Karim, an editor of nothing, and the region he works in."""
    await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.role == Role.EDITOR))
    return {"person": cast.people["karim"], "unit": cast.units["aquitaine"]}


async def an_editor(cast: Cast, session: Session) -> Scene:
    """Karim, an editor of his region; the grant is made anew each time."""
    await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.role == Role.EDITOR))
    made = await session.execute(
        sa.insert(ROLE_GRANTS)
        .values(person_id=cast.people["karim"], role=Role.EDITOR, org_unit_id=cast.units["aquitaine"])
        .returning(ROLE_GRANTS.c.id)
    )
    return {"grant": made.scalar_one(), "person": cast.people["karim"]}


async def grant(session: Session, actor: Actor, scene: Scene) -> object:
    person = await identity.get_person(session, scene["person"])
    return await identity.grant_role(session, actor, person, Role.EDITOR, scene["unit"])


async def revoke(session: Session, actor: Actor, scene: Scene) -> object:
    await identity.revoke_role(session, actor, scene["grant"])
    return None


async def update(session: Session, actor: Actor, _scene: Scene) -> object:
    given = identity.ProfileInput.model_validate({"theme": "dark"})
    return await identity.update_profile(session, actor, given)


ACCOUNTS = (
    Action(
        "identity.grant_role",
        arrange=somebody,
        verb=grant,
        page=lambda scene: (
            f"/admin/people/{scene['person']}/roles",
            {"role": "editor", "unit": str(scene["unit"])},
        ),
        mutation=lambda scene: (
            "grantRole",
            {
                "personId": encode("Person", scene["person"]),
                "role": "EDITOR",
                "orgUnitId": encode("OrgUnit", scene["unit"]),
            },
        ),
    ),
    Action(
        "identity.revoke_role",
        arrange=an_editor,
        verb=revoke,
        page=lambda scene: (f"/admin/people/{scene['person']}/roles/{scene['grant']}/revoke", {}),
        mutation=lambda scene: ("revokeRole", {"id": encode("RoleGrant", scene["grant"])}),
    ),
    Action(
        "identity.update_profile",
        arrange=somebody,
        verb=update,
        page=lambda _scene: ("/me", {"theme": "dark"}),
        mutation=lambda _scene: ("updateProfile", {"theme": "LIGHT"}),
    ),
)
