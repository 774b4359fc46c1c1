"""Tables of identity, one file per subject."""

from backend.identity.models.access import (
    IDEMPOTENCY_KEYS,
    ROLE_GRANTS,
    SIGN_IN_SESSIONS,
    TOKENS,
    IdempotencyKey,
    Role,
    RoleGrant,
    RoleSource,
    SignInSession,
    Token,
)
from backend.identity.models.organisation import (
    HEADCOUNTS,
    HEADCOUNTS_BELOW,
    JOB_FAMILIES,
    ORG_UNIT_HEADS,
    ORG_UNIT_TREE,
    ORG_UNITS,
    SITES,
    Headcount,
    HeadcountBelow,
    JobFamily,
    OrgUnit,
    OrgUnitHead,
    OrgUnitTree,
    Site,
)
from backend.identity.models.people import PEOPLE, PERSON_WORDS, Person, PersonStatus, PersonWord, Theme
