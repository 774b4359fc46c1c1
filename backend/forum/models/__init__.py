"""Tables of the forum, one file per noun."""

from backend.forum.models.marks import FLAGS, MARKS, Flag, Mark, MarkKind
from backend.forum.models.threads import POSTS, THREADS, WORDS, Post, Thread, Word

__all__ = [
    "FLAGS",
    "MARKS",
    "POSTS",
    "THREADS",
    "WORDS",
    "Flag",
    "Mark",
    "MarkKind",
    "Post",
    "Thread",
    "Word",
]
