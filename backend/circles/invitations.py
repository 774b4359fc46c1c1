"""Inviting people one by one or by a list, proposing somebody, and what the invited person answers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from backend.circles import errors, places, spells
from backend.circles.membership import enter, require_active
from backend.circles.models import CURRENT, MEMBERSHIPS, Circle, Membership, MembershipStatus
from backend.circles.policy import require_edit, require_invite, require_open
from backend.circles.standing import standing_of
from backend.core.actor import Actor
from backend.core.db import Session
from backend.identity import PEOPLE, PersonStatus

Status = MembershipStatus

MOST_LINES = 2000
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


async def invite(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, note: str = ""
) -> Membership:
    """Invite somebody; they still accept. Errors: LeadsOnly, AlreadyMember, ColleagueGone, CircleClosed."""
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)
    return await _call_in(session, actor, circle, person_id, Status.INVITED, note)


async def propose(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, *, note: str = ""
) -> Membership:
    """A member proposes somebody: a request that a lead answers, after which the person still accepts.

    Errors: MembersOnly, AlreadyMember(status), ColleagueGone, CircleClosed.
    """
    standing = await standing_of(session, actor, circle)
    require_invite(standing)
    require_open(standing)
    return await _call_in(session, actor, circle, person_id, Status.REQUESTED, note)


async def invite_people(
    session: Session, actor: Actor, circle: Circle, people: Iterable[UUID], *, note: str = ""
) -> set[UUID]:
    """Invite those of `people` who are active and not concerned by the circle yet; returns whom.

    A constant number of statements. Errors: LeadsOnly, CircleClosed, TooManyLines.
    """
    wanted = list(people)
    if len(wanted) > MOST_LINES:
        raise errors.TooManyLines(most=MOST_LINES, field="person_ids")
    standing = await standing_of(session, actor, circle)
    require_edit(standing)
    require_open(standing)
    await places.lock_open(session, circle.id)
    concerned = sa.select(MEMBERSHIPS.c.person_id).where(
        MEMBERSHIPS.c.circle_id == circle.id, MEMBERSHIPS.c.status.in_(CURRENT)
    )
    found = await session.execute(
        sa.select(PEOPLE.c.id).where(
            PEOPLE.c.id.in_(wanted),
            PEOPLE.c.status == PersonStatus.ACTIVE,
            PEOPLE.c.id.not_in(concerned),
        )
    )
    invited = list(found.scalars())
    await spells.begin_many(
        session, actor, circle.id, invited, Status.INVITED, note=note, invited_by_id=actor.person_id
    )
    return set(invited)


async def invite_list(
    session: Session, actor: Actor, circle: Circle, emails: str, *, note: str = ""
) -> ListReport:
    """Invite everybody a CSV text names by e-mail (one a line, up to 2,000).

    Good lines are kept whatever the others hold. Errors: LeadsOnly, CircleClosed, TooManyLines, NoEmails.
    """
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


async def accept_invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Come in, or wait if the circle is full. Errors: NotInvited, CircleClosed."""
    await _invitation(session, actor, circle)
    assert actor.person_id is not None
    return await enter(session, actor, circle.id, actor.person_id)


async def decline_invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    """Say no; one may join or be invited again later. Errors: NotInvited."""
    return await spells.move(session, actor, await _invitation(session, actor, circle), Status.DECLINED)


async def _invitation(session: Session, actor: Actor, circle: Circle) -> Membership:
    await places.lock(session, circle.id)
    spell = await spells.current(session, circle.id, actor.person_id)
    if spell is None or spell.status is not Status.INVITED:
        raise errors.NotInvited
    return spell


async def _call_in(
    session: Session, actor: Actor, circle: Circle, person_id: UUID, status: Status, note: str
) -> Membership:
    await places.lock_open(session, circle.id)
    await require_active(session, person_id)
    spell = await spells.current(session, circle.id, person_id)
    if spell is not None:
        raise errors.AlreadyMember(status=spell.status)
    return await spells.begin(
        session, actor, circle.id, person_id, status, note=note, invited_by_id=actor.person_id
    )


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
