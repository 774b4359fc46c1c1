"""The digest: one honest letter a month, composed from what every slice offers, signed, sent, kept.

Start with `compose` for how an issue begins, `rules` for what a signature asks, `delivery` for how it leaves.
"""

from backend.digests import errors, past
from backend.digests.audience import audience_size
from backend.digests.compose import compose, compose_due, gather
from backend.digests.content import (
    MOST_ITEMS,
    REST,
    Content,
    Part,
    Told,
    content_of,
    items_by_issues,
    items_of,
    said_in,
)
from backend.digests.delivering import deliver
from backend.digests.delivery import DELIVER, START, pause, resume, schedule, start
from backend.digests.feeds import feed_key, feed_reader, renew_feed
from backend.digests.inputs import (
    ComposeInput,
    DelegateInput,
    ItemInput,
    Move,
    RemarkInput,
    ScheduleInput,
    TextsInput,
)
from backend.digests.issues import cancel, comment, get_issue, issue_about, reject, request_review
from backend.digests.items import edit_item, write_headline
from backend.digests.letters import minutes_of, value_of, worded
from backend.digests.mentions import Mention, mentions_of, told_sources
from backend.digests.models import Issue, State
from backend.digests.news import TELL, tell_makers
from backend.digests.policy import RIGHTS, Standing, standing_of
from backend.digests.queries import (
    IssueRow,
    RemarkRow,
    Shelf,
    issue_row,
    issues_by_ids,
    remark_rows,
    visible_issues,
)
from backend.digests.rules import Blocker
from backend.digests.signature import blockers_of, name_delegate, sign, write_word
from backend.digests.subscriptions import (
    is_subscribed,
    note_read,
    read_token,
    subscribe,
    unsubscribe,
)
from backend.digests.today import asks_for, told_to
from backend.digests.versions import VersionRow, version_content, version_rows
