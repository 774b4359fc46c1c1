"""The forum: a question solved for one customer is found by a colleague a quarter of an hour later.

Start with `threads` for how a question is asked and answered, `solutions` for which answers hold,
`moderation` for what happens afterwards, `rows` and `posts` for the shape of what is read, `policy` for the
rights. Every event of the slice is about a thread, and names the post and its author.
"""

from backend.forum import errors
from backend.forum.facts import asked_since, title_of
from backend.forum.inputs import AnswerInput, Opinion, ReasonInput, ThreadInput
from backend.forum.lists import ThreadFilter, products, visible_threads
from backend.forum.models import THREADS, MarkKind, Post, Thread
from backend.forum.moderation import (
    flag_post,
    hide_post,
    keep_post,
    lock_thread,
    restore_post,
    unlock_thread,
)
from backend.forum.past import PastAnswer, PastThread, bring_in
from backend.forum.policy import Standing, may_moderate
from backend.forum.posts import (
    FlaggedRow,
    PostRow,
    flagged_posts,
    marks_of,
    post_rows,
    posts_by_ids,
    posts_since,
)
from backend.forum.rows import ThreadRow, ThreadState, thread_row, threads_by_ids
from backend.forum.search import similar_ids
from backend.forum.solutions import (
    accept_solution,
    confirm_solution,
    confirmed_solution,
    is_gone,
    mark_no_longer_valid,
    mark_post,
    unmark_post,
)
from backend.forum.standing import moderating, standing_of, thread_of_post
from backend.forum.threads import ask_expert, count_again, reply_to_thread, start_thread
from backend.forum.today import asks_for, told_to
