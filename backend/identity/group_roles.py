"""Roles that follow the company's groups: the map of `DIAPASON_OIDC_GROUP_ROLES`, and its effect at sign-in.

`{"diapason-cx-leaders": "cx_leader@Télénova/Nouvelle-Aquitaine", "diapason-admins": "administrator"}`: a
group, matched to the letter, gives a role on a unit and all below it, or everywhere when no unit is named.
"""

import logging
from collections.abc import Mapping, Set
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.identity.models import ORG_UNITS, ROLE_GRANTS, Role, RoleSource

log = logging.getLogger("diapason.identity")

GRANTED = frozenset(role.value for role in Role if role is not Role.EMPLOYEE)

Grant = tuple[Role, UUID | None]
"""A role and the unit it is held on; None is everywhere."""


@dataclass(frozen=True, slots=True)
class GroupProblem:
    """An entry of the map that grants nothing: `what` is `role` or `org_unit`, `value` what is unknown."""

    group: str
    what: str
    value: str


async def check_group_map(session: Session, group_roles: Mapping[str, str]) -> list[GroupProblem]:
    """What is wrong with the map, entry by entry; empty when every entry grants something."""
    return (await _read(session, group_roles))[1]


async def replace_claimed_roles(
    session: Session, person_id: UUID, groups: Set[str], group_roles: Mapping[str, str]
) -> None:
    """Make the person's roles from the directory those of `groups`; roles granted by hand stay."""
    granted, problems = await _read(session, {g: r for g, r in group_roles.items() if g in groups})
    for problem in problems:
        log.warning("DIAPASON_OIDC_GROUP_ROLES: %s names an unknown %s", problem.group, problem.what)
    wanted = set(granted.values())
    held = (
        await session.execute(
            sa.select(
                ROLE_GRANTS.c.id, ROLE_GRANTS.c.role, ROLE_GRANTS.c.org_unit_id, ROLE_GRANTS.c.source
            ).where(ROLE_GRANTS.c.person_id == person_id)
        )
    ).all()
    dropped = [
        row for row in held if row.source == RoleSource.CLAIM and (row.role, row.org_unit_id) not in wanted
    ]
    added = sorted(wanted - {(row.role, row.org_unit_id) for row in held}, key=str)
    if dropped:
        await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.id.in_([row.id for row in dropped])))
    if added:
        rows = [
            {
                "id": new_id(),
                "person_id": person_id,
                "role": role,
                "org_unit_id": unit_id,
                "source": RoleSource.CLAIM,
                "granted_at": now(),
            }
            for role, unit_id in added
        ]
        await session.execute(sa.insert(ROLE_GRANTS), rows)
    if dropped or added:
        await events.record(
            session,
            SYSTEM,
            "person.roles_claimed",
            "person",
            person_id,
            added=[role.value for role, _ in added],
            dropped=[row.role.value for row in dropped],
        )


async def _read(
    session: Session, group_roles: Mapping[str, str]
) -> tuple[dict[str, Grant], list[GroupProblem]]:
    """What each group grants, and the entries that grant nothing; one statement at most."""
    split = {group: value.partition("@") for group, value in group_roles.items()}
    paths = {path for _, at, path in split.values() if at}
    units: dict[str, UUID] = {}
    if paths:
        found = await session.execute(
            sa.select(ORG_UNITS.c.path, ORG_UNITS.c.id).where(ORG_UNITS.c.path.in_(paths))
        )
        units = {row.path: row.id for row in found}
    grants: dict[str, Grant] = {}
    problems: list[GroupProblem] = []
    for group, (role, at, path) in split.items():
        if role not in GRANTED:
            problems.append(GroupProblem(group, "role", role))
        elif at and path not in units:
            problems.append(GroupProblem(group, "org_unit", path))
        else:
            grants[group] = (Role(role), units.get(path) if at else None)
    return grants, problems
