"""The sponsor's word and signature, or a delegate's in their name."""

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.clock import now
from backend.core.db import Session
from backend.digests import errors
from backend.digests.content import content_of, items_of
from backend.digests.facts import facts_of
from backend.digests.inputs import DelegateInput, TextsInput
from backend.digests.models import ISSUES, Issue, State
from backend.digests.policy import require_sign, require_sponsor, standing_of
from backend.digests.rules import Blocker, blockers
from backend.digests.states import WRITABLE, change, move
from backend.digests.versions import keep_version, note_change
from backend.identity import person_by_email


async def blockers_of(session: Session, issue: Issue) -> list[Blocker]:
    """What stands in the way of this issue's signature, as it is now."""
    content = content_of(issue, await items_of(session, issue.id))
    return blockers(await facts_of(session, issue, content))


async def write_word(session: Session, actor: Actor, issue: Issue, given: TextsInput) -> Issue:
    """Write the sponsor's word; any signature goes. Errors: SponsorsOnly, WrongState."""
    require_sponsor(await standing_of(session, actor, issue))
    word = {**issue.word, **given.given}
    issue = await note_change(session, actor, issue, word=word, word_by_id=actor.person_id)
    await keep_version(session, actor, issue)
    await events.record(session, actor, "digest.word_written", "digest", issue.id, number=issue.number)
    return issue


async def name_delegate(session: Session, actor: Actor, issue: Issue, given: DelegateInput) -> Issue:
    """Let a colleague sign this issue in the sponsor's name, or take that back.

    Errors: SponsorsOnly, NoSuchColleague, WrongState.
    """
    require_sponsor(await standing_of(session, actor, issue))
    person = await person_by_email(session, given.email) if given.email else None
    if given.email and person is None:
        raise errors.NoSuchColleague
    delegate_id = person.id if person else None
    values = {"delegate_id": delegate_id, "word_by_id": issue.word_by_id or actor.person_id}
    issue = await change(session, issue, sorted(WRITABLE), **values)
    await events.record(session, actor, "digest.delegate_named", "digest", issue.id, delegate_id=delegate_id)
    return issue


async def sign(session: Session, actor: Actor, issue: Issue) -> Issue:
    """Sign what the issue says now. A delegate signs by name, for the sponsor who named them.

    Errors: SponsorsOnly, WrongState, SignatureBlocked(count).
    """
    standing = await standing_of(session, actor, issue)
    require_sign(standing)
    found = await blockers_of(session, issue)
    if found and issue.status is State.IN_REVIEW:
        raise errors.SignatureBlocked(count=len(found))
    # What was looked at is what is signed: a change at the same instant makes another revision.
    same: sa.ColumnElement[bool] = ISSUES.c.revision == issue.revision
    issue = await move(
        session,
        issue,
        State.SIGNED,
        same,
        signed_by_id=actor.person_id,
        signed_for_id=None if standing.is_sponsor else issue.word_by_id,
        signed_at=now(),
    )
    await events.record(
        session, actor, "digest.signed", "digest", issue.id, number=issue.number, revision=issue.revision
    )
    return issue
