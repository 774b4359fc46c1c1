"""The chain in figures: of all that was said in a year, how much went how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend import commitments, digests, journeys, pulse, reports
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session

YEAR = timedelta(days=365)
LAST = 5


@dataclass(frozen=True, slots=True)
class Chain:
    """Irritants noted since then, those of them sent on, reports received since then by topic.

    `whole` are the last reports that were kept and measured again.
    """

    since: datetime
    irritants: journeys.NotedCount
    topics: Sequence[reports.HowFar]
    whole: Sequence[reports.ReportRow]

    @property
    def total(self) -> reports.Counts:
        return sum((one.counts for one in self.topics), reports.Counts())


async def chain_of(session: Session, actor: Actor) -> Chain:
    """The year that ends now, as the actor may read it; a constant number of statements."""
    since = now() - YEAR
    measured = commitments.sources_of(reports.SOURCE, among=pulse.measured_again())
    return Chain(
        since=since,
        irritants=await journeys.irritants_since(session, since),
        topics=await reports.how_far(
            session,
            since,
            promised=commitments.sources_of(reports.SOURCE),
            told=digests.told_sources(actor, reports.SOURCE),
            measured=measured,
        ),
        whole=await reports.last_kept(session, actor, measured, LAST),
    )
