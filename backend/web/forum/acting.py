"""What people do in a thread: answering, saying what an answer is worth, tending it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from backend import forum
from backend.core.errors import InvalidInput, Problem
from backend.core.listing import Page
from backend.forum import AnswerInput, Opinion, ReasonInput
from backend.web.forms import parse
from backend.web.forum.frame import frame_of, id_in
from backend.web.forum.threads import expert_in
from backend.web.page import Context, Visit
from backend.web.visit import Handler

OnPost = Callable[[Visit, forum.Standing, UUID], Awaitable[object]]
OnThread = Callable[[Visit, forum.Standing], Awaitable[object]]


class Chosen(BaseModel):
    yes: bool = False


def on_post(verb: OnPost, said: str) -> Handler:
    """A handler that does something to a post of the thread, and shows it again."""

    async def handler(visit: Visit) -> Response:
        frame, post_id = await frame_of(visit), id_in(visit, "post_id")
        await verb(visit, frame.standing, post_id)
        return visit.redirect(f"{frame.path}#post-{post_id}", said=said)

    return handler


def on_thread(verb: OnThread, said: str) -> Handler:
    """A handler that does something to the thread, and shows it again."""

    async def handler(visit: Visit) -> Response:
        frame = await frame_of(visit)
        await verb(visit, frame.standing)
        return visit.redirect(frame.path, said=said)

    return handler


async def answer(visit: Visit) -> Response:
    """Post an answer. Errors: ThreadLocked."""
    frame = await frame_of(visit)
    post = await forum.reply_to_thread(visit.session, frame.standing, parse(AnswerInput, visit.form))
    return visit.redirect(f"{frame.path}#post-{post.id}", said="thread.replied")


def _marking(opinion: Opinion) -> OnPost:
    async def mark(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
        verb = forum.mark_post if parse(Chosen, visit.form).yes else forum.unmark_post
        return await verb(visit.session, standing, post_id, opinion)

    return mark


async def _accept(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.accept_solution(visit.session, standing, post_id)


async def _confirm(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.confirm_solution(visit.session, standing, post_id)


async def _outdated(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    given = parse(ReasonInput, visit.form)
    return await forum.mark_no_longer_valid(visit.session, standing, post_id, given)


async def _flag(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.flag_post(visit.session, standing, post_id, parse(ReasonInput, visit.form))


async def _keep(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.keep_post(visit.session, standing, post_id)


async def _hide(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.hide_post(visit.session, standing, post_id, parse(ReasonInput, visit.form))


async def _restore(visit: Visit, standing: forum.Standing, post_id: UUID) -> object:
    return await forum.restore_post(visit.session, standing, post_id)


async def _lock(visit: Visit, standing: forum.Standing) -> object:
    return await forum.lock_thread(visit.session, standing, parse(ReasonInput, visit.form))


async def _unlock(visit: Visit, standing: forum.Standing) -> object:
    return await forum.unlock_thread(visit.session, standing)


async def _ask(visit: Visit, standing: forum.Standing) -> object:
    expert = await expert_in(visit)
    if expert is None:
        raise InvalidInput(forum.ThreadInput.__name__, {"expert_email": Problem("missing")})
    return await forum.ask_expert(visit.session, standing, expert)


async def _again(visit: Visit, standing: forum.Standing) -> object:
    await forum.count_again(visit.session, standing.thread.id)
    return None


vote = on_post(_marking(Opinion.VOTE), "post.voted")
helped = on_post(_marking(Opinion.HELPED), "post.helped")
accept = on_post(_accept, "solution.accepted")
confirm = on_post(_confirm, "solution.confirmed")
outdated = on_post(_outdated, "solution.outdated")
flag = on_post(_flag, "post.flagged")
keep = on_post(_keep, "post.kept")
hide = on_post(_hide, "post.hidden")
restore = on_post(_restore, "post.restored")
lock = on_thread(_lock, "thread.locked")
unlock = on_thread(_unlock, "thread.unlocked")
ask = on_thread(_ask, "thread.expert_asked")
again = on_thread(_again, "thread.again")


@dataclass(frozen=True)
class FlaggedPage(Context):
    flagged: Sequence[forum.FlaggedRow]


async def flagged(visit: Visit) -> Response:
    """What waits for whoever tends the forum; empty for everybody else."""
    found = await forum.flagged_posts(visit.session, visit.actor, Page(50))
    return await visit.render("forum/flagged.html", FlaggedPage(found))
