"""The charter: publishing a version, and signing the one in force."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.circles import errors
from backend.circles.inputs import CharterInput
from backend.circles.models import (
    CHARTER_SIGNATURES,
    CHARTERS,
    MEMBERSHIPS,
    Charter,
    CharterSignature,
    MembershipStatus,
)
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.text import slugify
from backend.identity import Permission


def may_edit_charter(actor: Actor) -> bool:
    """The charter is the whole company's: only a right held everywhere publishes it."""
    return actor.may(Permission.CHARTERS_EDIT)


def require_charter_editor(actor: Actor) -> None:
    if not may_edit_charter(actor):
        raise errors.CharterEditorsOnly


async def charter_in_force(session: Session, slug: str | None = None) -> Charter | None:
    """The newest version of the charter `slug`; without one, the charter published last of all."""
    statement = sa.select(Charter)
    if slug is None:
        statement = statement.order_by(CHARTERS.c.published_at.desc(), CHARTERS.c.id.desc())
    else:
        statement = statement.where(CHARTERS.c.slug == slug).order_by(CHARTERS.c.version.desc())
    charter: Charter | None = (await session.execute(statement.limit(1))).scalar_one_or_none()
    return charter


async def get_charter(session: Session, slug: str | None = None, version: int | None = None) -> Charter:
    """A version of a charter, by default the one in force. Errors: NoCharter, NotFound (one asked for)."""
    charter = await charter_in_force(session, slug)
    if charter is not None and version is not None and version != charter.version:
        found = await session.execute(
            sa.select(Charter).where(CHARTERS.c.slug == charter.slug, CHARTERS.c.version == version)
        )
        charter = found.scalar_one_or_none()
    if charter is None:
        raise errors.NoCharter if slug is None and version is None else NotFound
    return charter


async def get_charter_by_id(session: Session, charter_id: UUID) -> Charter:
    """The version with this id. Errors: NoCharter."""
    charter: Charter | None = await session.get(Charter, charter_id)
    if charter is None:
        raise errors.NoCharter
    return charter


async def publish_charter(
    session: Session, actor: Actor, given: CharterInput, slug: str | None = None
) -> Charter:
    """A new version, in force at once: everybody is asked to sign it. Errors: CharterEditorsOnly."""
    require_charter_editor(actor)
    before = await charter_in_force(session, slug)
    charter = Charter(
        slug=before.slug if before else slugify(slug or given.title.fr),
        version=before.version + 1 if before else 1,
        published_by_id=actor.person_id,
        **given.model_dump(),
    )
    session.add(charter)
    await session.flush()
    await events.record(
        session, actor, "charter.published", "charter", charter.id, slug=charter.slug, version=charter.version
    )
    return charter


async def sign_charter(session: Session, actor: Actor, charter: Charter) -> datetime:
    """Sign the version in force, as an active member of a circle; returns when it was signed first.

    Errors: CharterMembersOnly, CharterOutdated(version).
    """
    assert actor.person_id is not None
    if not await is_ambassador(session, actor):
        raise errors.CharterMembersOnly
    newest = await charter_in_force(session, charter.slug)
    if newest is not None and newest.version != charter.version:
        raise errors.CharterOutdated(version=newest.version)
    before = await signed_at(session, actor, charter.id)
    if before is not None:
        return before
    signature = CharterSignature(charter_id=charter.id, person_id=actor.person_id)
    session.add(signature)
    await session.flush()
    await events.record(session, actor, "charter.signed", "charter", charter.id, version=charter.version)
    return signature.signed_at


async def signed_at(session: Session, actor: Actor, charter_id: UUID) -> datetime | None:
    """When the actor signed this version, if they did."""
    found: datetime | None = await session.scalar(
        sa.select(CHARTER_SIGNATURES.c.signed_at).where(
            CHARTER_SIGNATURES.c.charter_id == charter_id,
            CHARTER_SIGNATURES.c.person_id == actor.person_id,
        )
    )
    return found


async def is_ambassador(session: Session, actor: Actor) -> bool:
    """Whether the actor is an active member of any circle."""
    mine = sa.select(MEMBERSHIPS.c.id).where(
        MEMBERSHIPS.c.person_id == actor.person_id, MEMBERSHIPS.c.status == MembershipStatus.ACTIVE
    )
    return bool(await session.scalar(sa.select(mine.exists())))
