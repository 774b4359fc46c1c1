"""Tokens of internal tools, work that failed for good, and messages that were refused."""

from datetime import timedelta

import sqlalchemy as sa

from backend import audit, identity, notifications
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity.models import TOKENS
from backend.jobs import JOBS, JobStatus
from backend.notifications import NotificationKind, PastRefusal
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


async def a_refused_message(cast: Cast, session: Session) -> Scene:
    lost = PastRefusal(NotificationKind.REPORT, "Livrée", "Elle est livrée.", now())
    return {"message": await notifications.bring_refusal_in(session, cast.people["ines"], lost)}


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


async def resend(session: Session, actor: Actor, scene: Scene) -> object:
    await notifications.resend(session, actor, scene["message"])
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
        "notifications.resend",
        arrange=a_refused_message,
        verb=resend,
        page=lambda scene: (f"/admin/refused/{scene['message']}/resend", {}),
        mutation=lambda scene: ("resendMessage", {"id": encode("MessageDelivery", scene["message"])}),
    ),
    Action(
        "identity.revoke_token",
        arrange=his_token,
        verb=revoke,
        page=lambda scene: (f"/admin/tokens/{scene['token']}/revoke", {}),
        mutation=lambda scene: ("revokeToken", {"id": encode("Token", scene["token"])}),
    ),
)
