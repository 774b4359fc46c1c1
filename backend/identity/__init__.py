"""Identity: people, the organisation, what each may do, and how they are signed in."""

from backend.identity.idempotency import Answer, forget_old_keys, keep, recall
from backend.identity.models import (
    HEADCOUNTS,
    JOB_FAMILIES,
    ORG_UNIT_HEADS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    PEOPLE,
    ROLE_GRANTS,
    SITES,
    JobFamily,
    OrgUnit,
    Person,
    PersonStatus,
    Role,
    RoleGrant,
    Site,
    Theme,
)
from backend.identity.org_units import ancestors, subtree
from backend.identity.people import actor_of, get_person, person_by_email
from backend.identity.permissions import TABLE, Permission

__all__ = [
    "HEADCOUNTS",
    "JOB_FAMILIES",
    "ORG_UNITS",
    "ORG_UNIT_HEADS",
    "ORG_UNIT_TREE",
    "PEOPLE",
    "ROLE_GRANTS",
    "SITES",
    "TABLE",
    "Answer",
    "JobFamily",
    "OrgUnit",
    "Permission",
    "Person",
    "PersonStatus",
    "Role",
    "RoleGrant",
    "Site",
    "Theme",
    "actor_of",
    "ancestors",
    "forget_old_keys",
    "get_person",
    "keep",
    "person_by_email",
    "recall",
    "subtree",
]
