"""What people settle about their own account: language, theme, time zone, and where they are signed in."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

import sqlalchemy as sa
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session, alias_of
from backend.core.errors import NotFound
from backend.identity.models import JOB_FAMILIES, ORG_UNITS, PEOPLE, SIGN_IN_SESSIONS, SITES, Person, Theme
from backend.identity.names import display_name
from backend.identity.people import get_person
from backend.identity.sessions import close_all_sessions, close_session


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("time_zone", "not the name of a time zone")
    return name


class ProfileInput(BaseModel):
    """What is left out stays as it is. `time_zone` is an IANA name, such as `Europe/Paris`."""

    locale: Literal["fr", "en"] | None = None
    theme: Theme | None = None
    time_zone: Annotated[str, AfterValidator(_known_zone)] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works, in names; None for what the directory did not say."""

    org_unit: str | None
    site: str | None
    job_family: str | None
    manager: str | None


async def place_of(session: Session, person: Person) -> Place:
    """Where a person works; one statement."""
    managers = alias_of(PEOPLE, "manager")
    row = (
        await session.execute(
            sa.select(
                ORG_UNITS.c.name.label("org_unit"),
                SITES.c.name.label("site"),
                JOB_FAMILIES.c.name.label("job_family"),
                display_name(managers).label("manager"),
            )
            .select_from(PEOPLE)
            .outerjoin(ORG_UNITS, ORG_UNITS.c.id == PEOPLE.c.org_unit_id)
            .outerjoin(SITES, SITES.c.id == PEOPLE.c.site_id)
            .outerjoin(JOB_FAMILIES, JOB_FAMILIES.c.id == PEOPLE.c.job_family_id)
            .outerjoin(managers, managers.c.id == PEOPLE.c.manager_id)
            .where(PEOPLE.c.id == person.id)
        )
    ).one()
    return Place(row.org_unit, row.site, row.job_family, row.manager)


async def update_profile(session: Session, actor: Actor, given: ProfileInput) -> Person:
    """Change the actor's own settings; the event lists what changed, and there is none if nothing did."""
    person = await own(session, actor)
    wanted = given.model_dump(exclude_none=True)
    changed = {name: value for name, value in wanted.items() if getattr(person, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(person, name, value)
        await events.record(
            session, actor, "person.profile_updated", "person", person.id, changed=sorted(changed)
        )
    return person


async def sign_out_session(session: Session, actor: Actor, session_id: UUID) -> None:
    """Sign one of the actor's own browsers out. Errors: NotFound."""
    found = await session.execute(
        sa.select(SIGN_IN_SESSIONS.c.id).where(
            SIGN_IN_SESSIONS.c.id == session_id,
            SIGN_IN_SESSIONS.c.person_id == actor.person_id,
            SIGN_IN_SESSIONS.c.revoked_at.is_(None),
        )
    )
    if found.scalar_one_or_none() is None:
        raise NotFound
    await close_session(session, session_id)
    await events.record(session, actor, "person.signed_out", "person", actor.person_id)


async def sign_out_everywhere(session: Session, actor: Actor) -> int:
    """Sign the actor out of every browser; returns how many."""
    person = await own(session, actor)
    closed = await close_all_sessions(session, person.id)
    await events.record(session, actor, "person.signed_out_everywhere", "person", person.id, browsers=closed)
    return closed


async def own(session: Session, actor: Actor) -> Person:
    """The actor's own account. Errors: NotFound, for the system, which has none."""
    if actor.person_id is None:
        raise NotFound
    return await get_person(session, actor.person_id)
