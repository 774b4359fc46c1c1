"""Bravos: a word from a colleague, seen by the two who share it."""

import asyncio

import pytest
import sqlalchemy as sa

from backend import recognition, reports
from backend.core.db import Session
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.events import EVENTS
from backend.recognition import BRAVOS, BravoInput, errors
from tests.cast import Cast
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, said

THANKS = "Grâce à toi, le client est reparti avec son mobile."


async def thank(session: Session, cast: Cast, who: str, whom: str, **more: object) -> object:
    given = BravoInput.model_validate({"word": THANKS, "person_id": cast.people[whom], **more})
    return await recognition.send_bravo(session, await cast.actor(who), given)


async def test_karim_thanks_ines_who_reads_it_today(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await thank(session, cast, "karim", "ines")
        await session.commit()
    async with cast.database.reading() as session:
        ines, yann = await cast.actor("ines"), await cast.actor("yann")
        [told] = await recognition.told_to(session, ines)
        assert (told.code, told.by, told.says) == ("bravo.received", "Karim Benhaddou", THANKS)
        [row] = (await recognition.bravos_received(session, ines, Page())).items
        assert row.receiver_name == "Inès Marchetti"
        assert await recognition.told_to(session, yann) == []
        assert await recognition.bravos_by_ids(session, yann, [row.id]) == {}


async def test_nobody_thanks_themselves_nor_twice_a_day_nor_eleven_times(cast: Cast) -> None:
    async with cast.database.writing() as session:
        with pytest.raises(errors.OwnBravo):
            await thank(session, cast, "ines", "ines")
        await thank(session, cast, "karim", "ines")
        with pytest.raises(errors.AlreadyThanked):
            await thank(session, cast, "karim", "ines")
        await a_topic(session, cast)
        for number in range(recognition.MOST_A_DAY - 1):
            report = await a_report(session, cast, title=f"Remontée {number}")
            await thank(session, cast, "karim", "ines", report=report.number)
        with pytest.raises(errors.BravosSpent):
            await thank(session, cast, "karim", "thomas")


async def test_karim_has_ten_a_day_even_when_he_sends_two_at_once(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        for number in range(recognition.MOST_A_DAY - 1):
            report = await a_report(session, cast, title=f"Remontée {number}")
            await thank(session, cast, "karim", "ines", report=report.number)
        await session.commit()

    async def the_eleventh() -> None:
        async with cast.database.writing() as session:
            await thank(session, cast, "karim", "yann")
            await session.commit()

    async with cast.database.writing() as session:
        await thank(session, cast, "karim", "thomas")
        beside = asyncio.create_task(the_eleventh())
        await asyncio.wait([beside], timeout=0.5)
        await session.commit()
    with pytest.raises(errors.BravosSpent):
        await beside


async def test_a_bravo_reaches_a_pseudonym_without_telling_whose_it_is(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        report = await a_report(session, cast, **PSEUDONYM)
        await thank(session, cast, "karim", "yann", report=report.number)
        [sent] = (await recognition.bravos_sent(session, await cast.actor("karim"), Page())).items
        [received] = (await recognition.bravos_received(session, await cast.actor("ines"), Page())).items
    assert (sent.receiver_id, sent.receiver_name, sent.about) == (None, None, report.title)
    assert received.receiver_id == cast.people["ines"]


async def test_a_report_of_nobody_has_nobody_to_thank(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        report = await reports.submit_anonymous(session, said(), reports.new_code())
        with pytest.raises(errors.NobodyToThank):
            await thank(session, cast, "karim", "yann", report=report.number)


async def test_only_its_receiver_says_whether_it_may_be_quoted(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await thank(session, cast, "karim", "ines", agrees=True)
        [row] = (await recognition.bravos_received(session, await cast.actor("ines"), Page())).items
        for name, refusal in (("karim", errors.ReceiverOnly), ("yann", NotFound)):
            with pytest.raises(refusal):
                await recognition.agree_to_quote(session, await cast.actor(name), row.id, True)
        bravo = await recognition.agree_to_quote(session, await cast.actor("ines"), row.id, True)
    assert bravo.sender_agrees
    assert bravo.receiver_agrees


async def test_what_a_pseudonym_says_of_a_bravo_is_written_of_nobody(cast: Cast) -> None:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        report = await a_report(session, cast, **PSEUDONYM)
        await thank(session, cast, "karim", "yann", report=report.number)
        await thank(session, cast, "karim", "ines")
        ines = await cast.actor("ines")
        for row in (await recognition.bravos_received(session, ines, Page())).items:
            for agrees in (True, False):
                await recognition.agree_to_quote(session, ines, row.id, agrees)
        found = await session.execute(
            sa.select(BRAVOS.c.named, EVENTS.c.actor_id)
            .join(BRAVOS, BRAVOS.c.id == EVENTS.c.subject_id)
            .where(EVENTS.c.name.in_(["bravo.agreed", "bravo.kept_private"]))
        )
        said_by = [tuple(row) for row in found]
    assert sorted(said_by, key=str) == [(False, None)] * 2 + [(True, ines.person_id)] * 2
