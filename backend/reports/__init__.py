"""Reports: what anybody says, whom it waits for, what is answered, and whether the promise was kept.

Start with `submitting` for how a report comes in, `clock` for the time an answer takes, `responses` for what
happens next, `rows` for the shape of a report, `lists` for many, `policy` for the rights.
"""

from backend.reports import errors
from backend.reports.calendars import (
    Calendar,
    calendar_of,
)
from backend.reports.clock import (
    Clock,
    ClockState,
    application_due,
)
from backend.reports.day_pass import (
    check_pass,
    day_pass,
)
from backend.reports.deliveries import (
    SOURCE,
    contest,
    doubts_of,
    keep_uncontested,
    verify_delivery,
)
from backend.reports.digest import digest_candidates
from backend.reports.how_far import Counts, HowFar, how_far, last_kept
from backend.reports.importing import (
    import_reports,
)
from backend.reports.inputs import (
    CompletionInput,
    MergeInput,
    ReportInput,
    ResponseInput,
    StatusInput,
    TextInput,
)
from backend.reports.lineage import (
    Link,
    lineage_of,
)
from backend.reports.lists import (
    Lateness,
    ReportFilter,
    ReportOrder,
    has_inbox,
    visible_reports,
)
from backend.reports.merging import (
    merge,
    unmerge,
)
from backend.reports.models import (
    Kind,
    PostKind,
    Report,
    Signature,
    Status,
)
from backend.reports.past import (
    Answered,
    PastReport,
    Said,
    bring_in,
)
from backend.reports.photos import (
    PhotoRow,
    add_photos,
    photo_bytes,
    photo_rows,
)
from backend.reports.pictures import (
    PHOTO_TRIES,
    Picture,
    encoded,
    picture_of,
    require_turn,
)
from backend.reports.placed import (
    Placed,
    received_since,
)
from backend.reports.policy import (
    NEXT,
    Standing,
    disguised,
    may_respond,
    require_author,
    require_respond,
)
from backend.reports.posts import (
    add_note,
    answer_as_author,
    ask_author,
    comment,
    open_question,
)
from backend.reports.promoting import (
    promote_idea,
    promote_irritant,
)
from backend.reports.responses import (
    change_status,
    respond,
)
from backend.reports.rows import (
    ReportRow,
    duplicates_of,
    report_row,
    reports_by_ids,
    reports_from,
)
from backend.reports.search import (
    similar_ids,
)
from backend.reports.standing import (
    followed_up,
    get_report,
    get_report_by_id,
    responding,
    standing_of,
)
from backend.reports.story import (
    PostRow,
    ResponseRow,
    StepRow,
    post_rows,
    response_rows,
    step_rows,
)
from backend.reports.submitting import (
    complete,
    new_code,
    require_code,
    submit,
    submit_anonymous,
)
from backend.reports.times import (
    ResponseTimes,
    response_times,
)
from backend.reports.today import (
    asks_for,
)
from backend.reports.told import (
    told_to,
)
from backend.reports.triage import (
    assign,
    escalate_very_late,
)
from backend.reports.voices import (
    FollowedReport,
    follow,
    followed_report,
    followers_of,
    keep_told,
    vote,
    voters_among,
    withdraw,
)
