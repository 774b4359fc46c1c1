"""Mail about immersions: the result is there, and a place to take."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from backend import immersions, jobs
from backend.core import clock
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Database
from backend.identity import PEOPLE
from tests.cast import Cast
from tests.immersions.placed import drained, published, waiting
from tests.immersions.scene import DAY, an_edition, an_offer, as_, wished
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
    assert set(told) == {"ines", "karim", "thomas", "yann"}
    assert told["ines"]["subject"].endswith("votre résultat est là")
    assert told["karim"]["subject"].endswith("your result is there")
    sink.letters.clear()
    first, _ = await waiting(cast, offers["a"])
    await as_(cast, "thomas", edition_id, immersions.withdraw_placement)
    await drained(cast)
    await drained(cast)
    letters = {letter["to"].split(".")[0]: letter for letter in sink.letters}
    assert set(letters) == {first, "yann"}
    letter = letters[first]
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
    assert set(texts) == {"ines", "karim", "yann"}, "Yann hosts"
    assert all("La boutique ferme." in text and "est annulée" in text for text in texts.values())
    assert "Une autre place vous a été trouvée" in texts["ines"]
    assert "parmi les premiers de leurs listes" in texts["karim"]


async def test_who_still_waits_for_their_manager_is_warned_once_from_three_days_before_the_matching(
    cast: Cast, database: Database, sink: Sink
) -> None:
    closes = now() + 8 * DAY
    async with database.writing() as session:
        dates = [immersions.PhaseInput(phase=immersions.Phase.MATCHING, opens_at=closes)]
        edition = await an_edition(session, cast, phases=dates)
        offer = await an_offer(session, cast, edition)
        await immersions.advance_phase(session, SYSTEM, edition)
        for name in ("ines", "karim"):
            await wished(session, cast, edition, name, offer)
        await session.commit()
    await as_(cast, "solene", edition.id, immersions.approve_absence, cast.people["karim"], accept=True)

    async def mornings_before(days: float) -> list[str]:
        clock.travel(closes - timedelta(days=days) - datetime.now(UTC))
        async with database.writing() as session:
            await jobs.enqueue(session, "notifications.warn_of_approvals", {})
            await session.commit()
        for _ in range(2):
            await drained(cast)
        return [letter["to"].split(".")[0] for letter in sink.letters]

    assert await mornings_before(5) == []
    assert await mornings_before(3) == ["ines"]
    assert await mornings_before(2) == ["ines"], "once"
    text = sink.letters[0].get_body(("plain",)).get_content()
    assert f"/immersions/{edition.slug}/wishes" in text
    assert "attend encore l’accord" in text


async def test_when_an_edition_asks_managers_no_more_those_who_waited_and_their_managers_are_told(
    cast: Cast, database: Database, sink: Sink
) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=immersions.Phase.WISHES)
        await wished(session, cast, edition, "ines", await an_offer(session, cast, edition))
        await session.commit()
    automatic = immersions.EditionInput(
        name=edition.name, org_unit_id=edition.org_unit_id, approval=immersions.ApprovalMode.AUTOMATIC
    )
    for _ in range(2):
        await as_(cast, "solene", edition.id, immersions.change_edition, automatic)
        for _ in range(3):
            await drained(cast)
    told = {letter["to"].split(".")[0]: letter for letter in sink.letters}
    assert (sorted(told), len(sink.letters)) == (["ines", "karim"], 2)
    assert "vos vœux sont acceptés" in told["ines"]["subject"]
    assert f"/immersions/{edition.slug}/wishes" in told["ines"].get_body(("plain",)).get_content()
    assert "votre accord n’est plus attendu" in told["karim"]["subject"]
    assert f"/immersions/{edition.slug}/approvals" in told["karim"].get_body(("plain",)).get_content()
