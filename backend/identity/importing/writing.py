"""From staged rows to people: where they work, what changes, and what follows for whoever leaves."""

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.local_time import company_zone
from backend.identity import leavers
from backend.identity.importing.staging import KEPT, LEVELS, STAGED
from backend.identity.models import (
    JOB_FAMILIES,
    ORG_UNIT_HEADS,
    ORG_UNITS,
    PEOPLE,
    PERSON_WORDS,
    SITES,
    PersonStatus,
    Theme,
)

SAID = ("external_id", "email", "given_name", "family_name", "search", "sort_name", "status")
PLACED = ("org_unit_id", "site_id", "job_family_id", "manager_id")
KEPT_UNLESS_SAID = ("time_zone", "mobile")
"""Columns of PEOPLE as the rows of STAGED name them: stated, looked up, and stated by some files only."""

CREATED, UPDATED, DEACTIVATED, UNCHANGED = "created", "updated", "deactivated", "unchanged"


async def place(session: Session) -> None:
    """Look up each kept row's unit, site and job family, all written by now."""
    unit = sa.select(ORG_UNITS.c.id).where(ORG_UNITS.c.path == STAGED.c.unit_path).scalar_subquery()
    site = sa.select(SITES.c.id).where(SITES.c.code == STAGED.c.site_code).scalar_subquery()
    family = sa.select(JOB_FAMILIES.c.id).where(JOB_FAMILIES.c.name == STAGED.c.job_family).scalar_subquery()
    await session.execute(
        sa.update(STAGED).where(KEPT).values(org_unit_id=unit, site_id=site, job_family_id=family)
    )


async def compare(session: Session) -> None:
    """Say of each kept row what becomes of its person."""
    differs = sa.or_(
        *(STAGED.c[name].is_distinct_from(PEOPLE.c[name]) for name in SAID + PLACED),
        *(STAGED.c[name] != PEOPLE.c[name] for name in KEPT_UNLESS_SAID),
        _says_another_language(),
    )
    leaves = sa.and_(STAGED.c.status == PersonStatus.INACTIVE, PEOPLE.c.status == PersonStatus.ACTIVE)
    await session.execute(sa.update(STAGED).where(KEPT, STAGED.c.is_new).values(change=CREATED))
    await session.execute(
        sa.update(STAGED)
        .where(KEPT, PEOPLE.c.id == STAGED.c.person_id)
        .values(change=sa.case((leaves, DEACTIVATED), (differs, UPDATED), else_=UNCHANGED))
    )


async def write_people(session: Session) -> None:
    """Write the people whose rows bring something new."""
    changing = STAGED.c.change.in_([UPDATED, DEACTIVATED])
    others_address = sa.exists().where(
        KEPT, STAGED.c.email == PEOPLE.c.email, STAGED.c.person_id != PEOPLE.c.id
    )
    # Two people may swap addresses, and each statement must leave addresses unique: free them first.
    await session.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id.in_(sa.select(STAGED.c.person_id).where(KEPT, changing)), others_address)
        .values(email=sa.literal("moving:") + sa.cast(PEOPLE.c.id, sa.Text))
    )
    renamed = sa.select(STAGED.c.person_id).where(
        KEPT, changing, PEOPLE.c.id == STAGED.c.person_id, PEOPLE.c.search != STAGED.c.search
    )
    await session.execute(sa.delete(PERSON_WORDS).where(PERSON_WORDS.c.person_id.in_(renamed)))
    await session.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == STAGED.c.person_id, KEPT, changing)
        .values(
            {name: STAGED.c[name] for name in SAID + PLACED}
            | {name: sa.func.coalesce(STAGED.c[name], PEOPLE.c[name]) for name in KEPT_UNLESS_SAID}
            | {
                "locale": sa.case((_says_another_language(), STAGED.c.locale), else_=PEOPLE.c.locale),
                "stated_locale": sa.func.coalesce(STAGED.c.locale, PEOPLE.c.stated_locale),
            }
        )
    )
    await _write_new_people(session)


def _says_another_language() -> sa.ColumnElement[bool]:
    """The file changed its mind; until it does, the language a person chose here is theirs."""
    said = STAGED.c.locale
    return sa.and_(said.is_not(None), said.is_distinct_from(PEOPLE.c.stated_locale))


async def _write_new_people(session: Session) -> None:
    defaults = {
        "locale": sa.func.coalesce(STAGED.c.locale, "fr"),
        "stated_locale": STAGED.c.locale,
        "time_zone": sa.func.coalesce(STAGED.c.time_zone, str(company_zone(session))),
        "mobile": sa.func.coalesce(STAGED.c.mobile, ""),
        "theme": sa.literal(Theme.SYSTEM, PEOPLE.c.theme.type),
        "level": sa.select(LEVELS.c.level).where(LEVELS.c.person_id == STAGED.c.person_id).scalar_subquery(),
        "created_at": sa.literal(now(), PEOPLE.c.created_at.type),
    }
    stated = {name: STAGED.c[name] for name in SAID + PLACED}
    values = {"id": STAGED.c.person_id} | stated | defaults
    await session.execute(
        sa.insert(PEOPLE).from_select(
            list(values),
            sa.select(*values.values()).where(KEPT, STAGED.c.change == CREATED).order_by(STAGED.c.line),
            include_defaults=False,
        )
    )


async def declare_heads(session: Session) -> None:
    """Keep what the file says of who heads a unit; of two names for one unit, the last row's."""
    head = alias_of(PEOPLE, "head")
    last = (
        sa.select(STAGED.c.org_unit_id, sa.func.max(STAGED.c.line).label("line"))
        .join(head, head.c.external_id == STAGED.c.head_external_id)
        .where(KEPT, STAGED.c.head_external_id.is_not(None), head.c.status == PersonStatus.ACTIVE)
        .group_by(STAGED.c.org_unit_id)
        .subquery("last")
    )
    named = (
        sa.select(STAGED.c.org_unit_id, head.c.id, sa.true())
        .join(last, last.c.line == STAGED.c.line)
        .join(head, head.c.external_id == STAGED.c.head_external_id)
    )
    denied = sa.exists().where(
        KEPT,
        STAGED.c.person_id == ORG_UNIT_HEADS.c.person_id,
        sa.or_(STAGED.c.denies_head, STAGED.c.org_unit_id != ORG_UNIT_HEADS.c.org_unit_id),
    )
    await session.execute(sa.delete(ORG_UNIT_HEADS).where(ORG_UNIT_HEADS.c.declared, denied))
    stated = named.subquery("stated")
    same = sa.exists().where(
        stated.c.org_unit_id == ORG_UNIT_HEADS.c.org_unit_id,
        stated.c.id == ORG_UNIT_HEADS.c.person_id,
        ORG_UNIT_HEADS.c.declared,
    )
    renamed = ORG_UNIT_HEADS.c.org_unit_id.in_(sa.select(stated.c.org_unit_id))
    await session.execute(sa.delete(ORG_UNIT_HEADS).where(renamed, ~same))
    kept = sa.select(ORG_UNIT_HEADS.c.org_unit_id)
    await session.execute(
        sa.insert(ORG_UNIT_HEADS).from_select(
            ["org_unit_id", "person_id", "declared"],
            sa.select(stated).where(stated.c.org_unit_id.not_in(kept)),
        )
    )


async def close_leavers(session: Session, actor: Actor) -> None:
    """End what leavers are signed in by and what they may do."""
    gone = sa.select(STAGED.c.person_id).where(KEPT, STAGED.c.change == DEACTIVATED)
    await leavers.end_what_they_hold(session, actor, gone.order_by(STAGED.c.line))
