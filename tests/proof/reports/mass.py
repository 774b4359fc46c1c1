"""A hundred thousand reports of two years and four thousand colleagues, written in bulk with their votes:
their words are those of the demo's reports as often as there, and of a long tail of rarer ones.

The cast sends and shares forty times as much as others do. Nine in ten of those that came in more than
fifteen working days ago are answered.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import accumulate, islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.stems import weighed
from backend.identity import PEOPLE
from backend.reports import Kind, Signature, Status
from backend.reports.calendars import Calendar
from backend.reports.clock import started
from backend.reports.models import FOLLOWERS, NUMBERS, REPORTS, RESPONSES, VOTES, WORDS
from seeds.report_plans import plans
from tests.cast import Cast

MANY = 100_000
COLLEAGUES = 4_000
CAST_SHARE = 0.1
CHUNK = 5_000
ANSWERED_IN, ANSWERED_AFTER = 5, timedelta(days=21)
STATES = (Status.RECEIVED, Status.IN_REVIEW, Status.ACCEPTED, Status.IN_PROGRESS)


class Words:
    """Draws words: half of the demo's reports, half of a tail of eight thousand that grow rarer."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        told = " ".join(f"{plan.title} {plan.body}" for plan in plans().report)
        self.demo = re.findall(r"\w+", told.casefold())
        syllables = ("ra", "mo", "ti", "ble", "cou", "fer", "lan", "pi", "dre", "sou", "val", "chi")
        self.tail = ["".join(dice.choices(syllables, k=4)) for _ in range(8_000)]
        self.odds = list(accumulate(1 / (rank + 10) for rank in range(len(self.tail))))

    def some(self, many: int) -> list[str]:
        rare = self.dice.choices(self.tail, cum_weights=self.odds, k=many // 2)
        drawn = self.dice.choices(self.demo, k=many - many // 2) + rare
        self.dice.shuffle(drawn)
        return drawn


@dataclass
class People:
    """Draws people: one in ten times somebody of the cast, who is one of a dozen."""

    dice: random.Random
    cast: list[UUID]
    colleagues: list[UUID]

    def one(self) -> UUID:
        return self.dice.choice(self.cast if self.dice.random() < CAST_SHARE else self.colleagues)

    def some(self, besides: UUID) -> set[UUID]:
        """Up to eight people, four more often than not."""
        return {self.one() for _ in range(int(self.dice.triangular(0, 9, 4)))} - {besides}


async def _colleagues(session: Session) -> list[UUID]:
    rows = [
        {
            "id": new_id(),
            "email": f"colleague{number}@telenova.example",
            "given_name": "Camille",
            "family_name": f"Collègue {number}",
        }
        for number in range(COLLEAGUES)
    ]
    await session.execute(sa.insert(PEOPLE), rows)
    return [row["id"] for row in rows]


async def a_mass_of_reports(session: Session, cast: Cast, topic_id: UUID, many: int = MANY) -> Words:
    """Write `many` reports; returns what their words are drawn from."""
    dice = random.Random(20_261_128)
    words = Words(dice)
    people = People(dice, list(cast.people.values()), await _colleagues(session))
    reports = _reports(dice, words, people, topic_id, many)
    while chunk := list(islice(reports, CHUNK)):
        for table, at in ((REPORTS, 0), (WORDS, 1), (VOTES, 2), (FOLLOWERS, 3), (RESPONSES, 4)):
            rows = [row for parts in chunk for row in parts[at]]
            await _write(session, table, rows)
    await session.execute(sa.insert(NUMBERS).values(number=many))
    if session.get_bind().dialect.name == "postgresql":
        # A number given by hand does not move the sequence that gives the next ones.
        sequence = sa.func.pg_get_serial_sequence(NUMBERS.name, NUMBERS.c.number.name)
        await session.execute(sa.select(sa.func.setval(sequence, many)))
    await session.commit()
    return words


async def _write(session: Session, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    connection = await session.connection()
    if table is WORDS:
        # Neighbours in the index, written one after the other.
        rows.sort(key=lambda row: row["word"])
    if table is not WORDS or connection.dialect.name == "sqlite":
        await session.execute(sa.insert(table), rows)
        return
    # Forty words a report: PostgreSQL copies them ten times faster than it inserts them.
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    async with driver.cursor().copy(f"COPY {table.name} (report_id, word, weight) FROM STDIN") as copy:
        for row in rows:
            await copy.write_row((row["report_id"], row["word"], row["weight"]))


def _reports(
    dice: random.Random, words: Words, people: People, topic_id: UUID, many: int
) -> Iterator[tuple[list[dict[str, Any]], ...]]:
    calendar, at = Calendar(), now()
    clock_of = cache(lambda day: started(calendar, day))
    for number in range(1, many + 1):
        received = at - timedelta(minutes=10 * (many - number))
        clock = clock_of(calendar.day_of(received))
        report_id, author = new_id(), people.one()
        voters = people.some(author)
        answered = received < at - ANSWERED_AFTER and dice.random() < 0.9
        title, body = " ".join(words.some(7)), " ".join(words.some(12))
        report = {
            "id": report_id,
            "number": number,
            "kind": dice.choice(list(Kind)),
            "status": dice.choice(STATES[2:] if answered else STATES[:2]),
            "title": title[:160],
            "body": body,
            "tags": [],
            "signature": Signature.NAME,
            "pseudonym": "",
            "author_id": author,
            "topic_id": topic_id,
            "received_at": received,
            "completed_at": received,
            "zone": calendar.zone,
            "subdivision": "",
            "clock_runs_from": clock.runs_from,
            "clock_counted": 0,
            "clock_due_at": clock.due_at,
            "clock_very_late_at": clock.very_late_at,
            "answered_at": received + timedelta(days=ANSWERED_IN) if answered else None,
            "answered_in": ANSWERED_IN if answered else None,
            "reason": "",
            "evidence": "",
            "vote_count": len(voters),
            "follower_count": len(voters) + 1,
            "comment_count": 0,
            "holds_count": 0,
        }
        said = {"id": new_id(), "report_id": report_id, "doing": "Oui", "not_doing": "", "by_when": ""}
        said |= {"said_by_id": people.cast[0], "said_at": received + timedelta(days=ANSWERED_IN)}
        stems = weighed(title, [], body).items()
        yield (
            [report],
            [{"report_id": report_id, "word": word, "weight": weight} for word, weight in stems],
            [{"report_id": report_id, "person_id": one, "voted_at": received} for one in voters],
            [{"report_id": report_id, "person_id": one} for one in (author, *voters)],
            [said] if answered else [],
        )
