"""Tables of the digest: issues as they are written, and issues as they are sent."""

from backend.digests.models.issues import (
    ISSUES,
    ITEMS,
    REMARKS,
    VERSIONS,
    Issue,
    Item,
    Remark,
    State,
    Version,
)
from backend.digests.models.sending import (
    DEAD_ADDRESSES,
    FEED_ADDRESSES,
    RECIPIENTS,
    UNSUBSCRIPTIONS,
    DeadAddress,
    FeedAddress,
    Outcome,
    Recipient,
    Unsubscription,
)

__all__ = [
    "DEAD_ADDRESSES",
    "FEED_ADDRESSES",
    "ISSUES",
    "ITEMS",
    "RECIPIENTS",
    "REMARKS",
    "UNSUBSCRIPTIONS",
    "VERSIONS",
    "DeadAddress",
    "FeedAddress",
    "Issue",
    "Item",
    "Outcome",
    "Recipient",
    "Remark",
    "State",
    "Unsubscription",
    "Version",
]
