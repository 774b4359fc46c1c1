"""Promises: made, kept on time or late, moved, dropped with a reason, and settled once."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import commitments
from backend.commitments import DropInput, Fate, MoveInput, PromiseInput
from backend.core import clock
from backend.core.db import Database
from backend.core.ids import new_id
from backend.core.local_time import today_in
from backend.events import EVENTS
from tests.cast import Cast

ABOUT = new_id()


def in_days(days: int) -> PromiseInput:
    return PromiseInput(what="Une seule file en boutique", due_on=today_in("Europe/Paris") + timedelta(days))


async def promised(cast: Cast, days: int = 7) -> UUID:
    async with cast.database.writing() as session:
        solene = await cast.actor("solene")
        made = await commitments.make(session, solene, in_days(days), source_kind="report", source_id=ABOUT)
        made_id = made.id
        await session.commit()
    return made_id


async def test_solene_keeps_late_what_she_moved_once(cast: Cast, database: Database) -> None:
    made = await promised(cast, days=1)
    solene = await cast.actor("solene")
    first = today_in("Europe/Paris") + timedelta(1)
    async with database.writing() as session:
        promise = await commitments.get_commitment(session, solene, made)
        later = MoveInput(due_on=first + timedelta(2), reason="Le logiciel arrive jeudi")
        await commitments.move(session, solene, promise, later)
        await session.commit()
    try:
        clock.travel(timedelta(days=5))
        async with database.writing() as session:
            promise = await commitments.get_commitment(session, solene, made)
            await commitments.keep(session, solene, promise)
            await session.commit()
    finally:
        clock.travel(timedelta())
    async with database.reading() as session:
        [row] = (await commitments.commitments_of(session, "report", [ABOUT]))[ABOUT]
        names = (await session.execute(sa.select(EVENTS.c.name).where(EVENTS.c.subject_id == made))).scalars()
        assert sorted(names) == ["commitment.kept", "commitment.made", "commitment.moved"]
    assert (row.fate, row.first_due_on, row.moves, row.owner_name) == (
        Fate.LATE,
        first,
        1,
        "Solène Arrighi",
    )


async def test_what_became_of_a_promise_is_settled_once(cast: Cast, database: Database) -> None:
    made = await promised(cast)
    solene = await cast.actor("solene")
    async with database.writing() as session:
        promise = await commitments.get_commitment(session, solene, made)
        await commitments.drop(session, solene, promise, DropInput(reason="Trop cher pour les boutiques"))
        await session.commit()
    async with database.writing() as session:
        promise = await commitments.get_commitment(session, solene, made)
        with pytest.raises(commitments.errors.CommitmentClosed):
            await commitments.keep(session, solene, promise)
    async with database.reading() as session:
        assert (await commitments.commitment_row(session, made)).fate is Fate.DROPPED
        assert await commitments.owed_by(session, cast.people["solene"]) == []


async def test_ines_neither_closes_nor_makes_a_promise_for_solene(cast: Cast, database: Database) -> None:
    made = await promised(cast)
    ines = await cast.actor("ines")
    hers = in_days(3).model_copy(update={"owner_id": cast.people["solene"]})
    async with database.writing() as session:
        promise = await commitments.get_commitment(session, ines, made)
        with pytest.raises(commitments.errors.OwnerOnly):
            await commitments.keep(session, ines, promise)
        with pytest.raises(commitments.errors.OwnerOnly):
            await commitments.make(session, ines, hers, source_kind="report", source_id=ABOUT)
    async with database.reading() as session:
        [row] = await commitments.owed_by(session, cast.people["solene"])
    assert (row.id, row.fate) == (made, Fate.OPEN)


async def test_nobody_promises_for_yesterday(cast: Cast, database: Database) -> None:
    solene = await cast.actor("solene")
    async with database.writing() as session:
        with pytest.raises(commitments.errors.DateAlreadyPast):
            await commitments.make(session, solene, in_days(-1), source_kind="report", source_id=ABOUT)
