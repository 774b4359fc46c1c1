"""Tokens of internal tools, and work that failed for good."""

from datetime import timedelta

import sqlalchemy as sa

from backend import audit, identity
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity.models import TOKENS
from backend.jobs import JOBS, JobStatus
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast


async def karim(cast: Cast, _session: Session) -> Scene:
    return {"person": cast.people["karim"]}


async def his_token(cast: Cast, session: Session) -> Scene:
    """A token that acts as Karim."""
    values = {
        "hash": new_id().hex,
        "hint": "abcd",
        "name": "Intranet",
        "expires_at": now() + timedelta(days=9),
    }
    made = await session.execute(
        sa.insert(TOKENS)
        .values(person_id=cast.people["karim"], scopes=["read"], **values)
        .returning(TOKENS.c.id)
    )
    return {"token": made.scalar_one()}


async def a_dead_job(_cast: Cast, session: Session) -> Scene:
    job_id = new_id()
    await session.execute(sa.insert(JOBS).values(id=job_id, name="mail", payload={}, status=JobStatus.DEAD))
    return {"job": job_id}


async def create(session: Session, actor: Actor, scene: Scene) -> object:
    person = await identity.get_person(session, scene["person"])
    given = identity.NewToken(name="Intranet", scopes=frozenset({"read"}))
    return await identity.create_token(session, actor, person, given)


async def revoke(session: Session, actor: Actor, scene: Scene) -> object:
    await identity.revoke_token(session, actor, scene["token"])
    return None


async def revive(session: Session, actor: Actor, scene: Scene) -> object:
    await audit.revive_job(session, actor, scene["job"])
    return None


PLATFORM = (
    Action(
        "audit.revive_job",
        arrange=a_dead_job,
        verb=revive,
        page=lambda scene: (f"/admin/jobs/{scene['job']}/revive", {}),
        mutation=lambda scene: ("reviveJob", {"id": encode("Job", scene["job"])}),
    ),
    Action(
        "identity.create_token",
        arrange=karim,
        verb=create,
        page=None,
        mutation=lambda scene: (
            "createToken",
            {"name": "Intranet", "scopes": ["read"], "personId": encode("Person", scene["person"])},
        ),
    ),
    Action(
        "identity.revoke_token",
        arrange=his_token,
        verb=revoke,
        page=lambda scene: (f"/admin/tokens/{scene['token']}/revoke", {}),
        mutation=lambda scene: ("revokeToken", {"id": encode("Token", scene["token"])}),
    ),
)
