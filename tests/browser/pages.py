"""Every page there is, with somebody of the cast who sees it, in the states it can take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A page to look at: who opens it (nobody: signed out), where, and how it answers.

    What stands in braces in the path is found by `tests.browser.addresses`.
    """

    name: str
    reader: str | None
    path: str
    status: int = 200


HEART = "/circles/coeur-de-boutique"
NAQ = "/circles/evangelistes-nouvelle-aquitaine"
ONCE = "/circles/une-seule-fois"
FULL = "/circles/un-appel-suffit"

NAQ_EDITION = "/immersions/10-de-coeur-nouvelle-aquitaine"

PAGES = (
    Seen("sign-in", None, "/sign-in"),
    Seen("persona", None, "{persona}&lang={locale}"),
    Seen("persona-search", None, "{persona}&lang={locale}&words=karim"),
    Seen("mailbox", None, "{provider}/mailbox"),
    Seen("mailbox-letter", None, "{provider}/mailbox/{letter}"),
    Seen("mailbox-nobody", None, "{provider}/mailbox?to=personne"),
    Seen("today", "ines", "/"),
    Seen("today-of-a-lead", "karim", "/"),
    Seen("today-empty", "aicha", "/"),
    Seen("search", "ines", "/search?q=boutique"),
    Seen("search-nothing", "ines", "/search?q=zzzz"),
    Seen("circles", "ines", "/circles"),
    Seen("circles-nothing", "ines", "/circles?q=zzzz"),
    Seen("circles-of-a-leader", "solene", "/circles"),
    Seen("circle-new", "solene", "/circles/new"),
    Seen("circle-member", "ines", HEART),
    Seen("circle-lead", "karim", HEART),
    Seen("circle-invited", "ines", ONCE),
    Seen("circle-full", "claire", FULL),
    Seen("circle-request", "claire", "/circles/rendez-vous-tenus"),
    Seen("circle-without-lead", "claire", "/circles/a-portee-de-voix"),
    Seen("circle-draft", "nadia", "/circles/premieres-semaines"),
    Seen("circle-archived", "karim", "/circles/un-ete-en-boutique"),
    Seen("circle-sponsor", "solene", NAQ),
    Seen("circle-edit", "solene", f"{NAQ}/edit"),
    Seen("circle-archive", "solene", f"{ONCE}/archive"),
    Seen("members", "ines", f"{HEART}/members"),
    Seen("members-to-answer", "thomas", "/circles/rendez-vous-tenus/members"),
    Seen("members-waiting", "solene", f"{FULL}/members"),
    Seen("member", "karim", f"{HEART}/members/{{member}}"),
    Seen("invite", "karim", f"{HEART}/invite"),
    Seen("invite-search", "karim", f"{HEART}/invite?q=ma"),
    Seen("invite-list", "karim", f"{HEART}/invite/list"),
    Seen("invitations", "ines", "/invitations"),
    Seen("invitations-none", "aicha", "/invitations"),
    Seen("messages", "ines", f"{HEART}/messages"),
    Seen("messages-of-a-lead", "karim", f"{HEART}/messages"),
    Seen("message-new", "karim", f"{HEART}/messages/new"),
    Seen("message", "ines", f"{HEART}/messages/{{message}}"),
    Seen("message-of-a-lead", "karim", f"{HEART}/messages/{{message}}"),
    Seen("message-draft", "karim", f"{ONCE}/messages/{{draft}}"),
    Seen("message-edit", "karim", f"{ONCE}/messages/{{draft}}/edit"),
    Seen("gatherings", "ines", f"{HEART}/gatherings"),
    Seen("gatherings-of-a-lead", "karim", f"{HEART}/gatherings"),
    Seen("gathering-new", "karim", f"{HEART}/gatherings/new"),
    Seen("gathering", "ines", f"{HEART}/gatherings/{{gathering}}"),
    Seen("gathering-past", "karim", f"{HEART}/gatherings/{{past}}"),
    Seen("gathering-edit", "karim", f"{HEART}/gatherings/{{gathering}}/edit"),
    Seen("practices", "karim", f"{HEART}/practices"),
    Seen("circle-charter", "ines", f"{HEART}/charter"),
    Seen("charter", "ines", "/charter"),
    Seen("charter-of-a-leader", "nadia", "/charter"),
    Seen("charter-new", "nadia", "/charter/new"),
    Seen("reports", "ines", "/reports"),
    Seen("reports-nothing", "ines", "/reports?q=zzzz"),
    Seen("reports-most-shared", "karim", "/reports?order=most_voted&status=accepted"),
    Seen("report-new", "ines", "/reports/new"),
    Seen("report-anonymous", "ines", "/reports/anonymous"),
    Seen("report-follow-up", None, "/reports/follow-up"),
    Seen("reports-times", "ines", "/reports/times"),
    Seen("reports-inbox", "solene", "/reports/inbox"),
    Seen("reports-inbox-empty", "ines", "/reports/inbox"),
    Seen("report-delivered", "karim", "/reports/{report_delivered}"),
    Seen("report-declined", "ines", "/reports/{report_declined}"),
    Seen("report-waiting", "solene", "/reports/{report_waiting}"),
    Seen("report-edit", "ines", "/reports/{report_mine}/edit"),
    Seen("coverage", "solene", "/coverage"),
    Seen("coverage-table", "solene", "/coverage?view=table"),
    Seen("coverage-of-an-employee", "ines", "/coverage"),
    Seen("editions", "ines", "/immersions"),
    Seen("edition-new", "solene", "/immersions/new"),
    Seen("edition-over", "ines", f"{NAQ_EDITION}-premiere-edition"),
    Seen("offers", "ines", NAQ_EDITION),
    Seen("offers-nothing", "ines", f"{NAQ_EDITION}?q=zzzz"),
    Seen("offer", "ines", f"{NAQ_EDITION}/offers/{{offer}}"),
    Seen("offer-of-a-leader", "solene", f"{NAQ_EDITION}/offers/{{proposed}}"),
    Seen("offer-new-too-late", "thomas", f"{NAQ_EDITION}/offers/new", 409),
    Seen("offer-edit", "solene", f"{NAQ_EDITION}/offers/{{proposed}}/edit"),
    Seen("placement", "ines", f"{NAQ_EDITION}-session-courte"),
    Seen("matching", "solene", f"{NAQ_EDITION}-session-courte/matching"),
    Seen("wishes", "ines", f"{NAQ_EDITION}/wishes"),
    Seen("wishes-none", "karim", f"{NAQ_EDITION}/wishes"),
    Seen("hosting", "thomas", f"{NAQ_EDITION}/hosting"),
    Seen("hosting-nobody", "ines", f"{NAQ_EDITION}/hosting"),
    Seen("approvals", "karim", f"{NAQ_EDITION}/approvals"),
    Seen("edition-setup", "solene", f"{NAQ_EDITION}/setup"),
    Seen("edition-edit", "solene", f"{NAQ_EDITION}/edit"),
    Seen("journeys", "ines", "/journeys"),
    Seen("journey", "solene", "/journeys/{journey}"),
    Seen("pulse", "ines", "/pulse"),
    Seen("pulse-promise", "ines", "/pulse/{wave}"),
    Seen("pulse-score", "ines", "/pulse/{wave}/questions/recommend_employer"),
    Seen("pulse-agreement", "ines", "/pulse/{wave}/questions/answered_on_customers"),
    Seen("pulse-choices", "ines", "/pulse/{wave}/questions/what_slows"),
    Seen("pulse-results", "nadia", "/pulse/{sealed}/results"),
    Seen("pulse-results-of-a-manager", "karim", "/pulse/{sealed}/results"),
    Seen("pulse-comments", "nadia", "/pulse/{sealed}/comments"),
    Seen("surveys", "nadia", "/pulse/surveys"),
    Seen("survey-new", "nadia", "/pulse/surveys/new"),
    Seen("survey", "nadia", "/pulse/surveys/{survey}"),
    Seen("survey-draft", "nadia", "/pulse/surveys/{survey_draft}"),
    Seen("survey-edit", "nadia", "/pulse/surveys/{survey_draft}/edit"),
    Seen("survey-library", "nadia", "/pulse/surveys/{survey_draft}/library"),
    Seen("survey-question-new", "nadia", "/pulse/surveys/{survey_draft}/questions/new"),
    Seen("survey-question", "nadia", "/pulse/surveys/{survey_draft}/questions/know_customers"),
    Seen("survey-preview", "nadia", "/pulse/surveys/{survey_draft}/preview"),
    Seen("me", "ines", "/me"),
    Seen("admin", "maud", "/admin"),
    Seen("admin-people", "maud", "/admin/people?q=ma"),
    Seen("admin-people-nobody", "maud", "/admin/people?q=zzzz"),
    Seen("admin-person", "maud", "/admin/people/{person}"),
    Seen("admin-tokens", "maud", "/admin/tokens"),
    Seen("admin-audit", "maud", "/admin/audit"),
    Seen("admin-jobs", "maud", "/admin/jobs"),
    Seen("not-found", "ines", "/nowhere", 404),
    Seen("forbidden", "ines", "/charter/new", 403),
)
BY_NAME = {page.name: page for page in PAGES}
