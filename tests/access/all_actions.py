"""Every action of the matrix, by name; one file per noun."""

from tests.access.accounts import ACCOUNTS
from tests.access.actions import Action
from tests.access.activities import ACTIVITIES
from tests.access.alerts import ALERTS
from tests.access.charter import CHARTER
from tests.access.circles import CIRCLES_ACTIONS
from tests.access.commitments import COMMITMENTS
from tests.access.conversations import CONVERSATIONS
from tests.access.customers import CUSTOMERS
from tests.access.digests import DIGESTS
from tests.access.forum import FORUM
from tests.access.gatherings import GATHERINGS
from tests.access.immersions import IMMERSIONS
from tests.access.journeys import JOURNEYS
from tests.access.knowledge import KNOWLEDGE
from tests.access.matching import MATCHING
from tests.access.membership import MEMBERSHIP
from tests.access.messages import MESSAGES
from tests.access.notifications import NOTIFICATIONS
from tests.access.platform import PLATFORM
from tests.access.provisioning import PROVISIONING
from tests.access.recognition import RECOGNITION
from tests.access.reports import REPORTS
from tests.access.signals import SIGNALS
from tests.access.suppliers import SUPPLIERS
from tests.access.surveys import SURVEYS_ACTIONS
from tests.access.visits import VISITS
from tests.access.webhooks import WEBHOOKS

NOUNS = (
    ACCOUNTS,
    ACTIVITIES,
    ALERTS,
    CHARTER,
    CIRCLES_ACTIONS,
    FORUM,
    DIGESTS,
    COMMITMENTS,
    CONVERSATIONS,
    CUSTOMERS,
    VISITS,
    GATHERINGS,
    IMMERSIONS,
    JOURNEYS,
    KNOWLEDGE,
    MATCHING,
    MEMBERSHIP,
    MESSAGES,
    NOTIFICATIONS,
    PLATFORM,
    PROVISIONING,
    SURVEYS_ACTIONS,
    RECOGNITION,
    REPORTS,
    SIGNALS,
    SUPPLIERS,
    WEBHOOKS,
)

ACTIONS: dict[str, Action] = {action.name: action for noun in NOUNS for action in noun}
