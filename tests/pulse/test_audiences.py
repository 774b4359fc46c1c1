"""Whom a wave asks, how often, and where there are too few."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles, pulse
from backend.circles.models import MEMBERSHIPS, MembershipStatus
from backend.core import clock
from backend.core.db import Database, Session
from backend.core.local_time import today_in
from backend.identity import JOB_FAMILIES, SITES
from backend.pulse import AudienceKind, WaveStatus, errors
from backend.pulse.models import PULSE_INVITATIONS, WAVE_AUDIENCES, WAVE_GROUPS
from tests.cast import Cast
from tests.circles.scene import a_circle
from tests.nights import NIGHTS
from tests.pulse.scene import a_survey, colleagues
from tests.pulse.waves import closed, opened


async def people_asked(session: Session, wave_id: UUID) -> set[UUID]:
    rows = await session.execute(
        sa.select(WAVE_AUDIENCES.c.person_id).where(WAVE_AUDIENCES.c.wave_id == wave_id)
    )
    return set(rows.scalars())


async def test_everybody_is_asked_with_the_groups_of_that_day(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await colleagues(session, cast, "boutique", 4)
        wave = await opened(session, cast, await a_survey(session, cast))
        assert (wave.status, wave.k, wave.comment_k, wave.invited) == (WaveStatus.OPEN, 5, 10, 12)
        rows = await session.execute(sa.select(WAVE_GROUPS).where(WAVE_GROUPS.c.kind == "unit"))
        groups = {row.group_id: (row.invited, row.counted_as) for row in rows}
    units = cast.units
    assert groups == {
        units["telenova"]: (12, units["telenova"]),
        units["aquitaine"]: (8, units["aquitaine"]),
        units["boutique"]: (6, units["boutique"]),
        units["intervention"]: (1, units["aquitaine"]),
        units["bretagne"]: (1, units["telenova"]),
    }


async def test_parts_of_one_kind_add_up_and_parts_of_others_narrow(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        site = (
            await session.execute(sa.insert(SITES).values(code="R", name="Rennes").returning(SITES.c.id))
        ).scalar_one()
        family = (
            await session.execute(
                sa.insert(JOB_FAMILIES)
                .values(name="Conseil", customer_facing=True)
                .returning(JOB_FAMILIES.c.id)
            )
        ).scalar_one()
        there = await colleagues(session, cast, "bretagne", 6, site_id=site, job_family_id=family)
        await colleagues(session, cast, "boutique", 6, job_family_id=family)
        await colleagues(session, cast, "intervention", 6, site_id=site)
        audience = [
            {"kind": AudienceKind.UNIT, "target_id": cast.units["bretagne"]},
            {"kind": AudienceKind.UNIT, "target_id": cast.units["boutique"]},
            {"kind": AudienceKind.SITE, "target_id": site},
            {"kind": AudienceKind.JOB_FAMILY, "target_id": family},
        ]
        wave = await opened(session, cast, await a_survey(session, cast, audience=audience))
        assert await people_asked(session, wave.id) == set(there)


async def test_a_circle_is_asked_with_its_members_of_that_day(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast)
    async with database.writing() as session:
        there = await colleagues(session, cast, "boutique", 6)
        circle = await circles.get_circle(session, await cast.actor("karim"), slug)
        joined = [
            {"circle_id": circle.id, "person_id": one, "status": MembershipStatus.ACTIVE} for one in there[:5]
        ]
        await session.execute(sa.insert(MEMBERSHIPS), joined)
        audience = [{"kind": AudienceKind.CIRCLE, "target_id": circle.id}]
        wave = await opened(session, cast, await a_survey(session, cast, audience=audience))
        assert await people_asked(session, wave.id) == {*there[:5], cast.people["karim"]}


async def test_a_sample_never_asks_the_same_people_twice_running(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await colleagues(session, cast, "boutique", 6)
        survey = await a_survey(session, cast, sample_size=7)
        first = await opened(session, cast, survey)
        await closed(session, cast, first)
        second = await opened(session, cast, survey)
        before, after = await people_asked(session, first.id), await people_asked(session, second.id)
    assert (len(before), len(after)) == (7, 7)
    assert before.isdisjoint(after)


async def test_a_sample_is_drawn_of_everybody_after_a_wave_that_asked_everybody(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await colleagues(session, cast, "boutique", 2)
        survey = await a_survey(session, cast)
        await closed(session, cast, await opened(session, cast, survey))
        survey.sample_size = 6
        await session.flush()
        assert (await opened(session, cast, survey)).invited == 6


async def test_a_sample_that_leaves_too_few_for_the_next_says_so(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast, sample_size=6)
        await closed(session, cast, await opened(session, cast, survey))
        with pytest.raises(errors.DrawnLast) as refused:
            await opened(session, cast, survey)
    assert refused.value.parameters == {"invited": 2, "k": 5, "drawn": 6}


async def test_nobody_is_asked_more_than_twice_in_four_weeks(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        survey = await a_survey(session, cast)
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, survey))
        with pytest.raises(errors.AskedTooOften) as refused:
            await opened(session, cast, survey)
        day = today_in("Europe/Paris") + timedelta(days=28)
        assert refused.value.parameters == {"invited": 0, "k": 5, "day": day}
        clock.travel(timedelta(days=28))
        try:
            assert (await opened(session, cast, survey)).invited == 8
        finally:
            clock.travel(timedelta())


async def test_of_two_surveys_that_open_at_once_one_alone_asks_for_the_second_time(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await closed(session, cast, await opened(session, cast, await a_survey(session, cast)))
        surveys = [await a_survey(session, cast) for _ in range(2)]
        await session.commit()

    async def opening(survey: pulse.Survey) -> str:
        async with database.writing() as session:
            try:
                await opened(session, cast, survey)
            except errors.AskedTooOften:
                return "refused"
            await session.commit()
        return "opened"

    assert sorted(await asyncio.gather(*map(opening, surveys))) == ["opened", "refused"]


async def test_a_survey_waits_until_enough_of_its_people_may_be_asked_again(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        early = await colleagues(session, cast, "boutique", 6)
        survey = await a_survey(session, cast, org_unit_id=cast.units["boutique"])
        for _ in range(2):
            await closed(session, cast, await opened(session, cast, survey))
        today = today_in("Europe/Paris")
        for days, people in ((20, early[:4]), (10, early[4:])):
            at = sa.update(PULSE_INVITATIONS).where(PULSE_INVITATIONS.c.person_id.in_(people))
            await session.execute(at.values(invited_on=today - timedelta(days=days)))
        with pytest.raises(errors.AskedTooOften) as refused:
            await opened(session, cast, survey)
        assert refused.value.parameters["day"] == today + timedelta(days=18)
        alone = await a_survey(session, cast, org_unit_id=cast.units["intervention"])
        with pytest.raises(errors.AudienceTooSmall):
            await opened(session, cast, alone)


async def test_the_four_weeks_are_days_where_the_company_is(cast: Cast, database: Database) -> None:
    for night in NIGHTS:
        with night.over(database):
            async with database.writing() as session:
                survey = await a_survey(session, cast)
                wave = await opened(session, cast, survey)
                on = sa.select(PULSE_INVITATIONS.c.invited_on).where(PULSE_INVITATIONS.c.wave_id == wave.id)
                assert set((await session.execute(on)).scalars()) == {night.today}
                await pulse.set_back(session, wave, opened_at=night.at)
                assert set((await session.execute(on)).scalars()) == {night.today}
                await closed(session, cast, wave)
                await closed(session, cast, await opened(session, cast, survey))
                asked = []
                for ago in (27, 28):
                    day = night.today - timedelta(days=ago)
                    await session.execute(sa.update(PULSE_INVITATIONS).values(invited_on=day))
                    asked.append(await pulse.audience_size(session, survey))
                assert asked == [0, 8]
