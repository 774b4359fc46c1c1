"""Schemathesis set on a running application: what it asked, and what was answered by a failure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from backend.http import cookies
from schema import schema

Ask = Callable[[str], httpx2.Response]
MOST_FAILURES = 10


@dataclass
class Told:
    """The operations asked, how many documents were sent, and those that broke something."""

    operations: list[str] = field(default_factory=list)
    documents: int = 0
    failures: list[str] = field(default_factory=list)


@contextmanager
def a_browser(address: str, cookie: str) -> Iterator[Ask]:
    """Who sends documents as the pages of somebody signed in would."""
    headers, kept = {"sec-fetch-site": "same-origin"}, {cookies.SESSION: cookie}
    with httpx2.Client(base_url=address, cookies=kept, headers=headers, timeout=60) as client:
        yield lambda document: client.post("/graphql", json={"query": document})


def asked_of_every_operation(address: str, cookie: str, examples: int, seed: int = 0) -> Told:
    """Have every operation asked with so many documents; the same for the same seed."""
    with a_browser(address, cookie) as ask:
        return _asked(ask, examples, seed)


def _asked(ask: Ask, examples: int, seed: int) -> Told:
    told = Told()
    for found in schemathesis.graphql.from_file(schema.as_str()).get_all_operations():
        operation = found.ok()
        told.operations.append(operation.label)

        @seeded(seed)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy())
        def each(case: Any) -> None:
            told.documents += 1
            answer = ask(case.body)
            if _broke(answer) and len(told.failures) < MOST_FAILURES:
                told.failures.append(f"{answer.status_code} {answer.text[:200]} to {case.body[:400]}")

        each()
    return told


def _broke(answer: httpx2.Response) -> bool:
    return answer.status_code >= 500 or "INTERNAL_ERROR" in answer.text
