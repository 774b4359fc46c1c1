"""What pulse asks of a reader, two minutes until a wave closes or an answer to their unit; what it tells."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from backend.commitments import Fate
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.core.listing import Page
from backend.core.local_time import company_zone
from backend.core.today import Ask, Told
from backend.identity import ORG_UNIT_HEADS, ORG_UNIT_TREE, Permission, ancestors
from backend.pulse.alert_rows import waiting_alerts
from backend.pulse.commitments import ANSWER_DAYS, UnitPromise, answer_by, commitments_around
from backend.pulse.conversation_rows import awaits_settling
from backend.pulse.disclosure import Cut, Group
from backend.pulse.latest import latest_results
from backend.pulse.models import (
    CONVERSATIONS,
    PULSE_COMMENTS,
    RELEASED_GROUPS,
    SURVEYS,
    UNIT_COMMITMENTS,
    WAVES,
    WaveStatus,
)
from backend.pulse.policy import run_by
from backend.pulse.told import is_told
from backend.pulse.wave_rows import my_invitations

MOST = 5
LATELY = timedelta(days=60)
STATES = {Fate.OPEN: "entendu", Fate.KEPT: "tenu", Fate.LATE: "tenu", Fate.DROPPED: "repondu"}


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """The open waves that asked the actor and that they have not answered; results that await their word."""
    found = await my_invitations(session, actor, Page(MOST))
    return [
        *(
            Ask(
                code="pulse",
                params={"survey": row.title[_language(actor)], "count": row.question_count},
                href=f"/pulse/{row.id}",
                minutes=row.minutes,
                due=row.closes_at,
                icon="activity",
            )
            for row in found.items
            if not row.has_answered
        ),
        *await _to_answer_back(session, actor),
        *await _reported(session, actor),
        *await _alerts(session, actor),
    ]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """Results of the actor's units lately, and what became of what was committed to after them."""
    around = await ancestors(session, actor.org_unit_id)
    promises = await commitments_around(session, around, Page(2 * MOST))
    lately = now() - LATELY
    told = [_told(one) for one in promises.items]
    return [*await _results(session, actor), *(one for one in told if one.at and one.at > lately)]


async def _to_answer_back(session: Session, actor: Actor) -> list[Ask]:
    """Units that the actor heads, with figures of the last 30 days that nobody has answered.

    None that a survey of one part is not for: those around the part have its figures too.
    """
    heads = ORG_UNIT_HEADS.c
    found = await session.execute(sa.select(heads.org_unit_id).where(heads.person_id == actor.person_id))
    headed = found.scalars().all()
    if not headed:
        return []
    group, made = RELEASED_GROUPS.c, UNIT_COMMITMENTS.c
    around = await ancestors(session, actor.org_unit_id)
    mine = [Group(Cut.UNIT, str(one)) for one in {*around, *headed}]
    # A group goes by the text of its unit's id, which the databases do not write alike.
    same = (sa.and_(group.key == str(one), made.org_unit_id == one) for one in headed)
    answered = sa.exists().where(made.wave_id == WAVES.c.id, sa.or_(*same))
    tree = ORG_UNIT_TREE.c
    beyond = sa.exists().where(
        SURVEYS.c.id == WAVES.c.survey_id,
        SURVEYS.c.org_unit_id == tree.descendant_id,
        tree.distance > 0,
        sa.or_(*(sa.and_(group.key == str(one), tree.ancestor_id == one) for one in headed)),
    )
    rows = await session.execute(
        sa.select(WAVES.c.id, WAVES.c.closed_at, group.key, group.label)
        .join(RELEASED_GROUPS, group.wave_id == WAVES.c.id)
        .where(
            group.cut == Cut.UNIT,
            group.key.in_([str(one) for one in headed]),
            WAVES.c.status == WaveStatus.SEALED,
            WAVES.c.closed_at > now() - timedelta(days=ANSWER_DAYS),
            is_told(WAVES.c.id, group.cut, group.key, mine),
            ~answered,
            ~beyond,
        )
        .order_by(WAVES.c.closed_at.desc(), group.label)
        .limit(MOST)
    )
    end = time(23, 59)
    return [
        Ask(
            code="answer_back",
            params={"unit": row.label},
            href=f"/pulse/{row.id}/results?unit={row.key}#commit",
            minutes=5,
            due=datetime.combine(answer_by(session, row.closed_at), end, company_zone(session)),
            icon="flag",
            tone="petrol",
        )
        for row in rows
    ]


async def _reported(session: Session, actor: Actor) -> list[Ask]:
    """Conversations that somebody reported, for those who run their survey, until one of them settles it."""
    if not actor.may_somewhere(Permission.SURVEYS_RUN):
        return []
    talk = CONVERSATIONS.c
    rows = await session.execute(
        sa.select(talk.comment_id, SURVEYS.c.title)
        .join(PULSE_COMMENTS, PULSE_COMMENTS.c.id == talk.comment_id)
        .join(WAVES, WAVES.c.id == PULSE_COMMENTS.c.wave_id)
        .join(SURVEYS, SURVEYS.c.id == WAVES.c.survey_id)
        .where(awaits_settling(), run_by(actor))
        .order_by(talk.reported_on, talk.comment_id)
        .limit(MOST)
    )
    return [
        Ask(
            code="conversation_reported",
            params={"survey": row.title.get(_language(actor)) or row.title["fr"]},
            href=f"/pulse/conversations/{row.comment_id}",
            minutes=5,
            icon="flag",
            tone="coeur",
        )
        for row in rows
    ]


async def _alerts(session: Session, actor: Actor) -> list[Ask]:
    """Comments that speak of danger, for whoever hears them."""
    waiting = await waiting_alerts(session, actor)
    if not waiting:
        return []
    params = {"count": waiting}
    return [Ask("pulse_alerts", params, "/pulse/alerts", minutes=5, icon="life-buoy", tone="coeur")]


async def _results(session: Session, actor: Actor) -> list[Told]:
    """The last results of surveys that asked in the actor's unit; some show no figure of the whole."""
    return [
        Told(
            code="pulse_results" if one.is_shown else "pulse_unshown",
            params={"survey": one.title.get(_language(actor)) or one.title["fr"]},
            href=f"/pulse/{one.id}/results",
            at=one.sealed_at,
        )
        for one in await latest_results(session, actor, 2, since=now() - LATELY)
    ]


def _told(promise: UnitPromise) -> Told:
    row = promise.commitment
    return Told(
        code=f"commitment.{row.fate}",
        params={"what": row.what, "unit": promise.org_unit_name},
        href=f"/commitments#commitment-{row.id}",
        state=STATES[row.fate],
        says=row.reason if row.fate is Fate.DROPPED else "",
        by=row.owner_name or "",
        at=row.closed_at or row.made_at,
        declined=row.fate is Fate.DROPPED,
    )


def _language(actor: Actor) -> str:
    return actor.locale if actor.locale in ("fr", "en") else "fr"
