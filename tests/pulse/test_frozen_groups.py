"""Frozen groups: where too few changed since a group was last told, its last value stays, dated."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.clock import now
from backend.core.db import Database
from backend.identity import PEOPLE, PersonStatus
from backend.pulse.disclosure import Cut, Group
from backend.pulse.keys import keys_of
from backend.pulse.models import (
    PARTICIPATIONS,
    RELEASED_MEMBERS,
    WAVE_AUDIENCES,
    WAVE_KEYS,
    Wave,
)
from backend.pulse.released_members import at_last_release
from tests.cast import Cast
from tests.pulse.scene import (
    a_sealed_wave,
    an_open_wave,
    another_wave,
    answered_by,
    closed,
    sealed,
    shown,
    staffed,
    various,
)

pytestmark = pytest.mark.usefixtures("database")


async def test_a_departure_between_two_waves_freezes_the_team(cast: Cast, database: Database) -> None:
    first, staff = await two_teams_answered(cast)
    second = await another_wave(cast, first)
    for place, person in enumerate([*staff["boutique"][1:], *staff["bretagne"]]):
        await answered_by(cast, person, second, answers=various(place + 1))
    await sealed(cast, second)
    boutique = str(cast.units["boutique"])
    assert boutique in await shown(database, first, "")
    assert boutique not in await shown(database, second, "")
    async with database.reading() as session:
        told = await pulse.results_of(session, await cast.actor("ines"), second)
        assert (told.unit.row.group.key, told.unit.dates_from) == (boutique, 1)
        assert told.beside is None, "one more or less in the whole company would tell as much"
        held = await session.execute(sa.select(RELEASED_MEMBERS.c.key).distinct())
        assert boutique in set(held.scalars())
        keys = await session.execute(sa.select(WAVE_KEYS.c.wave_id))
        assert set(keys.scalars()) == {second}
        for table in (PARTICIPATIONS, WAVE_AUDIENCES):
            waves = await session.execute(sa.select(table.c.wave_id).distinct())
            assert set(waves.scalars()) == {second}


async def test_a_wave_whose_sealing_is_late_is_sealed_before_the_one_that_follows_it(
    cast: Cast, database: Database
) -> None:
    """The other way round, nothing would compare it with the first, and one departure would show."""
    staff = await staffed(cast, boutique=12, bretagne=12)
    waves = [await an_open_wave(cast)]
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        await answered_by(cast, person, waves[0], answers=various(place))
    await sealed(cast, waves[0])
    for left_out in (1, 0):
        waves.append(await another_wave(cast, waves[0]))
        for place, person in enumerate([*staff["boutique"][left_out:], *staff["bretagne"]]):
            await answered_by(cast, person, waves[-1], answers=various(place + left_out))
        await closed(cast, waves[-1])
    for late in (waves[2], waves[1]):
        async with database.writing() as session:
            await pulse.seal_due(session, late)
            await session.commit()
    boutique = str(cast.units["boutique"])
    assert [boutique in await shown(database, one, "") for one in waves] == [True, False, True]


async def test_whoever_left_the_company_since_is_known_again_and_whoever_is_gone_counts_as_changed(
    cast: Cast, database: Database
) -> None:
    first, staff = await two_teams_answered(cast)
    left, gone, *here = staff["boutique"]
    await erased(database, gone)
    second = await another_wave(cast, first)
    async with database.writing() as session:
        before = await session.get_one(Wave, first)
        old, new = await keys_of(session, first), await keys_of(session, second)
        inactive = sa.update(PEOPLE).where(PEOPLE.c.id == left).values(status=PersonStatus.INACTIVE)
        await session.execute(inactive)
        last = await at_last_release(session, before, new)
    boutique = Group(Cut.UNIT, str(cast.units["boutique"]))
    known = {new.person_hash(one) for one in (left, *here)}
    assert last[boutique] == {*known, old.person_hash(gone)}, "which nobody has under the new key"


async def test_one_person_erased_between_two_waves_freezes_the_team(cast: Cast, database: Database) -> None:
    first, staff = await two_teams_answered(cast)
    await erased(database, staff["boutique"][0])
    second = await another_wave(cast, first)
    for place, person in enumerate([*staff["boutique"][1:], *staff["bretagne"]]):
        await answered_by(cast, person, second, answers=various(place + 1))
    await sealed(cast, second)
    boutique = str(cast.units["boutique"])
    assert [boutique in await shown(database, one, "") for one in (first, second)] == [True, False]


async def test_whoever_answered_both_waves_and_is_erased_before_the_second_closes_changed_nothing(
    cast: Cast, database: Database
) -> None:
    """Counted as gone and as come, three of them and one departure would pass for seven changes."""
    first, staff = await two_teams_answered(cast)
    second = await another_wave(cast, first)
    for place, person in enumerate([*staff["boutique"][1:], *staff["bretagne"]]):
        await answered_by(cast, person, second, answers=various(place + 1))
    await erased(database, *staff["boutique"][1:4])
    await sealed(cast, second)
    assert str(cast.units["boutique"]) not in await shown(database, second, "")


async def two_teams_answered(cast: Cast) -> tuple[UUID, dict[str, list[UUID]]]:
    """A sealed wave that twelve of each of two teams answered, and who they are."""
    staff = await staffed(cast, boutique=12, bretagne=12)
    first = await an_open_wave(cast)
    for place, person in enumerate([*staff["boutique"], *staff["bretagne"]]):
        await answered_by(cast, person, first, answers=various(place))
    await sealed(cast, first)
    return first, staff


async def erased(database: Database, *people: UUID) -> None:
    """Their rows go, as whoever keeps the database erases somebody."""
    async with database.writing() as session:
        await session.execute(sa.delete(PEOPLE).where(PEOPLE.c.id.in_(people)))
        await session.commit()


async def test_a_frozen_unit_has_the_region_around_it_beside_it_where_a_crowd_changed_there(
    cast: Cast, database: Database
) -> None:
    """One of the shop and five of the technicians answer no more: the region changed by six."""
    staff = await staffed(cast, boutique=12, intervention=14, bretagne=12)
    everybody = [person for unit in staff.values() for person in unit]
    first = await an_open_wave(cast)
    for place, person in enumerate(everybody):
        await answered_by(cast, person, first, answers=various(place))
    await sealed(cast, first)
    second = await another_wave(cast, first)
    gone = {staff["boutique"][0], *staff["intervention"][:5]}
    for place, person in enumerate(one for one in everybody if one not in gone):
        await answered_by(cast, person, second, answers=various(place))
    await sealed(cast, second)
    async with database.reading() as session:
        told = await pulse.results_of(session, await cast.actor("ines"), second)
    assert (told.unit.row.label, told.unit.dates_from) == ("Boutique Sainte-Catherine", 1)
    assert told.beside is not None
    assert (told.beside.row.label, told.beside.is_current) == ("Nouvelle-Aquitaine", True)


async def test_whoever_left_a_team_of_exactly_five_is_told_no_more_of_it_once_its_audience_is_gone(
    cast: Cast, database: Database
) -> None:
    """Inès knows an answer of the shop; told of the technicians beside it, she would know the other four."""
    first = await a_sealed_wave(cast, boutique=5, intervention=9, bretagne=11)
    async with database.writing() as session:
        moved = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(moved.values(org_unit_id=cast.units["intervention"]))
        await session.commit()
    assert not await told_in(cast, "ines", first, "intervention"), "known by the audience"
    assert await told_in(cast, "nadia", first, "boutique")
    await sealed(cast, await another_wave(cast, first))
    assert not await told_in(cast, "ines", first, "intervention")
    assert await told_in(cast, "ines", first, "aquitaine")
    assert not await told_in(cast, "nadia", first, "boutique")


async def test_whoever_leaves_it_after_the_next_wave_is_known_by_that_ones_audience_and_then_nobody_is_told(
    cast: Cast, database: Database
) -> None:
    first = await a_sealed_wave(cast, boutique=5, intervention=9, bretagne=11)
    await sealed(cast, await another_wave(cast, first))
    async with database.writing() as session:
        moved = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(moved.values(org_unit_id=cast.units["intervention"]))
        await session.commit()
    assert not await told_in(cast, "ines", first, "intervention")
    assert await told_in(cast, "nadia", first, "boutique")
    await sealed(cast, await another_wave(cast, first))
    assert not await told_in(cast, "ines", first, "intervention")
    assert not await told_in(cast, "nadia", first, "boutique")


async def test_where_no_wave_follows_nobody_is_told_what_its_members_were_not(
    cast: Cast, database: Database
) -> None:
    first = await a_sealed_wave(cast, boutique=5, intervention=9, bretagne=11)
    async with database.writing() as session:
        await session.execute(sa.update(Wave).values(closed_at=now() - timedelta(days=400)))
        assert await pulse.forget_unfollowed(session) == 1
        await session.commit()
    assert not await told_in(cast, "nadia", first, "boutique")
    assert await told_in(cast, "nadia", first, "bretagne")


async def test_a_team_of_exactly_five_that_nobody_left_is_still_told_to_those_who_lead_it(
    cast: Cast, database: Database
) -> None:
    first = await a_sealed_wave(cast, boutique=5, intervention=9, bretagne=11)
    await sealed(cast, await another_wave(cast, first))
    assert await told_in(cast, "nadia", first, "boutique")
    assert not await told_in(cast, "ines", first, "boutique")


async def told_in(cast: Cast, name: str, wave_id: UUID, unit: str) -> bool:
    """Whether somebody is told anything of a unit in a wave."""
    async with cast.database.reading() as session:
        actor = await cast.actor(name)
        return (await pulse.results_of(session, actor, wave_id, cast.units[unit])).unit.is_shown
