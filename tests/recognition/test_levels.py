"""Faces: what helped others counts, while it is valid; thanks given both ways count for nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import recognition
from backend.core import clock
from backend.core.db import Session
from backend.core.ids import new_id
from backend.recognition import Kind
from backend.recognition.models import FACES
from tests.cast import Cast


async def worth(session: Session, cast: Cast, name: str) -> int:
    found = await session.execute(sa.select(FACES.c.relevance).where(FACES.c.person_id == cast.people[name]))
    return int(found.scalar_one_or_none() or 0)


async def noted(
    session: Session, cast: Cast, name: str, kind: Kind, by: str | None = None, source: UUID | None = None
) -> UUID:
    source = source or new_id()
    by_id = cast.people[by] if by else None
    await recognition.note(session, cast.people[name], kind, "post", source, by_id)
    return source


@pytest.mark.parametrize(
    ("kind", "worth_it"), [(Kind.VALIDATED, 10), (Kind.ACCEPTED, 5), (Kind.HELPED, 3), (Kind.POSTED, 1)]
)
async def test_what_helps_more_counts_more_and_once(cast: Cast, kind: Kind, worth_it: int) -> None:
    async with cast.database.writing() as session:
        source = await noted(session, cast, "ines", kind)
        await noted(session, cast, "ines", kind, source=source)
        assert await worth(session, cast, "ines") == worth_it


async def test_five_posts_a_day_count_and_no_more(cast: Cast) -> None:
    async with cast.database.writing() as session:
        for _ in range(8):
            await noted(session, cast, "ines", Kind.POSTED)
        assert await worth(session, cast, "ines") == 5
        try:
            clock.travel(timedelta(days=1))
            await noted(session, cast, "ines", Kind.POSTED)
        finally:
            clock.travel(timedelta())
        assert await worth(session, cast, "ines") == 6


@pytest.mark.parametrize(("days", "counted"), [(0, 0), (30, 0), (31, 3)])
async def test_thanks_both_ways_within_a_month_count_on_neither_side(
    cast: Cast, days: int, counted: int
) -> None:
    async with cast.database.writing() as session:
        await noted(session, cast, "ines", Kind.HELPED, by="karim")
        assert await worth(session, cast, "ines") == 3
        try:
            clock.travel(timedelta(days=days))
            await noted(session, cast, "karim", Kind.HELPED, by="ines")
        finally:
            clock.travel(timedelta())
        assert (await worth(session, cast, "ines"), await worth(session, cast, "karim")) == (counted, counted)
        # Somebody else's thanks count all the same.
        await noted(session, cast, "ines", Kind.HELPED, by="yann")
        assert await worth(session, cast, "ines") == counted + 3


async def test_nobody_helps_themselves(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await noted(session, cast, "ines", Kind.HELPED, by="ines")
        assert await worth(session, cast, "ines") == 0


async def test_a_face_is_reached_and_left_only_by_what_is_no_longer_valid(cast: Cast) -> None:
    async with cast.database.writing() as session:
        ines = await cast.actor("ines")
        assert (await recognition.my_face(session, ines)).face == 1
        sources = [await noted(session, cast, "ines", Kind.VALIDATED) for _ in range(2)]
        assert (await recognition.my_face(session, ines)).face == 2
        [told] = await recognition.told_to(session, ines)
        assert told.code == "face.reached_2"
        await recognition.set_valid(session, "post", sources[0], False)
        assert (await recognition.my_face(session, ines)).face == 1
        await recognition.set_valid(session, "post", sources[0], True)
        try:
            clock.travel(timedelta(days=900))
            await noted(session, cast, "karim", Kind.HELPED, by="ines")
            assert (await recognition.my_face(session, ines)).face == 2
        finally:
            clock.travel(timedelta())


async def test_a_face_is_its_owners_until_they_show_it(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await noted(session, cast, "ines", Kind.ACCEPTED)
        people = [cast.people[name] for name in ("ines", "karim")]
        ines = await cast.actor("ines")
        assert await recognition.shown_faces(session, people) == {}
        assert (await recognition.show_face(session, ines, True)).is_shown
        await recognition.show_face(session, await cast.actor("karim"), True)
        assert await recognition.shown_faces(session, people) == dict.fromkeys(people, 1)
        await recognition.show_face(session, ines, False)
        assert list(await recognition.shown_faces(session, people)) == [cast.people["karim"]]


async def test_a_bravo_counts_when_its_reaction_runs(cast: Cast) -> None:
    async with cast.database.writing() as session:
        given = recognition.BravoInput(word="Merci pour tout", person_id=cast.people["ines"])
        bravo = await recognition.send_bravo(session, await cast.actor("karim"), given)
        for _ in range(2):
            await recognition.count_bravo(session, bravo.id)
        assert await worth(session, cast, "ines") == 3
