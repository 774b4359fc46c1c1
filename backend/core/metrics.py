"""What a process counts for those who watch it: durations by kind of page, and jobs; never a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
"""Our own: of what a library counts by itself, nothing is told by chance."""

ANSWERS = Histogram(
    "diapason_answers_seconds",
    "How long answers took, by the pattern of their address.",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
JOBS_DONE = Counter("diapason_jobs", "Jobs run in this process.", ("job", "outcome"), registry=REGISTRY)
JOBS_DUE = Gauge("diapason_jobs_due", "Jobs that are due and wait for a worker.", registry=REGISTRY)
JOBS_LATE = Gauge("diapason_jobs_late_seconds", "For how long the oldest of them is due.", registry=REGISTRY)
JOBS_DEAD = Gauge("diapason_jobs_dead", "Jobs that were given up.", registry=REGISTRY)
