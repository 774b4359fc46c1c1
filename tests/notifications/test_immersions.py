"""Mail about immersions: the result is there, and a place to take."""

import sqlalchemy as sa

from backend import immersions
from backend.core.db import Database
from backend.identity import PEOPLE
from tests.cast import Cast
from tests.immersions.placed import drained, published, waiting
from tests.immersions.scene import as_
from tests.mail_sink import Sink


async def test_everybody_is_told_of_the_result_and_the_next_of_a_place_to_take(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["karim"]).values(locale="en")
        )
        await session.commit()
    wishes = {"ines": "ab", "karim": "ab", "thomas": "a"}
    edition_id, offers = await published(cast, wishes, {"a": 1, "b": 2})
    told = {letter["to"].split(".")[0]: letter for letter in sink.letters}
    assert set(told) == {"ines", "karim", "thomas"}
    assert told["ines"]["subject"].endswith("votre résultat est là")
    assert told["karim"]["subject"].endswith("your result is there")
    sink.letters.clear()
    first, _ = await waiting(cast, offers["a"])
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    await drained(cast)
    (letter,) = sink.letters
    assert letter["to"].startswith(first)
    text = letter.get_body(("plain",)).get_content()
    assert "/immersions/" in text
    assert ("gardée" in text) or ("kept for you" in text)


async def test_who_loses_their_date_is_told_why_and_what_they_have_now(
    cast: Cast, database: Database, sink: Sink
) -> None:
    edition_id, offers = await published(cast, {"ines": "ab", "karim": "a"}, {"a": 2, "b": 1})
    sink.letters.clear()
    async with database.reading() as session:
        [slot] = (await immersions.slots_of(session, [offers["a"].id]))[offers["a"].id]
    cancel = immersions.cancel_slot
    await as_(cast, "solene", edition_id, cancel, slot.id, reason="La boutique ferme.")
    await drained(cast)
    await drained(cast)
    texts = {letter["to"].split(".")[0]: letter.get_body(("plain",)).get_content() for letter in sink.letters}
    assert set(texts) == {"ines", "karim"}
    assert all("La boutique ferme." in text and "est annulée" in text for text in texts.values())
    assert "Une autre place vous a été trouvée" in texts["ines"]
    assert "en tête de leurs listes" in texts["karim"]
