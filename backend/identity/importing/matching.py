"""Whom each row of the file is about, and the rows that contradict another one or somebody known."""

import sqlalchemy as sa

from backend.core.db import Session, alias_of
from backend.identity.importing.manager_chain import refuse_cycles
from backend.identity.importing.report import ImportReport
from backend.identity.importing.staging import KEPT, STAGED, refuse
from backend.identity.models import PEOPLE

OTHER = STAGED.alias("other")


async def match_people(session: Session) -> None:
    """Refuse rows that repeat an earlier one; tie the others to the people they are about.

    A person is known by external id; one who signed in before any import has none, and is known by e-mail.
    """
    await _refuse_repeated(session, "external_id")
    await session.execute(
        sa.update(STAGED)
        .where(KEPT, PEOPLE.c.external_id == STAGED.c.external_id)
        .values(person_id=PEOPLE.c.id, is_new=False)
    )
    await session.execute(
        sa.update(STAGED)
        .where(KEPT, STAGED.c.is_new, PEOPLE.c.email == STAGED.c.email, PEOPLE.c.external_id.is_(None))
        .values(person_id=PEOPLE.c.id, is_new=False)
    )
    await _refuse_repeated(session, "email")


async def settle(session: Session, report: ImportReport) -> None:
    """Find everybody's manager and refuse what contradicts, until the rows that are left agree.

    Refusing a row may leave another without its manager or its address, hence the rounds; one is usual.
    """
    while True:
        taken = await _refuse_taken_emails(session)
        await _find_managers(session)
        unknown = await _refuse_unknown_managers(session)
        if taken + unknown + await refuse_cycles(session) == 0:
            break
    await _warn_of_refused_managers(session, report)


async def _refuse_repeated(session: Session, field: str) -> None:
    value = STAGED.c[field]
    first = (
        sa.select(value.label("value"), sa.func.min(STAGED.c.line).label("line"))
        .where(KEPT)
        .group_by(value)
        .having(sa.func.count() > 1)
        .subquery("first")
    )
    await session.execute(
        sa.update(STAGED)
        .where(KEPT, value == first.c.value, STAGED.c.line > first.c.line)
        .values(
            refused=sa.literal("the same value is on line ") + sa.cast(first.c.line, sa.Text),
            refused_field=field,
        )
    )


async def _refuse_taken_emails(session: Session) -> int:
    """An address of somebody else is refused, unless the file gives that person another one."""
    holder = alias_of(PEOPLE, "holder")
    gives_up = sa.exists().where(
        OTHER.c.refused.is_(None), OTHER.c.person_id == holder.c.id, OTHER.c.email != holder.c.email
    )
    held = sa.exists().where(holder.c.email == STAGED.c.email, holder.c.id != STAGED.c.person_id, ~gives_up)
    return await refuse(session, held, "email", "another person has this address")


async def _find_managers(session: Session) -> None:
    """A manager is a person of the file, else one already known; whoever has none is at the top."""
    wanted = STAGED.c.manager_external_id
    in_file = (
        sa.select(OTHER.c.person_id)
        .where(OTHER.c.refused.is_(None), OTHER.c.external_id == wanted)
        .scalar_subquery()
    )
    known = sa.select(PEOPLE.c.id).where(PEOPLE.c.external_id == wanted).scalar_subquery()
    await session.execute(
        sa.update(STAGED).where(KEPT, wanted.is_not(None)).values(manager_id=sa.func.coalesce(in_file, known))
    )


def _refused_manager() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        OTHER.c.refused.is_not(None), OTHER.c.external_id == STAGED.c.manager_external_id
    )


async def _refuse_unknown_managers(session: Session) -> int:
    """Refuse rows whose manager nobody is, unless it is because the manager's own row was refused."""
    lost = sa.and_(STAGED.c.manager_external_id.is_not(None), STAGED.c.manager_id.is_(None))
    before = sa.select(PEOPLE.c.manager_id).where(PEOPLE.c.id == STAGED.c.person_id).scalar_subquery()
    await session.execute(sa.update(STAGED).where(KEPT, lost, _refused_manager()).values(manager_id=before))
    return await refuse(
        session, sa.and_(lost, ~_refused_manager()), "manager_external_id", "nobody has this external id"
    )


async def _warn_of_refused_managers(session: Session, report: ImportReport) -> None:
    manager = alias_of(PEOPLE, "manager")
    found = await session.execute(
        sa.select(STAGED.c.manager_external_id, sa.func.count())
        .outerjoin(manager, manager.c.external_id == STAGED.c.manager_external_id)
        .where(KEPT, _refused_manager(), manager.c.id.is_(None))
        .group_by(STAGED.c.manager_external_id)
        .order_by(STAGED.c.manager_external_id)
    )
    report.warnings += [
        f"Manager {name}: their row was refused; {people} of their people are kept without a new manager."
        for name, people in found
    ]
