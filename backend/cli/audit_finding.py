"""What `doctor --audit` looks at: whether the audit is as it was sealed."""

from backend import audit
from backend.cli.findings import Finding
from backend.core.db import Database
from backend.settings import Settings

SHOWN = 5
WORDS = {
    "events": "its events are not those that were sealed",
    "seal": "its seal does not follow from the one before",
    "missing": "its seal is missing",
    "forgotten": "its events are gone before their time, unless the audit was kept for less then",
}
MEND = "Compare with a backup from before, and with the last seal that the log of the worker told."


async def whole_audit(settings: Settings) -> Finding:
    """Read it all: some seconds per hundred thousand events."""
    opened = Database(settings.database)
    try:
        async with opened.reading() as session:
            found = await audit.verify(session, settings.audit_days)
    finally:
        await opened.close()
    if found.wrong:
        days = "; ".join(f"{day}: {WORDS[what]}" for day, what in found.wrong[:SHOWN])
        more = len(found.wrong) - SHOWN
        return Finding("audit", False, f"{days}{f'; and {more} more' if more > 0 else ''}.", MEND)
    if found.late:
        said = f"The audit was last sealed on {found.last}." if found.last else "The audit was never sealed."
        return Finding(
            "audit", False, said, "See that a worker runs, and for failed work (Administration, Failed work)."
        )
    if found.last is None:
        return Finding("audit", True, "Nothing happened yet that is old enough to be sealed.")
    kept = f"{found.events} events are as they were sealed, from {found.first} to {found.last}"
    gone = f", {found.forgotten} days of them forgotten since" if found.forgotten else ""
    since = f" {found.unsealed} came since, not sealed yet." if found.unsealed else ""
    return Finding("audit", True, f"{kept}{gone}.{since} The last seal: {found.chain}")
