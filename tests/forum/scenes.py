"""Threads for tests, made through their verbs: Inès asks, Thomas answers, Yann works in another town."""

from uuid import UUID

import sqlalchemy as sa

from backend import forum
from backend.core.db import Session
from backend.forum import AnswerInput, Opinion, ReasonInput, ThreadInput
from backend.forum.models import POSTS
from backend.identity import PEOPLE, SITES
from tests.cast import Cast

TITLE = "La box clignote orange après la mise à jour, que faire ?"
WHY = ReasonInput(reason="Ne vaut plus depuis la mise à jour d’octobre")


async def elsewhere(session: Session, cast: Cast, who: str = "yann") -> None:
    """Move somebody to Rennes."""
    code = f"REN-{who}"
    known = await session.execute(sa.select(SITES.c.id).where(SITES.c.code == code))
    site_id = known.scalar_one_or_none()
    if site_id is None:
        made = await session.execute(
            sa.insert(SITES).values(code=code, name="Rennes", region="Bretagne").returning(SITES.c.id)
        )
        site_id = made.scalar_one()
    await session.execute(sa.update(PEOPLE).where(PEOPLE.c.id == cast.people[who]).values(site_id=site_id))


async def a_thread(session: Session, cast: Cast, by: str = "ines", **more: object) -> UUID:
    given = ThreadInput.model_validate({"title": TITLE, "product": "Box", **more})
    return (await forum.start_thread(session, await cast.actor(by), given)).id


async def stands(session: Session, cast: Cast, who: str, thread_id: UUID) -> forum.Standing:
    """How somebody stands towards a thread."""
    return await forum.standing_of(session, await cast.actor(who), thread_id)


async def an_answer(session: Session, cast: Cast, thread_id: UUID, by: str = "thomas") -> UUID:
    standing = await stands(session, cast, by, thread_id)
    said = AnswerInput(text="Débranchez le boîtier optique **dix secondes**, puis la box.")
    return (await forum.reply_to_thread(session, standing, said)).id


async def a_solution(session: Session, cast: Cast) -> tuple[UUID, UUID]:
    """A thread and its accepted answer, which Thomas wrote."""
    thread_id = await a_thread(session, cast)
    post_id = await an_answer(session, cast, thread_id)
    await forum.accept_solution(session, await stands(session, cast, "ines", thread_id), post_id)
    return thread_id, post_id


async def a_confirmed_solution(session: Session, cast: Cast) -> tuple[UUID, UUID]:
    """A thread and its solution, confirmed by Yann in Rennes."""
    await elsewhere(session, cast)
    thread_id, post_id = await a_solution(session, cast)
    await forum.confirm_solution(session, await stands(session, cast, "yann", thread_id), post_id)
    return thread_id, post_id


async def row(session: Session, cast: Cast, thread_id: UUID, who: str = "ines") -> forum.ThreadRow:
    return await forum.thread_row(session, await cast.actor(who), thread_id)


async def question_of(session: Session, thread_id: UUID) -> UUID:
    """The post that asks."""
    found = await session.execute(
        sa.select(POSTS.c.id).where(POSTS.c.thread_id == thread_id, POSTS.c.is_question)
    )
    post_id: UUID = found.scalar_one()
    return post_id


HELPED, VOTE = Opinion.HELPED, Opinion.VOTE
