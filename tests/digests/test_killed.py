"""kill -9 of the worker in the middle of a sending: nobody is missing, and next to nothing is sent twice."""

from pathlib import Path

from backend.core.db import Database
from tests.cast import Cast
from tests.digests.killing import begin, check, many_people, running_sink, send_again, send_killed, the_issue
from tests.digests.sender import LINES


async def test_a_killed_worker_leaves_nobody_out(cast: Cast, database: Database, tmp_path: Path) -> None:
    """`make proof` does it with thousands, three times over."""
    reachable = await many_people(cast, 150)
    await begin(cast)
    async with running_sink(tmp_path / "log", temporary=10) as sink:
        await send_killed(database, sink, kills=1, after=50)
        check(sink, reachable, most_repeats=LINES)
        issue = await the_issue(database)
        assert (issue.sent, issue.bounced) == (len(reachable), issue.recipients - len(reachable))
        before = sink.count()
        await send_again(database, sink)
        assert sink.count() == before
