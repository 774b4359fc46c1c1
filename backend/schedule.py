"""The whole cadence on one page: when -> job.

Each occurrence is promised ahead as an ordinary job under a key, so workers that all promise it promise
it once, and an occurrence that nobody was there to run is run at the next start.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend import jobs
from backend.core.db import Session

# Occurrences closer than this were promised already. It is longer than the time between two looks, and
# than the difference between two machines' clocks, so none is missed and none is promised once run.
AHEAD = timedelta(minutes=2)
LOOK_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Hourly:
    """Every hour that passes, at this minute."""

    minute: int
    job: str


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day, when the company's clocks show `at`."""

    at: time
    job: str


CADENCE: tuple[Hourly | Daily, ...] = (
    Hourly(7, "identity.forget_old_keys"),
    Hourly(17, "notifications.post"),
    Daily(time(3, 20), "identity.forget_ended_sessions"),
    Daily(time(3, 25), "audit.seal_days"),
    Daily(time(3, 30), "audit.forget_old_events"),
    Daily(time(3, 40), "notifications.forget_old_letters"),
    Daily(time(3, 45), "notifications.forget_old_notifications"),
    Daily(time(3, 48), "webhooks.forget_old_deliveries"),
    Daily(time(3, 50), "pulse.erase_old_comments"),
    Daily(time(3, 55), "pulse.forget_unfollowed"),
    Daily(time(4, 0), "pulse.count_customers"),
    Daily(time(4, 10), "reports.keep_uncontested"),
    Daily(time(4, 20), "reports.escalate_very_late"),
    Daily(time(4, 30), "knowledge.look_at_dates"),
    Daily(time(5, 10), "signals.look"),
    Daily(time(6, 20), "digests.compose"),
    Daily(time(6, 40), "pulse.refresh_rates"),
    Daily(time(7, 10), "notifications.remind_of_commitments"),
    Daily(time(7, 20), "notifications.warn_of_approvals"),
)


def upcoming(
    at: datetime, zone: ZoneInfo, cadence: tuple[Hourly | Daily, ...] = CADENCE
) -> Iterator[tuple[str, str, datetime]]:
    """Each line's next occurrence after `at`: its job, its key, its instant in UTC.

    A daily key is the date the clocks show, so the night when clocks go back holds one occurrence, not two.
    """
    for line in cadence:
        if isinstance(line, Hourly):
            due = at.astimezone(UTC).replace(minute=line.minute, second=0, microsecond=0)
            if due <= at:
                due += timedelta(hours=1)
            yield line.job, f"{line.job}@{due:%Y-%m-%dT%HZ}", due
            continue
        day = at.astimezone(zone).date()
        due = datetime.combine(day, line.at, zone).astimezone(UTC)
        if due <= at:
            day += timedelta(days=1)
            due = datetime.combine(day, line.at, zone).astimezone(UTC)
        yield line.job, f"{line.job}@{day.isoformat()}", due


async def promise(session: Session, at: datetime, zone: ZoneInfo) -> None:
    """Promise every line's next occurrence; one already promised stays as it is."""
    for job, key, due in upcoming(at + AHEAD, zone):
        await jobs.enqueue(session, job, {}, key=key, run_at=due)
