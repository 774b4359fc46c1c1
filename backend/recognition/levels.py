"""The four faces: what helped others counts, the more when it was checked.

What is no longer valid stops counting; absence takes nothing away. Thanks given both ways within a month
count on neither side.
"""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from backend.core.clock import now
from backend.core.db import Session, alias_of
from backend.core.inserts import insert_new
from backend.core.local_time import company_today
from backend.identity import PEOPLE
from backend.recognition.models import FACES, MERITS, Kind

WORTH = {Kind.VALIDATED: 10, Kind.ACCEPTED: 5, Kind.HELPED: 3, Kind.POSTED: 1}
POSTED_A_DAY = 5
BOTH_WAYS = 30
"""Days in which thanks given both ways count on neither side."""
REACHED = (0, 15, 60, 200)
"""What each face asks for: Curieux, Éclaireur, Relais, Diapason."""
_NAMES = UUID("6f1f9b52-7d0e-4e0a-9d43-3f1c6c1a5b10")


async def note(
    session: Session,
    person_id: UUID,
    kind: Kind,
    source_kind: str,
    source_id: UUID,
    by_id: UUID | None = None,
) -> None:
    """Something of a person's helped; said twice, it counts once; said of oneself, not at all.

    Call it from a reaction: it runs at least once.
    """
    if by_id == person_id:
        return
    row = {
        "id": _name(person_id, kind, source_kind, source_id, by_id),
        "person_id": person_id,
        "by_id": by_id,
        "kind": kind,
        "source_kind": source_kind,
        "source_id": source_id,
        "day": company_today(session).toordinal(),
        "is_valid": True,
    }
    values = sa.select(*(sa.literal(value, MERITS.c[name].type) for name, value in row.items()))
    await session.execute(insert_new(session, MERITS, list(row), values))
    # What was taken back and is said again counts again.
    await session.execute(sa.update(MERITS).where(MERITS.c.id == row["id"]).values(is_valid=True))
    await recount(session, [person_id] if by_id is None else [person_id, by_id])


async def take_back(
    session: Session, person_id: UUID, kind: Kind, source_kind: str, source_id: UUID, by_id: UUID
) -> None:
    """Whoever said that something helped says so no longer."""
    known = MERITS.c.id == _name(person_id, kind, source_kind, source_id, by_id)
    await session.execute(sa.update(MERITS).where(known).values(is_valid=False))
    await recount(session, [person_id, by_id])


async def set_valid(session: Session, source_kind: str, source_id: UUID, valid: bool) -> None:
    """What was said about a source counts no longer, or again."""
    touched = await session.execute(
        sa.update(MERITS)
        .where(MERITS.c.source_kind == source_kind, MERITS.c.source_id == source_id)
        .values(is_valid=valid)
        .returning(MERITS.c.person_id)
    )
    await recount(session, set(touched.scalars()))


async def recount(session: Session, people: Collection[UUID]) -> None:
    """Count anew what of these people's helped others; a higher face is told on its owner's page alone."""
    if not people:
        return
    await make_faces(session, people)
    counted: dict[UUID, int] = dict((await session.execute(_relevance(list(people)))).all())
    found = await session.execute(sa.select(FACES).where(FACES.c.person_id.in_(people)))
    rows = []
    for had in found.all():
        relevance = int(counted.get(had.person_id, 0))
        face = face_of(relevance)
        at = now() if face > had.face else had.reached_at
        rows.append({"whose": had.person_id, "relevance": relevance, "face": face, "reached_at": at})
    change: dict[str, Any] = {name: sa.bindparam(name) for name in ("relevance", "face", "reached_at")}
    if rows:
        await session.execute(
            sa.update(FACES).where(FACES.c.person_id == sa.bindparam("whose")).values(change), rows
        )


async def make_faces(session: Session, people: Collection[UUID]) -> None:
    """Give the first face to those who have none yet."""
    names = ["person_id", "relevance", "face", "is_shown"]
    first = sa.select(PEOPLE.c.id, sa.literal(0), sa.literal(1), sa.false()).where(PEOPLE.c.id.in_(people))
    await session.execute(insert_new(session, FACES, names, first))


def face_of(relevance: int) -> int:
    """The face, 1 to 4, that this much help has."""
    return sum(relevance >= least for least in REACHED)


def _name(person_id: UUID, kind: Kind, source_kind: str, source_id: UUID, by_id: UUID | None) -> UUID:
    """The same for the same help, however often it is told."""
    return uuid5(_NAMES, f"{kind} {source_kind} {source_id} {person_id} {by_id}")


def _relevance(people: Sequence[UUID]) -> sa.Select[UUID, Any]:
    """What each person's help is worth, in one statement."""
    back = alias_of(MERITS, "back")
    both_ways = sa.exists().where(
        back.c.person_id == MERITS.c.by_id,
        back.c.by_id == MERITS.c.person_id,
        back.c.kind == Kind.HELPED,
        back.c.is_valid,
        back.c.day.between(MERITS.c.day - BOTH_WAYS, MERITS.c.day + BOTH_WAYS),
    )
    theirs = sa.and_(MERITS.c.person_id.in_(people), MERITS.c.is_valid)
    worth = sa.case(WORTH, value=MERITS.c.kind)
    helped = sa.select(MERITS.c.person_id, worth.label("worth")).where(
        theirs, MERITS.c.kind != Kind.POSTED, sa.or_(MERITS.c.kind != Kind.HELPED, ~both_ways)
    )
    many = sa.func.count()
    posted = (
        sa.select(MERITS.c.person_id, sa.case((many > POSTED_A_DAY, POSTED_A_DAY), else_=many).label("worth"))
        .where(theirs, MERITS.c.kind == Kind.POSTED)
        .group_by(MERITS.c.person_id, MERITS.c.day)
    )
    both = sa.union_all(helped, posted).subquery()
    return sa.select(both.c.person_id, sa.func.sum(both.c.worth)).group_by(both.c.person_id)
