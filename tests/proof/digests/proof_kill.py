"""P1: 5,000 recipients, a mail server in a bad mood, the worker killed -9 three times."""

import time
from pathlib import Path

from backend.core.db import Database
from tests.cast import Cast
from tests.digests.killing import begin, check, many_people, running_sink, send_again, send_killed, the_issue
from tests.digests.sender import LINES

RECIPIENTS = 5_000
KILLS = 3


async def test_nobody_is_missing_when_the_worker_is_killed(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    reachable = await many_people(cast, RECIPIENTS)
    await begin(cast)
    started = time.perf_counter()
    async with running_sink(tmp_path / "log", temporary=10) as sink:
        await send_killed(database, sink, KILLS, after=1_200)
        repeats = check(sink, reachable, most_repeats=KILLS * LINES)
        before = sink.count()
        await send_again(database, sink)
        assert sink.count() == before
    issue = await the_issue(database)
    assert (issue.sent, issue.failed) == (len(reachable), issue.recipients - len(reachable))
    took = time.perf_counter() - started
    print(
        f"\n{database.url.get_backend_name()}: {issue.recipients} recipients, 10 % refused for now, "
        f"{issue.bounced} unknown, {KILLS} kills over {LINES} connections: nobody missing, "
        f"{repeats} repeated under the same Message-ID, a second run sends none, {took:.0f} s"
    )
