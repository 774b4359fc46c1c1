"""A report's life: sent, voted for, answered, declined, merged; on both databases."""

from datetime import timedelta

import pytest

from backend import reports
from backend.core import clock
from backend.core.db import Database
from backend.core.listing import Page
from backend.reports import (
    ClockState,
    ReportFilter,
    Status,
    StatusInput,
    TextInput,
    errors,
)
from tests.cast import Cast
from tests.reports.scenes import DONE, PSEUDONYM, YES, a_report, sent, stands


async def test_a_sentence_is_enough_and_goes_to_who_answers_what_nothing_claims(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.reading() as session:
        row = await reports.report_row(session, await cast.actor("nadia"), number)
        inbox = await reports.visible_reports(
            session, await cast.actor("nadia"), Page(), ReportFilter(inbox=True)
        )
        others = await reports.visible_reports(
            session, await cast.actor("yann"), Page(), ReportFilter(inbox=True)
        )
    assert (row.status, row.signed_as, row.topic_owner) == ("received", "Inès Marchetti", "Nadia Kessler")
    assert [one.number for one in inbox.items] == [number]
    assert others.items == []


async def test_the_whole_life_of_a_report(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    voters = ("karim", "thomas", "maud", "yann", "solene")
    async with database.writing() as session:
        for name in voters:
            await reports.vote(session, await stands(session, cast, name, number))
        with pytest.raises(errors.AlreadyVoted):
            await reports.vote(session, await stands(session, cast, "karim", number))
        with pytest.raises(errors.OwnReport):
            await reports.vote(session, await stands(session, cast, "ines", number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.ask_author(session, nadia, TextInput(text="Dans quelle boutique ?"))
        assert nadia.report.clock_runs_from > clock.now()
        ines = await stands(session, cast, "ines", number)
        await reports.answer_as_author(session, ines, TextInput(text="Sainte-Catherine"))
        await session.commit()
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        with pytest.raises(errors.ResponseMissing):
            await reports.change_status(session, nadia, StatusInput(status=Status.ACCEPTED))
        await reports.respond(session, nadia, YES)
        with pytest.raises(errors.EvidenceMissing):
            await reports.change_status(session, nadia, StatusInput(status=Status.DELIVERED))
        await reports.change_status(session, nadia, DONE)
        ines = await stands(session, cast, "ines", number)
        await reports.contest(session, ines, TextInput(text="La file est toujours là"))
        await reports.change_status(session, nadia, DONE)
        with pytest.raises(errors.AlreadyContested):
            await reports.contest(session, ines, TextInput(text="Encore"))
        for name in voters[:4]:
            await reports.verify_delivery(session, await stands(session, cast, name, number), True)
        assert nadia.report.kept_at is None
        with pytest.raises(errors.NotAVoter):
            await reports.verify_delivery(session, ines, True)
        await reports.verify_delivery(session, await stands(session, cast, "solene", number), True)
        await session.commit()
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        steps = [one.status for one in await reports.step_rows(session, row.id)]
    assert row.kept_at
    assert (row.tines, row.vote_count, row.follower_count) == ("tenu", 5, 6)
    assert row.clock.state(clock.now()) is ClockState.MET
    assert steps == ["received", "accepted", "delivered", "in_progress", "delivered"]


async def test_declining_says_why_and_stays_readable(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        with pytest.raises(errors.ReasonMissing):
            await reports.change_status(session, nadia, StatusInput(status=Status.DECLINED))
        no = StatusInput(status=Status.DECLINED, reason="Trop cher pour trois boutiques")
        await reports.change_status(session, nadia, no)
        await session.commit()
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        [said] = (await reports.response_rows(session, [row.id], Page()))[row.id].items
    assert (row.status, row.reason, said.not_doing) == ("declined", no.reason, no.reason)


async def test_only_who_answers_knows_whose_pseudonym_it_is(cast: Cast) -> None:
    number = await sent(cast, **PSEUDONYM)
    async with cast.database.writing() as session:
        ines = await stands(session, cast, "ines", number)
        await reports.comment(session, ines, TextInput(text="J’ajoute ceci"))
        nadia = await stands(session, cast, "nadia", number)
        await reports.add_note(session, nadia, TextInput(text="Voir avec les travaux"))
        await session.commit()
    async with cast.database.reading() as session:
        seen = {}
        for name in ("karim", "nadia"):
            actor = await cast.actor(name)
            row = await reports.report_row(session, actor, number)
            posts = (await reports.post_rows(session, actor, [row.id], Page()))[row.id].items
            seen[name] = (row.signed_as, row.author_name, row.author_id is None, [p.kind for p in posts])
            assert posts[0].author_name == "Le Merle"
    assert seen["karim"] == ("Le Merle", None, True, ["comment"])
    assert seen["nadia"] == ("Le Merle", "Inès Marchetti", False, ["comment", "note"])


async def test_nobody_answers_beside_their_part_of_the_company(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        await reports.respond(session, await stands(session, cast, "solene", number), YES)
        for name in ("karim", "ines", "yann", "maud", "helene"):
            with pytest.raises(errors.RespondersOnly):
                await reports.respond(session, await stands(session, cast, name, number), YES)


async def test_merged_reports_share_their_voices_once_and_take_them_back(cast: Cast) -> None:
    first = await sent(cast)
    async with cast.database.writing() as session:
        second = (await a_report(session, cast, by="thomas", title="La double file au comptoir")).number
        for name, number in (("karim", first), ("karim", second), ("yann", second), ("maud", second)):
            await reports.vote(session, await stands(session, cast, name, number))
        await session.commit()
    nadia = await cast.actor("nadia")
    async with cast.database.writing() as session:
        one = await reports.get_report(session, nadia, second)
        into = await reports.get_report(session, nadia, first)
        await reports.merge(session, nadia, one, into)
        await session.commit()
    async with cast.database.reading() as session:
        original = await reports.report_row(session, nadia, first)
        duplicate = await reports.report_row(session, nadia, second)
    # Karim counts once; Yann, Maud and Thomas, who said it too, join him.
    assert (original.vote_count, original.follower_count) == (4, 5)
    assert (duplicate.status, duplicate.duplicate_of) == ("duplicate", first)
    assert duplicate.clock == original.clock
    async with cast.database.writing() as session:
        with pytest.raises(errors.MergedAway):
            await reports.vote(session, await stands(session, cast, "helene", second))
        await reports.unmerge(session, nadia, await reports.get_report(session, nadia, second))
        await session.commit()
    async with cast.database.reading() as session:
        original = await reports.report_row(session, nadia, first)
        apart = await reports.report_row(session, nadia, second)
    assert (original.vote_count, original.follower_count) == (1, 2)
    assert (apart.status, apart.vote_count, apart.duplicate_of) == ("received", 3, None)


async def test_what_became_very_late_is_told_once_to_who_owns_the_topic(cast: Cast) -> None:
    number = await sent(cast)
    try:
        clock.travel(timedelta(days=60))
        async with cast.database.writing() as session:
            assert await reports.escalate_very_late(session) == 1
            assert await reports.escalate_very_late(session) == 0
            await session.commit()
        async with cast.database.reading() as session:
            late = ReportFilter(lateness=reports.Lateness.VERY_LATE)
            found = await reports.visible_reports(session, await cast.actor("ines"), Page(), late)
            just = ReportFilter(lateness=reports.Lateness.JUST_LATE)
            none = await reports.visible_reports(session, await cast.actor("ines"), Page(), just)
            asked = [one.code for one in await reports.asks_for(session, await cast.actor("nadia"))]
    finally:
        clock.travel(timedelta())
    assert [one.number for one in found.items] == [number]
    assert none.items == []
    assert asked == ["report.escalated", "report.inbox"]
