"""Comments of a sealed wave, and what comes back in them, for those who may read them with its results."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Listing, Page
from backend.pulse.comment_rows import CommentRow, comment_texts, comments_in
from backend.pulse.disclosure import ROOT
from backend.pulse.release import Results, results_of
from backend.pulse.release_rows import units_below
from backend.pulse.terms import Term, terms_of

MOST_COMMENTS = 50
MOST_COUNTED = 2000
"""Comments whose words are counted: drawn at random, as the others they stand for."""


async def comments_of(
    session: Session,
    actor: Actor,
    wave_id: UUID,
    unit_id: UUID | None = None,
    words: str = "",
    page: Page | None = None,
    *,
    everybody: bool = False,
) -> Listing[CommentRow]:
    """One page of the comments of a unit's people, in the order of their random ids.

    The unit is that of `results_of`. Errors: NotFound, also where fewer than the wave's threshold could have
    written; BadCursor.
    """
    results = await results_of(session, actor, wave_id, unit_id, everybody=everybody)
    return await comments_with(session, results, words, page)


async def comments_with(
    session: Session, results: Results, words: str = "", page: Page | None = None
) -> Listing[CommentRow]:
    """The comments that are read with these results. Errors: NotFound, BadCursor, as `comments_of`."""
    readable = _readable(results)
    return await comments_in(session, results.wave_id, readable, words, page or Page(MOST_COMMENTS))


async def terms_in(session: Session, results: Results) -> list[Term]:
    """What comes back in the comments of these results. Errors: NotFound, as `comments_of`."""
    return terms_of(await comment_texts(session, results.wave_id, _readable(results), MOST_COUNTED))


def _readable(results: Results) -> sa.Select[tuple[str]] | None:
    """The units whose comments may be read with these results, all for none. Errors: NotFound."""
    if not results.may_read_comments:
        raise NotFound
    here = results.unit.row.group
    return None if here == ROOT else units_below(results.wave_id, here.key)
