"""What is said to a report that somebody else merges between its reading and its writing."""

from collections.abc import Awaitable, Callable

import pytest

from backend import reports
from backend.core.db import Database, Session
from backend.reports import CompletionInput, Standing, Status, StatusInput, TextInput, errors
from tests.cast import Cast
from tests.reports.scenes import YES, a_report, sent, stands

WORDS = TextInput(text="Et le samedi ?")
VERBS: dict[str, tuple[str, Callable[[Session, Standing], Awaitable[object]]]] = {
    "respond": ("nadia", lambda session, one: reports.respond(session, one, YES)),
    "status": (
        "nadia",
        lambda session, one: reports.change_status(session, one, StatusInput(status=Status.IN_REVIEW)),
    ),
    "ask": ("nadia", lambda session, one: reports.ask_author(session, one, WORDS)),
    "note": ("nadia", lambda session, one: reports.add_note(session, one, WORDS)),
    "comment": ("karim", lambda session, one: reports.comment(session, one, WORDS)),
    "complete": (
        "ines",
        lambda session, one: reports.complete(session, one, CompletionInput(title="Une seule file")),
    ),
}


# On SQLite whoever writes has read alone: nobody comes between.
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("verb", VERBS)
async def test_nothing_is_said_to_a_report_merged_an_instant_before(
    cast: Cast, database: Database, verb: str
) -> None:
    who, act = VERBS[verb]
    number = await sent(cast)
    async with database.writing() as session:
        other = (await a_report(session, cast, by="thomas", title="Le bip du badge")).number
        await session.commit()
    async with database.writing() as session:
        standing = await stands(session, cast, who, number)
        async with database.writing() as first:
            nadia = await cast.actor("nadia")
            pair = [await reports.get_report(first, nadia, one) for one in (number, other)]
            await reports.merge(first, nadia, *pair)
            await first.commit()
        with pytest.raises(errors.MergedAway):
            await act(session, standing)
