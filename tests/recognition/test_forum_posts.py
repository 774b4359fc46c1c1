"""A contributor's face changes with what the forum says of their answers, through the reactions."""

import sqlalchemy as sa

from backend import forum, recognition
from backend.core.db import Session
from backend.forum import MarkKind
from backend.reactions import JOBS
from backend.recognition.models import FACES
from backend.worker import Worker
from tests.cast import Cast
from tests.forum.scenes import WHY, a_confirmed_solution, stands


async def worth(session: Session, cast: Cast, name: str) -> int:
    found = await session.execute(sa.select(FACES.c.relevance).where(FACES.c.person_id == cast.people[name]))
    return int(found.scalar_one_or_none() or 0)


async def test_thomas_becomes_a_scout_until_his_solution_holds_no_longer(cast: Cast) -> None:
    async with cast.database.writing() as session:
        thread_id, post_id = await a_confirmed_solution(session, cast)
        for name in ("karim", "maud"):
            standing = await stands(session, cast, name, thread_id)
            await forum.mark_post(session, standing, post_id, MarkKind.HELPED)
        await session.commit()
    await Worker(cast.database, JOBS).drain()
    async with cast.database.writing() as session:
        thomas = await cast.actor("thomas")
        # Posted 1, accepted 5, validated 10, helped twice 3.
        assert await worth(session, cast, "thomas") == 22
        assert (await recognition.my_face(session, thomas)).face == 2
        standing = await stands(session, cast, "maud", thread_id)
        await forum.unmark_post(session, standing, post_id, MarkKind.HELPED)
        await session.commit()
    await Worker(cast.database, JOBS).drain()
    async with cast.database.writing() as session:
        assert await worth(session, cast, "thomas") == 19
        standing = await stands(session, cast, "thomas", thread_id)
        await forum.mark_no_longer_valid(session, standing, post_id, WHY)
        await session.commit()
    await Worker(cast.database, JOBS).drain()
    async with cast.database.reading() as session:
        assert await worth(session, cast, "thomas") == 0
        assert (await recognition.my_face(session, thomas)).face == 1


async def test_a_bravo_for_an_answer_reaches_who_wrote_it(cast: Cast) -> None:
    async with cast.database.writing() as session:
        _, post_id = await a_confirmed_solution(session, cast)
        given = recognition.BravoInput(word="Dix secondes, il fallait le savoir", post_id=post_id)
        await recognition.send_bravo(session, await cast.actor("karim"), given)
        [told] = await recognition.told_to(session, await cast.actor("thomas"))
    assert told.by == "Karim Benhaddou"
