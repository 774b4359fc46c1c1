"""What each reads of their place once a run is published, and what stays true of it since."""

from backend import immersions
from backend.core.db import Database
from backend.immersions import PlacementSource, WaitingStatus
from tests.cast import Cast
from tests.immersions.placed import drained, held, published, read, waiting
from tests.immersions.scene import as_

WISHES = {"ines": "ab", "karim": "ab", "thomas": "a"}


async def test_each_reads_their_place_why_and_their_position(cast: Cast, database: Database) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    assert await held(cast, offers) == {"thomas": "a", "ines": "b", "karim": "b"}
    first, second = await waiting(cast, offers["a"])
    assert await read(cast, edition_id, "helene") == (None, "")
    mine, why = await read(cast, edition_id, second, "fr")
    assert mine is not None
    assert (mine.offer_title, mine.rank) == ("b", 2)
    assert why == (
        "Vous avez votre 2e vœu. Votre 1er vœu avait 1 place pour 3 personnes ; vous la donner aurait laissé "
        "un collègue sans rien ; vous êtes 2e sur sa liste."
    )
    async with database.reading() as session:
        [row] = await immersions.my_waiting_lists(session, await cast.actor(first))
    assert (row.offer_title, row.position, row.status) == ("a", 1, WaitingStatus.WAITING)


async def test_the_position_told_follows_the_list(cast: Cast) -> None:
    edition_id, offers = await published(cast, WISHES, {"a": 1, "b": 2})
    first, second = await waiting(cast, offers["a"])
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    await as_(cast, first, edition_id, immersions.accept_waiting_offer, offers["a"].id)
    mine, why = await read(cast, edition_id, second)
    assert why.endswith("; you are first on its list.")
    mine, why = await read(cast, edition_id, first)
    assert mine is not None
    assert (mine.source, mine.rank) == (PlacementSource.WAITING_LIST, 1)
    assert why.startswith("A place was given back on the waiting list")
    assert "on its list" not in why
    assert "1st wish" not in why, "what they have now, the run's reason keeps from them no more"


async def test_whoever_gave_their_place_back_reads_so_and_no_rank(cast: Cast) -> None:
    edition_id, _ = await published(cast, WISHES, {"a": 1, "b": 2})
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    mine, why = await read(cast, edition_id, "thomas", "fr")
    assert mine is not None
    assert (mine.slot_id, mine.rank, mine.source) == (None, None, None)
    assert why == "Votre place est rendue, pour que quelqu’un d’autre en profite."
    _, why = await read(cast, edition_id, "thomas")
    assert why == "Your place is given back, so that somebody else may have it."
