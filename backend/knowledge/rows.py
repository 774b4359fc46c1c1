"""Articles as lists and pages show them to one reader, and what their versions changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend.core.actor import EVERYWHERE, Actor
from backend.core.db import Session, alias_of
from backend.core.listing import Listing, Page, listed
from backend.identity import ORG_UNIT_TREE, PEOPLE, Permission, display_name
from backend.journeys import TOPICS, answered_by
from backend.knowledge.articles import INDEX
from backend.knowledge.models import ARTICLES, VERSIONS, ArticleStatus

MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article for one reader; `may_edit` says that they keep the knowledge here."""

    id: UUID
    slug: str
    title: str
    body: str
    product: str
    status: ArticleStatus
    topic_id: UUID | None
    topic_name: str | None
    thread_id: UUID | None
    post_id: UUID | None
    author_id: UUID | None
    author_name: str | None
    validated_by: str | None
    validated_at: datetime | None
    valid_until: date | None
    outdated_note: str
    version_count: int
    again_count: int
    changed_at: datetime
    may_edit: bool


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Narrows a list of articles; without a status, drafts and what is put away are left out."""

    status: ArticleStatus | None = None
    topic_id: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an article that a version took out (`removed`) or put in."""

    removed: bool
    text: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of an article, and what it changed of the one before."""

    number: int
    written_by: str | None
    written_at: datetime
    changes: Sequence[Change]


def kept_by(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on ARTICLES: those that the actor keeps."""
    units = actor.reach.get(Permission.KNOWLEDGE_EDIT, frozenset())
    if actor.is_system or EVERYWHERE in units:
        return sa.true()
    conditions = [ARTICLES.c.topic_id.in_(answered_by(actor.person_id))]
    if units:
        below = sa.select(ORG_UNIT_TREE.c.descendant_id).where(
            ORG_UNIT_TREE.c.ancestor_id.in_([one for one in units if one])
        )
        theirs = sa.select(TOPICS.c.id).where(TOPICS.c.org_unit_id.in_(below))
        conditions += [ARTICLES.c.org_unit_id.in_(below), ARTICLES.c.topic_id.in_(theirs)]
    return sa.or_(*conditions)


def rows_for(actor: Actor) -> sa.Select[Any]:
    """The statement of `ArticleRow`s as this actor may see them: drafts are for those who keep them."""
    author, validator = alias_of(PEOPLE, "author"), alias_of(PEOPLE, "validator")
    kept = sa.func.coalesce(kept_by(actor), sa.false())
    return (
        sa.select(
            *(ARTICLES.c[name] for name in ArticleRow.__slots__ if name in ARTICLES.c),
            TOPICS.c.name.label("topic_name"),
            display_name(author).label("author_name"),
            display_name(validator).label("validated_by"),
            kept.label("may_edit"),
        )
        .select_from(ARTICLES)
        .outerjoin(TOPICS, TOPICS.c.id == ARTICLES.c.topic_id)
        .outerjoin(author, author.c.id == ARTICLES.c.author_id)
        .outerjoin(validator, validator.c.id == ARTICLES.c.validated_by_id)
        .where(sa.or_(ARTICLES.c.status != ArticleStatus.DRAFT, kept))
    )


async def visible_articles(
    session: Session, actor: Actor, page: Page, wanted: ArticleFilter | None = None
) -> Listing[ArticleRow]:
    """One page of the articles, the last changed first; with words, the closest first."""
    wanted = wanted or ArticleFilter()
    status = ARTICLES.c.status
    shown = (ArticleStatus.VALIDATED, ArticleStatus.OUTDATED)
    statement = rows_for(actor).where(status == wanted.status if wanted.status else status.in_(shown))
    if wanted.topic_id is not None:
        statement = statement.where(ARTICLES.c.topic_id == wanted.topic_id)
    order: list[sa.ColumnElement[Any]] = [ARTICLES.c.changed_at, ARTICLES.c.id]
    name = "articles"
    if wanted.words.strip():
        found = await INDEX.scored(session, wanted.words, all_words=True)
        statement = statement.join(found, found.c.id == ARTICLES.c.id)
        order, name = [found.c.score, ARTICLES.c.id], "articles found"
    return await listed(session, statement, order, page, row_of, name=name, descending=True)


async def articles_by_ids(session: Session, actor: Actor, ids: Collection[UUID]) -> dict[UUID, ArticleRow]:
    """Those of these articles that the actor may see, in one statement."""
    found = await session.execute(rows_for(actor).where(ARTICLES.c.id.in_(ids)))
    return {row.id: row_of(row) for row in found}


async def articles_of_thread(session: Session, actor: Actor, thread_id: UUID) -> dict[UUID, ArticleRow]:
    """The articles that a thread's posts became, by post."""
    found = await session.execute(rows_for(actor).where(ARTICLES.c.thread_id == thread_id).limit(20))
    return {row.post_id: row_of(row) for row in found if row.post_id}


async def title_of(session: Session, article_id: UUID) -> str | None:
    """An article's title; None for what is not one."""
    found = await session.execute(sa.select(ARTICLES.c.title).where(ARTICLES.c.id == article_id))
    title: str | None = found.scalar_one_or_none()
    return title


async def version_rows(session: Session, article_id: UUID) -> list[VersionRow]:
    """The last versions of an article, newest first, each with the lines it changed."""
    found = await session.execute(
        sa.select(VERSIONS, display_name(PEOPLE).label("written_by"))
        .outerjoin(PEOPLE, PEOPLE.c.id == VERSIONS.c.written_by_id)
        .where(VERSIONS.c.article_id == article_id)
        .order_by(VERSIONS.c.number.desc())
        .limit(MOST_VERSIONS + 1)
    )
    rows = found.all()
    before = [*rows[1:], None]
    return [
        VersionRow(row.number, row.written_by, row.written_at, _changes(other, row) if other else ())
        for row, other in zip(rows, before, strict=True)
    ][:MOST_VERSIONS]


def _changes(before: sa.Row[Any], after: sa.Row[Any]) -> list[Change]:
    old, new = ([row.title, *row.body.splitlines()] for row in (before, after))
    changes = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += [Change(True, line) for line in old[a:b] if line.strip()]
            changes += [Change(False, line) for line in new[c:d] if line.strip()]
    return changes


def row_of(row: sa.Row[Any]) -> ArticleRow:
    """A row of `rows_for`."""
    return ArticleRow(**{name: row._mapping[name] for name in ArticleRow.__slots__})
