"""Identity: people, the organisation, what each may do, and how they are signed in."""

from backend.identity.claims import Claims, forget_subjects, recognise
from backend.identity.directory import SiteRow, UnitProfile, sites_by_ids, unit_profiles, unit_profiles_below
from backend.identity.errors import (
    AlreadyRevoked,
    AnswerNotTrusted,
    BearerNotTrusted,
    EmailNotVerified,
    EmailTaken,
    KeyReused,
    KeyTooLong,
    LastAdministrator,
    MadeByToken,
    NotAllowed,
    NotSignedIn,
    OtherOrigin,
    PersonInactive,
    ProviderSaidNo,
    ProviderUnreachable,
    RoleAlreadyHeld,
    RoleForEverybody,
    RoleFromDirectory,
    ScopeMissing,
    SignInExpired,
    SignInNotSetUp,
    SignInRefused,
    TokenRefused,
)
from backend.identity.grants import GrantRow, grants_by_ids, grants_of, holders_of, person_of_grant
from backend.identity.group_roles import GroupProblem, check_group_map
from backend.identity.headcounts import rebuild_headcounts
from backend.identity.idempotency import Answer, forget_old_keys, keep, recall
from backend.identity.importing import (
    BadCell,
    ImportReport,
    Progress,
    Record,
    UnreadableSheet,
    any_records,
    columns_of,
    import_people,
    import_sites,
    open_sheet,
    records,
)
from backend.identity.leavers import close_account, whose_session
from backend.identity.models import (
    HEADCOUNTS,
    HEADCOUNTS_BELOW,
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
    RoleSource,
    SignInSession,
    Site,
    Theme,
)
from backend.identity.names import display_name, index_words
from backend.identity.org_tree import rebuild_heads
from backend.identity.org_units import (
    OrgUnitRow,
    UnitChoice,
    ancestors,
    child_units,
    get_org_unit,
    headcount_of,
    path_to,
    search_units,
    subtree,
    units_by_ids,
    units_to_choose,
)
from backend.identity.people import (
    PersonRow,
    actor_of,
    emails_of,
    get_person,
    known_people,
    people_by_ids,
    person_by_email,
    visible_people,
)
from backend.identity.permissions import TABLE, Permission
from backend.identity.profile import (
    Place,
    ProfileInput,
    place_of,
    sign_out_everywhere,
    sign_out_session,
    update_profile,
)
from backend.identity.roles import grant_role, revoke_role
from backend.identity.scopes import SCOPES, SLICES, covers, require_scope
from backend.identity.sessions import (
    Lifetimes,
    SignedIn,
    close_all_sessions,
    close_provider_sessions,
    close_session,
    digest,
    forget_ended_sessions,
    id_token_of,
    open_session,
    open_sessions,
    signed_in,
    touch,
)
from backend.identity.token_rows import TokenRow, token_row, tokens_by_ids, visible_tokens
from backend.identity.tokens import (
    Bearer,
    NewToken,
    actor_granted,
    bearer_of,
    create_token,
    revoke_token,
    touch_token,
)
from backend.identity.whereabouts import Point, middles_of_regions, middles_of_units
