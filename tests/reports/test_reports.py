"""A report's life: sent, voted for, asked about, answered, delivered, checked; on both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from backend import commitments, reports
from backend.core import clock
from backend.core.db import Database
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.events import EVENTS
from backend.reports import (
    ClockState,
    ReportFilter,
    ResponseInput,
    Status,
    StatusInput,
    TextInput,
    errors,
)
from backend.reports.models import REPORTS
from tests.cast import Cast
from tests.nights import IN_PARIS, NIGHTS
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, said, stands

YES = ResponseInput(doing="Une seule file.", not_doing="Pas de casiers.", by_when="En mars", accept=True)
DONE = StatusInput(status=Status.DELIVERED, evidence="La file unique, photographiée à Mériadeck")


async def sent(cast: Cast, **more: object) -> int:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, **more)).number
        await session.commit()
    return number


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


async def fates(cast: Cast, number: int) -> list[str]:
    """What became of the promises about a report."""
    async with cast.database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        made = (await commitments.commitments_of(session, reports.SOURCE, [row.id]))[row.id]
    return [one.fate.value for one in made]


@pytest.mark.parametrize(("days", "fate"), [(0, "kept"), (9, "late")])
async def test_a_delivery_keeps_its_promise_until_ines_contests_it(
    cast: Cast, database: Database, days: int, fate: str
) -> None:
    number = await sent(cast)
    due = today_in("Europe/Paris") + timedelta(days=3)
    promise = YES.model_copy(update={"promise": "La file unique", "due_on": due})
    async with database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, promise)
        await session.commit()
    assert await fates(cast, number) == ["open"]
    try:
        clock.travel(timedelta(days=days))
        async with database.writing() as session:
            # Solène, who answers above Nadia, delivers what Nadia promised.
            await reports.change_status(session, await stands(session, cast, "solene", number), DONE)
            await session.commit()
        assert await fates(cast, number) == [fate]
        async with database.writing() as session:
            ines = await stands(session, cast, "ines", number)
            await reports.contest(session, ines, TextInput(text="La file est toujours là"))
            await session.commit()
        assert await fates(cast, number) == ["open"]
        async with database.writing() as session:
            nadia = await stands(session, cast, "nadia", number)
            await reports.change_status(session, nadia, DONE)
            back = StatusInput(status=Status.IN_PROGRESS)
            await reports.change_status(session, nadia, back)
            await session.commit()
    finally:
        clock.travel(timedelta())
    async with database.reading() as session:
        row = await reports.report_row(session, await cast.actor("ines"), number)
        found = await session.execute(
            sa.select(EVENTS.c.name).where(EVENTS.c.subject_kind == "commitment").order_by(EVENTS.c.id)
        )
    assert row.delivered_at is None
    assert await fates(cast, number) == ["open"]
    once = ["commitment.kept", "commitment.reopened"]
    assert list(found.scalars()) == ["commitment.made", *once, *once]


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


async def test_a_delivery_nobody_contests_is_kept_after_fifteen_working_days(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        await session.commit()
    try:
        for days, kept in ((14, 0), (30, 1), (31, 0)):
            clock.travel(timedelta(days=days))
            async with cast.database.writing() as session:
                assert await reports.keep_uncontested(session) == kept
                await session.commit()
    finally:
        clock.travel(timedelta())


async def test_a_delivery_is_checked_and_kept_from_the_days_of_the_site_that_answers(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        await reports.vote(session, await stands(session, cast, "karim", number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        await session.commit()
    karim = await cast.actor("karim")
    for night in NIGHTS:
        for left in (1, 0):
            day = night.today + timedelta(days=left)
            days = {"zone": str(night.zone), "verify_on": day, "kept_from": day}
            with night.over(cast.database):
                async with cast.database.writing() as session:
                    # The company's clocks are those of another place.
                    session.info["zone"] = ZoneInfo("Pacific/Auckland")
                    await session.execute(sa.update(REPORTS).values(**days))
                    asked = [one.code for one in await reports.asks_for(session, karim)]
                    row = await reports.report_row(session, karim, number)
                    kept = await reports.keep_uncontested(session)
            assert (asked, row.may_be_checked(night.at), kept) == (
                ([], False, 0) if left else (["report.check"], True, 1)
            )


async def test_a_delivery_is_told_on_its_day_where_the_company_is(cast: Cast) -> None:
    with IN_PARIS.over(cast.database):
        number = await sent(cast)
        async with cast.database.writing() as session:
            nadia = await stands(session, cast, "nadia", number)
            await reports.respond(session, nadia, YES)
            await reports.change_status(session, nadia, DONE)
            [told] = await reports.digest_candidates(session, org_unit_id=None, month=IN_PARIS.month)
    assert (told.happened_on, told.lineage[0].at) == (IN_PARIS.today, IN_PARIS.today)


async def test_you_said_we_did_is_told_to_its_author_and_its_voters(cast: Cast) -> None:
    number = await sent(cast)
    async with cast.database.writing() as session:
        await reports.vote(session, await stands(session, cast, "karim", number))
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES)
        await reports.change_status(session, nadia, DONE)
        await session.commit()
    try:
        for days, code in ((0, "report.delivered"), (30, "report.kept"), (89, "report.kept")):
            clock.travel(timedelta(days=days))
            async with cast.database.writing() as session:
                await reports.keep_uncontested(session)
                for name in ("ines", "karim"):
                    [told] = await reports.told_to(session, await cast.actor(name))
                    assert (told.code, told.href, told.says) == (code, f"/reports/{number}", DONE.evidence)
                assert await reports.told_to(session, await cast.actor("yann")) == []
                await session.commit()
    finally:
        clock.travel(timedelta())


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


async def test_an_anonymous_author_reopens_a_promise_without_an_hour(cast: Cast, database: Database) -> None:
    code, due = reports.new_code(), today_in("Europe/Paris") + timedelta(days=3)
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await reports.submit_anonymous(session, said(), code)).number
        nadia = await stands(session, cast, "nadia", number)
        await reports.respond(session, nadia, YES.model_copy(update={"promise": "Une file", "due_on": due}))
        await reports.change_status(session, nadia, DONE)
        await reports.contest(session, await reports.followed_up(session, code), TextInput(text="Non"))
        await session.commit()
    async with database.reading() as session:
        found = await session.execute(sa.select(EVENTS).where(EVENTS.c.name == "commitment.reopened"))
        event = found.one()
    assert await fates(cast, number) == ["open"]
    assert (event.actor_id, event.occurred_at.minute, event.occurred_at.second) == (None, 0, 0)
