"""The editor's work on items: choosing, ordering, rewriting."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import events
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.digests import errors
from backend.digests.content import MOST_ITEMS
from backend.digests.inputs import ItemInput, Move, TextsInput
from backend.digests.models import ITEMS, Issue, Item
from backend.digests.policy import require_write, standing_of
from backend.digests.versions import keep_version, note_change


async def edit_item(session: Session, actor: Actor, issue: Issue, item_id: UUID, given: ItemInput) -> Issue:
    """Choose an item, take it out, move it in its section, or write it anew. Any signature goes.

    Errors: EditorsOnly, NotFound, WrongState, SectionFull.
    """
    require_write(await standing_of(session, actor, issue))
    issue = await note_change(session, actor, issue)
    item: Item | None = await session.get(Item, item_id, populate_existing=True)
    if item is None or item.issue_id != issue.id:
        raise NotFound
    if given.move is not None:
        await _move(session, item, given.move)
    item.title = {**item.title, **given.words("title")}
    item.summary = {**item.summary, **given.words("summary")}
    session.add(item)
    await session.flush()
    await keep_version(session, actor, issue)
    await events.record(
        session, actor, "digest.item_edited", "digest", issue.id, item_id=item.id, move=given.move
    )
    return issue


async def write_headline(session: Session, actor: Actor, issue: Issue, given: TextsInput) -> Issue:
    """Say in a sentence what the month was. Errors: EditorsOnly, WrongState."""
    require_write(await standing_of(session, actor, issue))
    issue = await note_change(session, actor, issue, headline={**issue.headline, **given.given})
    await keep_version(session, actor, issue)
    await events.record(session, actor, "digest.headline_written", "digest", issue.id)
    return issue


async def _move(session: Session, item: Item, move: Move) -> None:
    """Places of a section stay 1, 2, 3… in one or two statements."""
    chosen = (
        ITEMS.c.issue_id == item.issue_id,
        ITEMS.c.section == item.section,
        ITEMS.c.place.is_not(None),
    )
    if move is Move.CHOOSE:
        if item.place is None:
            counted = await session.execute(sa.select(sa.func.count()).where(*chosen))
            last: int = counted.scalar_one()
            if last >= MOST_ITEMS:
                raise errors.SectionFull(most=MOST_ITEMS)
            item.place = last + 1
    elif item.place is not None:
        after = {Move.DROP: None, Move.UP: item.place - 1, Move.DOWN: item.place + 1}[move]
        await _shift(session, item, after, *chosen)


async def _shift(session: Session, item: Item, after: int | None, *chosen: sa.ColumnElement[bool]) -> None:
    """Put the item at a place, and its neighbour where it was; without a place, close the gap it leaves."""
    if after is None:
        later = sa.update(ITEMS).where(*chosen, ITEMS.c.place > item.place)
        await session.execute(later.values(place=ITEMS.c.place - 1))
        item.place = None
        return
    values: dict[str, Any] = {"place": item.place}
    swapped = await session.execute(
        sa.update(ITEMS).where(*chosen, ITEMS.c.place == after).values(**values).returning(ITEMS.c.id)
    )
    if swapped.scalar_one_or_none() is not None:
        item.place = after
