"""Tables of reports, one file per noun."""

from backend.reports.models.photos import PHOTOS, Photo
from backend.reports.models.posts import POSTS, RESPONSES, STEPS, Post, PostKind, Response, Step
from backend.reports.models.reports import (
    FOLLOW_UPS,
    NUMBERS,
    REPORTS,
    FollowUp,
    Kind,
    Report,
    ReportNumber,
    Signature,
    Status,
)
from backend.reports.models.voices import CHECKS, FOLLOWERS, VOTES, WORDS, Check, Follower, Vote, Word

__all__ = [
    "CHECKS",
    "FOLLOWERS",
    "FOLLOW_UPS",
    "NUMBERS",
    "PHOTOS",
    "POSTS",
    "REPORTS",
    "RESPONSES",
    "STEPS",
    "VOTES",
    "WORDS",
    "Check",
    "FollowUp",
    "Follower",
    "Kind",
    "Photo",
    "Post",
    "PostKind",
    "Report",
    "ReportNumber",
    "Response",
    "Signature",
    "Status",
    "Step",
    "Vote",
    "Word",
]
