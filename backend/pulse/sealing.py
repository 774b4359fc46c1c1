"""Sealing a closed wave: ballots are counted, what may be shown is written, and every ballot is destroyed.

One unit of work: a kill before its commit leaves the ballots to be counted again, a kill after it leaves
only space to give back. Irreversible, and recorded.
"""

import asyncio
import random
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.jobs import Outside
from backend.pulse import keys as wave_keys
from backend.pulse.alert_rows import leave_unheard
from backend.pulse.asked_units import keep_asked_units
from backend.pulse.ballots import opened_ballots
from backend.pulse.counting import Comment, Outcome, outcome
from backend.pulse.cuts import Cuts
from backend.pulse.disclosure import ROOT, Cut, Group
from backend.pulse.former_members import withhold_from_all_where_nobody_knows
from backend.pulse.histograms import Ballot, Histograms
from backend.pulse.models import (
    BALLOTS,
    PARTICIPATIONS,
    WAVE_AUDIENCES,
    WAVE_GROUPS,
    WAVE_KEYS,
    WAVES,
    Wave,
    WaveStatus,
)
from backend.pulse.rates import told_rate
from backend.pulse.reclaiming import giving_back
from backend.pulse.release_writer import write_release
from backend.pulse.released_members import answering, at_last_release, frozen_groups, remember
from backend.pulse.surveys import questions_of

AT_ONCE = 2000
_DICE = random.SystemRandom()


async def seal_due(session: Session, wave_id: UUID) -> Outside | None:
    """Seal a closed wave (a job), then give back the space; run again, it only gives back the space.

    Those before it are sealed first: each is compared with the one before it, while both keys exist.
    """
    wave: Wave | None = await session.get(Wave, wave_id, with_for_update=True)
    if wave is None or wave.status not in {WaveStatus.CLOSED, WaveStatus.SEALED}:
        return None
    for one in await _closed_up_to(session, wave):
        await seal(session, one)
    return giving_back(session)


async def seal(session: Session, wave: Wave) -> Outcome:
    """Count, release, burn. The wave is locked and closed; the caller commits, then gives back the space."""
    assert wave.k is not None
    assert wave.comment_k is not None
    cuts = Cuts(await frozen_groups(session, wave.id), wave.invited)
    questions = await questions_of(session, wave.survey_id, wave.version, wave.id)
    histograms, comments = Histograms(cuts.parents, questions), []
    closed = {one.key: Group(Cut.UNIT, one.unit) if one.unit else ROOT for one in questions if one.is_closed}
    async for payload in opened_ballots(session, wave):
        groups, given = cuts.of_ballot(payload["groups"]), payload["answers"]
        # What is asked of one unit counts from its people alone.
        answers = {key: value for key, value in given.items() if closed.get(key) in groups}
        histograms.count([Ballot(groups, answers)])
        if payload["comment"]:
            comments.append(
                Comment(payload["groups"]["unit"] or "", payload["comment"], payload["code_hash"])
            )
    new = await wave_keys.keys_of(session, wave.id)
    before = await _sealed_before(session, wave)
    members = await answering(session, wave, cuts, new)
    last = await at_last_release(session, before, new) if before else {}
    k, comment_k = wave.k, wave.comment_k
    # The rules are arithmetic, for seconds on end: they leave the server's thread to its visitors.
    found = await asyncio.to_thread(
        lambda: outcome(
            questions, cuts, histograms, comments, k=k, comment_k=comment_k, now=members, last=last
        )
    )
    await write_release(session, wave, cuts, found)
    await leave_unheard(session, wave.id)
    await keep_asked_units(session, wave.id)
    await remember(session, wave.survey_id, last, found.released)
    await _burn(session, wave)
    if before is not None:
        await forget_who_took_part(session, before, followed_by=wave.id)
    wave.status, wave.sealed_at = WaveStatus.SEALED, now()
    took_part = histograms.participation().answers[ROOT]
    wave.rate = told_rate(took_part, wave.invited) if ROOT in found.released else None
    await session.flush()
    await events.record(session, SYSTEM, "wave.sealed", "wave", wave.id, number=wave.number)
    return found


async def forget_who_took_part(session: Session, wave: Wave, followed_by: UUID | None = None) -> None:
    """Destroy a sealed wave's key, audience and participation; the caller has their space given back.

    `followed_by` is the wave of the survey whose audience is kept in its place.
    """
    await withhold_from_all_where_nobody_knows(session, wave, followed_by)
    await wave_keys.destroy_keys(session, wave.id)
    for table in (PARTICIPATIONS, WAVE_AUDIENCES, WAVE_GROUPS):
        await session.execute(sa.delete(table).where(table.c.wave_id == wave.id))


async def _closed_up_to(session: Session, wave: Wave) -> list[Wave]:
    """The survey's closed waves that wait to be sealed, this one the last, in their order; locked."""
    found = await session.execute(
        sa.select(Wave)
        .where(
            WAVES.c.survey_id == wave.survey_id,
            WAVES.c.status == WaveStatus.CLOSED,
            WAVES.c.number <= wave.number,
        )
        .order_by(WAVES.c.number)
        .with_for_update()
    )
    return list(found.scalars())


async def _sealed_before(session: Session, wave: Wave) -> Wave | None:
    """The survey's last sealed wave whose key is still there."""
    found = await session.execute(
        sa.select(Wave)
        .join(WAVE_KEYS, WAVE_KEYS.c.wave_id == WAVES.c.id)
        .where(
            WAVES.c.survey_id == wave.survey_id,
            WAVES.c.status == WaveStatus.SEALED,
            WAVES.c.number < wave.number,
        )
        .order_by(WAVES.c.number.desc())
        .limit(1)
    )
    one: Wave | None = found.scalar_one_or_none()
    return one


async def _burn(session: Session, wave: Wave) -> None:
    """Delete every ballot, and write participation again in random order."""
    connection = await session.connection()
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("PRAGMA secure_delete=ON")
    await session.execute(sa.delete(BALLOTS).where(BALLOTS.c.wave_id == wave.id))
    mine = PARTICIPATIONS.c.wave_id == wave.id
    found = await session.execute(sa.select(PARTICIPATIONS.c.person_hash).where(mine))
    hashes = list(found.scalars())
    _DICE.shuffle(hashes)
    await session.execute(sa.delete(PARTICIPATIONS).where(mine))
    for start in range(0, len(hashes), AT_ONCE):
        part = [{"wave_id": wave.id, "person_hash": one} for one in hashes[start : start + AT_ONCE]]
        await insert_many(session, PARTICIPATIONS, part)
