"""The literal table of who may do what. Scopes and relations narrow it; nothing else grants anything."""

from enum import StrEnum

from backend.identity.models import Role


class Permission(StrEnum):
    """A right on an org unit and everything below it."""

    READ = "read"
    CIRCLES_CREATE = "circles.create"
    CIRCLES_EDIT = "circles.edit"
    MESSAGES_PUBLISH = "messages.publish"
    COMMITMENTS_MANAGE = "commitments.manage"
    REPORTS_RESPOND = "reports.respond"
    TOPICS_EDIT = "topics.edit"
    FORUM_MODERATE = "forum.moderate"
    KNOWLEDGE_EDIT = "knowledge.edit"
    COVERAGE_SEE = "coverage.see"
    CHARTERS_EDIT = "charters.edit"
    EDITIONS_MANAGE = "editions.manage"
    JOURNEYS_EDIT = "journeys.edit"
    SURVEYS_RUN = "surveys.run"
    ALERTS_HEAR = "alerts.hear"
    CUSTOMERS_LISTEN = "customers.listen"
    DIGESTS_WRITE = "digests.write"
    DIGESTS_SIGN = "digests.sign"
    DIGESTS_SEND = "digests.send"
    PEOPLE_SEE = "people.see"
    PEOPLE_IMPORT = "people.import"
    ROLES_GRANT = "roles.grant"
    TOKENS_MANAGE = "tokens.manage"
    AUDIT_SEE = "audit.see"
    JOBS_MANAGE = "jobs.manage"
    SUPPLIERS_MANAGE = "suppliers.manage"
    SIGNALS_PUSH = "signals.push"
    WEBHOOKS_MANAGE = "webhooks.manage"


P = Permission

TABLE: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: frozenset({P.READ, P.COVERAGE_SEE}),
    Role.CX_LEADER: frozenset(
        {
            P.CIRCLES_CREATE,
            P.CIRCLES_EDIT,
            P.MESSAGES_PUBLISH,
            P.CHARTERS_EDIT,
            P.EDITIONS_MANAGE,
            P.JOURNEYS_EDIT,
            P.REPORTS_RESPOND,
            P.COMMITMENTS_MANAGE,
            P.TOPICS_EDIT,
            P.CUSTOMERS_LISTEN,
            P.FORUM_MODERATE,
            P.KNOWLEDGE_EDIT,
            P.SIGNALS_PUSH,
        }
    ),
    Role.HR_LEADER: frozenset({P.CIRCLES_EDIT, P.CHARTERS_EDIT, P.EDITIONS_MANAGE, P.SURVEYS_RUN}),
    Role.LISTENER: frozenset({P.ALERTS_HEAR}),
    Role.RESPONDER: frozenset({P.REPORTS_RESPOND, P.FORUM_MODERATE, P.KNOWLEDGE_EDIT}),
    Role.MODERATOR: frozenset({P.FORUM_MODERATE, P.KNOWLEDGE_EDIT}),
    Role.EDITOR: frozenset({P.DIGESTS_WRITE}),
    Role.PUBLISHER: frozenset({P.DIGESTS_SEND}),
    Role.SPONSOR: frozenset({P.MESSAGES_PUBLISH, P.DIGESTS_SIGN}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.PEOPLE_SEE,
            P.PEOPLE_IMPORT,
            P.ROLES_GRANT,
            P.TOKENS_MANAGE,
            P.TOPICS_EDIT,
            P.AUDIT_SEE,
            P.JOBS_MANAGE,
            P.SUPPLIERS_MANAGE,
            P.WEBHOOKS_MANAGE,
            P.SIGNALS_PUSH,
        }
    ),
}
"""Every signed-in person is an employee everywhere; the other roles are granted for a scope."""
