"""« Moi aussi »: a voice can be taken back, and following goes on."""

import pytest

from backend import reports
from backend.core.db import Database
from backend.reports import errors
from tests.cast import Cast
from tests.reports.scenes import sent, stands


async def test_a_voice_is_taken_back_once_and_counted_exactly(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    async with database.writing() as session:
        for name in ("karim", "thomas"):
            await reports.vote(session, await stands(session, cast, name, number))
        await reports.withdraw(session, await stands(session, cast, "karim", number))
        with pytest.raises(errors.NoVoice):
            await reports.withdraw(session, await stands(session, cast, "karim", number))
        row = await reports.report_row(session, await cast.actor("karim"), number)
        assert (row.vote_count, row.viewer_has_voted, row.viewer_follows) == (1, False, True)
        await reports.vote(session, await stands(session, cast, "karim", number))
        assert (await reports.report_row(session, await cast.actor("karim"), number)).vote_count == 2
