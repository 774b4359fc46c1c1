"""Inviting everybody that a list of addresses names, and what became of each of its lines."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors
from backend.circles.invitations import MOST_LINES, invite_people
from backend.circles.models import Circle
from backend.circles.policy import require_edit, require_open
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, PersonStatus

EMAIL = re.compile(r"[^\s,;<>\"']+@[^\s,;<>\"']+")
HEADING = re.compile(r"mail|courriel|adresse|address", re.IGNORECASE)
"""What the first line of a spreadsheet calls the column of addresses."""


class LineOutcome(StrEnum):
    INVITED = "invited"
    ALREADY = "already"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListLine:
    """What became of one line of a list of addresses; `line` counts from 1."""

    line: int
    email: str
    outcome: LineOutcome


@dataclass(frozen=True, slots=True)
class ListReport:
    """What became of a list of addresses, line by line."""

    lines: tuple[ListLine, ...]

    def count(self, outcome: LineOutcome) -> int:
        return Counter(line.outcome for line in self.lines)[outcome]

    @property
    def invited(self) -> int:
        return self.count(LineOutcome.INVITED)

    @property
    def refused(self) -> tuple[ListLine, ...]:
        return tuple(line for line in self.lines if line.outcome is not LineOutcome.INVITED)


async def invite_list(
    session: Session, actor: Actor, circle: Circle, emails: str, *, note: str = ""
) -> ListReport:
    """Invite everybody a CSV text names by e-mail (one a line, up to 2,000).

    Good lines are kept whatever the others hold. Errors: LeadsOnly, CircleClosed, TooManyLines, NoEmails.
    """
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)
    addresses = _addresses(emails)
    rows = await session.execute(
        sa.select(PEOPLE.c.email, PEOPLE.c.id).where(
            PEOPLE.c.email.in_({email for _, email in addresses}), PEOPLE.c.status == PersonStatus.ACTIVE
        )
    )
    known: dict[str, UUID] = dict(rows.all())
    invited = await invite_people(session, actor, circle, known.values(), note=note)
    seen: set[str] = set()
    lines = []
    for line, email in addresses:
        if email in seen:
            outcome = LineOutcome.REPEATED
        elif email not in known:
            outcome = LineOutcome.UNKNOWN
        else:
            outcome = LineOutcome.INVITED if known[email] in invited else LineOutcome.ALREADY
        seen.add(email)
        lines.append(ListLine(line, email, outcome))
    return ListReport(tuple(lines))


def _addresses(text: str) -> list[tuple[int, str]]:
    """The address of each line, or its text where it has none, with its number; a heading is no line."""
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise errors.TooManyLines(most=MOST_LINES)
    found = []
    for number, line in enumerate(lines, 1):
        email = EMAIL.search(line)
        if email:
            found.append((number, email.group().lower()[:254]))
        elif line.strip() and not (number == 1 and HEADING.search(line)):
            found.append((number, line.strip()[:254]))
    if not any(EMAIL.fullmatch(text) for _, text in found):
        raise errors.NoEmails
    return found
