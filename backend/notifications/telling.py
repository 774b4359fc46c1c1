"""Telling people something: in their inbox now, and by mail at once or with what else happens meanwhile."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.inserts import insert_into
from backend.notifications.bundles import promise_post
from backend.notifications.kinds import KINDS
from backend.notifications.mailers import Letter, write_letters
from backend.notifications.models import NOTIFICATIONS, Channel, NotificationKind
from backend.notifications.quiet import after_quiet, end_of_window
from backend.notifications.readers import ReaderRow, note_told, readers_of
from backend.notifications.texts import Text, write_texts
from backend.notifications.wording import Said, stored

Facts = Mapping[str, Any]
"""What a job is given: the facts of an event, or what another job noted for it."""
AT_ONCE = 500
"""People told in one turn; a job that has more goes on in another."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: `notice.<code>` of `params`; `key` names its cause.

    Of `params`, a mapping holds one text per language, and an instant is shown by the reader's clocks.
    """

    kind: NotificationKind
    code: str
    key: str
    href: str
    params: Mapping[str, Any] = field(default_factory=dict)


def turns_of(people: Sequence[UUID | str]) -> list[list[str]]:
    """These people AT_ONCE by AT_ONCE, in their order, as the payload of a job holds them."""
    ids = [str(one) for one in people]
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


async def tell(
    session: Session, people: Collection[UUID], notice: Notice, letter: Letter | None = None
) -> None:
    """Tell people who are still here and want to know, each once; at most 500, in the same few statements.

    A transactional kind comes with its `letter`, written at once, as are the texts of other channels.
    """
    rule = KINDS[notice.kind]
    readers = await readers_of(session, notice.kind, people)
    gathered = not rule.transactional
    told = await _put(session, [one for one in readers if one.channels], notice, gathered)
    window = end_of_window(now())
    due = {
        one.id: after_quiet(window, one.zone, one.quiet_from, one.quiet_until)
        for one in told
        if gathered and one.away
    }
    await note_told(session, [(one.id, Channel.INBOX in one.channels, due.get(one.id)) for one in told])
    await promise_post(session, due.values())
    if rule.transactional and letter is not None:
        await write_letters(session, notice.kind, notice.key, told, letter)
        said = Said(notice.code, stored(notice.params), notice.href)
        await write_texts(
            session,
            [
                Text(f"{notice.key}:{one.id}", notice.kind, channel, one, (said,))
                for one in told
                for channel in sorted(one.away - {Channel.MAIL})
            ],
        )


async def _put(session: Session, readers: list[ReaderRow], notice: Notice, gathered: bool) -> list[ReaderRow]:
    """Write one row a reader; returns those who had not been told."""
    if not readers:
        return []
    shared = {
        "key": notice.key,
        "kind": notice.kind,
        "code": notice.code,
        "params": stored(notice.params),
        "href": notice.href,
        "is_read": False,
        "created_at": now(),
    }
    rows = [
        {
            "id": new_id(),
            "person_id": one.id,
            "in_inbox": Channel.INBOX in one.channels,
            "waits_for": " ".join(sorted(one.away)) if gathered else "",
            **shared,
        }
        for one in readers
    ]
    added = await session.execute(
        insert_into(session, NOTIFICATIONS)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["person_id", "key"])
        .returning(NOTIFICATIONS.c.person_id)
    )
    new = set(added.scalars())
    return [one for one in readers if one.id in new]
