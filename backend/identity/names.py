"""Names of people: as they are shown, and searched by the start of any of their words."""

from uuid import UUID

import sqlalchemy as sa

from backend.core.db import Session
from backend.core.inserts import insert_many
from backend.core.text import MOST_SOUGHT, fold, like, words_of
from backend.identity.models import PEOPLE, PERSON_WORDS

BATCH = 5000
MOST_WORDS = 12
LONGEST_SEARCH = 520
LONGEST_NAME = 240
AFTER_EVERY_LETTER = "\U0010ffff"


def display_name(people: sa.FromClause) -> sa.ColumnElement[str]:
    """The name that people are shown by: of PEOPLE, or of another copy of it."""
    return people.c.given_name + " " + people.c.family_name


def sought(given: str, family: str, email: str) -> str:
    """What a search for somebody matches. Folding may lengthen a text: it is cut to its column."""
    return fold(f"{given} {family} {email}")[:LONGEST_SEARCH]


def filed_under(given: str, family: str) -> str:
    """What lists of people are sorted by, the same on both databases: the folded family name, then given."""
    return fold(f"{family} {given}")[:LONGEST_NAME]


async def index_words(session: Session, person_id: UUID | None = None) -> None:
    """Write the words of people who have none yet (everybody, or one person); call it after adding people."""
    bare = (
        sa.select(PEOPLE.c.id, PEOPLE.c.search)
        .where(PEOPLE.c.search != "", ~sa.exists().where(PERSON_WORDS.c.person_id == PEOPLE.c.id))
        .order_by(PEOPLE.c.id)
        .limit(BATCH)
    )
    if person_id is not None:
        bare = bare.where(PEOPLE.c.id == person_id)
    last: UUID | None = None
    while True:
        people = (await session.execute(bare.where(PEOPLE.c.id > last) if last else bare)).all()
        rows = [
            {"word": word, "person_id": person.id}
            for person in people
            for word in words_of(person.search.partition("@")[0])[:MOST_WORDS]
        ]
        if rows:
            await insert_many(session, PERSON_WORDS, rows)
        if len(people) < BATCH:
            return
        last = people[-1].id


def matching(words: str) -> list[sa.ColumnElement[bool]]:
    """Conditions on PEOPLE: every word typed is in the name or the address.

    The longest one must start a word of the name, which an index answers; the others sift what it found.
    """
    words = words[:MOST_SOUGHT]
    typed = words_of(words)[:MOST_WORDS]
    named = words_of(words.partition("@")[0])
    if not named:
        return [sa.false()] if words.strip() else []
    longest = max(named, key=len)
    starting = sa.select(PERSON_WORDS.c.person_id).where(
        PERSON_WORDS.c.word >= longest, PERSON_WORDS.c.word < longest + AFTER_EVERY_LETTER
    )
    others = [PEOPLE.c.search.like(like(word), escape="\\") for word in typed if word != longest]
    return [PEOPLE.c.id.in_(starting), *others]
