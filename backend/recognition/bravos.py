"""Bravos: a word from a colleague, for what somebody said or did."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from backend import events, forum, reports
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Session
from backend.core.errors import InvalidInput, NotFound, Problem
from backend.core.local_time import company_today
from backend.identity import PEOPLE, get_person
from backend.recognition import errors
from backend.recognition.inputs import BravoInput
from backend.recognition.levels import note
from backend.recognition.models import BRAVOS, Bravo, Kind, Subject
from backend.reports import Signature

MOST_A_DAY = 10


@dataclass(frozen=True, slots=True)
class Thanked:
    """To whom a bravo goes and for what; `named` is false behind a pseudonym."""

    person_id: UUID
    kind: Subject
    subject_id: UUID
    about: str = ""
    href: str = ""
    named: bool = True


async def send_bravo(session: Session, actor: Actor, given: BravoInput) -> Bravo:
    """Thank a colleague. Errors: InvalidInput (nobody named), NotFound, NobodyToThank, OwnBravo,
    AlreadyThanked, BravosSpent.
    """
    thanked = await _thanked(session, actor, given)
    assert actor.person_id is not None
    if thanked.person_id == actor.person_id:
        raise errors.OwnBravo
    # Held, so that what is counted stays true until this one is sent.
    sender = sa.select(PEOPLE.c.id).where(PEOPLE.c.id == actor.person_id)
    await session.execute(sender.with_for_update(key_share=True))
    today = company_today(session)
    sent = await session.execute(
        sa.select(BRAVOS.c.receiver_id, BRAVOS.c.subject_id).where(
            BRAVOS.c.sender_id == actor.person_id, BRAVOS.c.sent_on == today
        )
    )
    before = {(row.receiver_id, row.subject_id) for row in sent}
    if (thanked.person_id, thanked.subject_id) in before:
        raise errors.AlreadyThanked
    if len(before) >= MOST_A_DAY:
        raise errors.BravosSpent(most=MOST_A_DAY)
    bravo = Bravo(
        sender_id=actor.person_id,
        receiver_id=thanked.person_id,
        named=thanked.named,
        subject_kind=thanked.kind,
        subject_id=thanked.subject_id,
        about=thanked.about,
        href=thanked.href,
        word=given.word,
        sender_agrees=given.agrees,
        sent_on=today,
    )
    session.add(bravo)
    await session.flush()
    # The event is read by administrators: behind a pseudonym it tells no more than the sender knows.
    whom = {"receiver_id": thanked.person_id} if thanked.named else {}
    await events.record(session, actor, "bravo.sent", "bravo", bravo.id, **whom)
    return bravo


async def count_bravo(session: Session, bravo_id: UUID) -> None:
    """Let a bravo count as help, once for each sender and thing."""
    bravo: Bravo | None = await session.get(Bravo, bravo_id)
    if bravo is not None:
        source = bravo.subject_kind.value, bravo.subject_id
        await note(session, bravo.receiver_id, Kind.HELPED, *source, by_id=bravo.sender_id)


async def agree_to_quote(session: Session, actor: Actor, bravo_id: UUID, agrees: bool) -> Bravo:
    """Say, as whoever received it, whether a bravo may be quoted. Errors: NotFound, ReceiverOnly."""
    bravo: Bravo | None = await session.get(Bravo, bravo_id)
    if bravo is None or actor.person_id not in {bravo.sender_id, bravo.receiver_id}:
        raise NotFound
    if bravo.receiver_id != actor.person_id:
        raise errors.ReceiverOnly
    bravo.receiver_agrees = agrees
    session.add(bravo)
    await session.flush()
    # As above, nobody behind a pseudonym.
    by = actor if bravo.named else SYSTEM
    await events.record(session, by, "bravo.agreed" if agrees else "bravo.kept_private", "bravo", bravo.id)
    return bravo


async def _thanked(session: Session, actor: Actor, given: BravoInput) -> Thanked:
    if given.report is not None:
        report = await reports.get_report(session, actor, given.report)
        if report.author_id is None:
            raise errors.NobodyToThank
        await get_person(session, report.author_id)
        named = report.signature is Signature.NAME
        href = f"/reports/{report.number}"
        return Thanked(report.author_id, Subject.REPORT, report.id, report.title, href, named)
    if given.post_id is not None:
        standing = await forum.standing_of(session, actor, await forum.thread_of_post(session, given.post_id))
        post: forum.Post | None = await session.get(forum.Post, given.post_id)
        if post is None or post.hidden_at is not None:
            raise NotFound
        if post.author_id is None:
            raise errors.NobodyToThank
        await get_person(session, post.author_id)
        href = f"/forum/{standing.thread.id}#post-{post.id}"
        return Thanked(post.author_id, Subject.POST, post.id, standing.thread.title, href)
    if given.person_id is None:
        raise InvalidInput(BravoInput.__name__, {"person_id": Problem("missing")})
    person = await get_person(session, given.person_id)
    return Thanked(person.id, Subject.PERSON, person.id)
