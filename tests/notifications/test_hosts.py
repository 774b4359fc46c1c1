"""Mail to hosts: their visitors are known, one cannot come, their date is moved or cancelled by others."""

from backend import immersions
from backend.core.actor import Actor
from backend.core.db import Database, Session
from backend.immersions import Phase, SlotChangeInput
from backend.notifications import Channel, NotificationKind
from backend.notifications.preferences import put_choices
from tests.cast import Cast
from tests.immersions.placed import drained, published, solved
from tests.immersions.scene import DAY, an_edition, an_offer, as_, in_phase, wished
from tests.immersions.test_swaps import swapping
from tests.mail_sink import Sink


async def letters(cast: Cast, sink: Sink) -> dict[str, tuple[str, str]]:
    """What was posted since, by given name: subject and text, with plain spaces."""
    for _ in range(3):
        await drained(cast)
    plain = str.maketrans("\xa0\u202f", "  ")
    found = {
        letter["to"].split(".")[0]: (
            str(letter["subject"]).translate(plain),
            letter.get_body(("plain",)).get_content().translate(plain),
        )
        for letter in sink.letters
    }
    sink.letters.clear()
    return found


async def test_a_host_hears_that_visitors_are_known_and_that_one_cannot_come(
    cast: Cast, database: Database, sink: Sink
) -> None:
    edition_id, _ = await published(cast, {"ines": "a", "thomas": "b"}, {"a": 1, "b": 1, "c": 1})
    told = await letters(cast, sink)
    assert set(told) == {"ines", "thomas", "yann"}
    assert told["yann"][0].endswith("vous savez qui vous recevez")
    assert "/visitors" in told["yann"][1]
    await as_(cast, "ines", edition_id, immersions.withdraw_placement)
    told = await letters(cast, sink)
    assert set(told) == {"yann"}
    assert told["yann"][0] == "a : une personne ne pourra pas venir"
    assert "Inès Marchetti n’a plus sa place chez vous" in told["yann"][1]


async def test_a_host_hears_that_others_moved_or_cancelled_their_date_and_not_that_they_did(
    cast: Cast, database: Database, sink: Sink
) -> None:
    edition_id, offers = await published(cast, {"ines": "a", "thomas": "b"}, {"a": 1, "b": 1})
    await letters(cast, sink)
    async with database.reading() as session:
        slots = await immersions.slots_of(session, [offers["a"].id, offers["b"].id])
    [a], [b] = slots[offers["a"].id], slots[offers["b"].id]
    later = SlotChangeInput(starts_at=a.starts_at + DAY / 24, ends_at=a.ends_at + DAY / 24, capacity=1)
    await as_(cast, "solene", edition_id, immersions.change_slot, a.id, later)
    told = await letters(cast, sink)
    assert set(told) == {"ines", "yann"}
    assert told["yann"][0] == "a : la date où vous recevez est déplacée"
    more = later.model_copy(update={"capacity": 2})
    await as_(cast, "solene", edition_id, immersions.change_slot, a.id, more)
    assert await letters(cast, sink) == {}, "the date stays"
    await as_(cast, "solene", edition_id, immersions.cancel_slot, a.id, reason="La boutique ferme.")
    told = await letters(cast, sink)
    assert set(told) == {"ines", "yann"}
    assert "est annulée" in told["yann"][0]
    assert "La boutique ferme." in told["yann"][1]
    await as_(cast, "yann", edition_id, immersions.cancel_slot, b.id, reason="")
    assert set(await letters(cast, sink)) == {"thomas"}


async def test_a_host_who_wants_no_mail_about_immersions_has_none(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        no_mail = {(NotificationKind.IMMERSION, Channel.MAIL): False}
        await put_choices(session, cast.people["yann"], no_mail)
        await session.commit()
    await published(cast, {"ines": "a"}, {"a": 1})
    assert set(await letters(cast, sink)) == {"ines"}


async def test_the_other_side_of_a_swap_hears_that_it_is_one_sided(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        edition, _ = await swapping(session, cast)
        await in_phase(session, edition, Phase.MATCHING)
        await session.commit()
    run = await solved(cast, edition.id)
    await as_(cast, "solene", edition.id, immersions.publish_matching, run.id)
    assert set(await letters(cast, sink)) == {"ines", "thomas", "karim"}
    await as_(cast, "ines", edition.id, immersions.withdraw_placement)
    told = await letters(cast, sink)
    assert set(told) == {"thomas"}
    assert "ne pourra pas venir pour votre échange" in told["thomas"][0]
    assert "Votre journée chez cette personne tient toujours" in told["thomas"][1]
    await as_(cast, "thomas", edition.id, immersions.withdraw_placement)
    assert "l’échange n’a plus lieu" in (await letters(cast, sink))["ines"][1]


async def test_those_who_wished_for_an_offer_taken_back_are_told(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        gone, kept = [await an_offer(session, cast, edition, title=title) for title in ("Partie", "Gardée")]
        await wished(session, cast, edition, "ines", gone, kept)
        await wished(session, cast, edition, "karim", kept)
        await session.commit()

    async def withdraw(session: Session, actor: Actor, edition: immersions.Edition) -> None:
        await immersions.withdraw_offer(session, actor, await immersions.get_offer(session, actor, gone.id))

    await as_(cast, "solene", edition.id, withdraw)
    told = await letters(cast, sink)
    assert set(told) == {"ines"}
    assert told["ines"][0] == "Partie n’est plus proposé"
    assert f"/immersions/{edition.slug}/wishes" in told["ines"][1]
