"""Phases: opened by hand or when their date comes, in their order, across the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from backend import immersions
from backend.core import clock
from backend.core.db import Database
from backend.core.ids import new_id
from backend.core.local_time import on_the_clock
from backend.identity import PEOPLE, SITES
from backend.immersions import CloneInput, EditionInput, Phase, PhaseInput, errors
from backend.immersions.models import EDITION_PHASES, EDITIONS
from backend.jobs.models import JOBS
from tests.cast import Cast
from tests.immersions.scene import acting, an_edition, as_, in_phase


def opens(**days: datetime) -> list[PhaseInput]:
    return [PhaseInput(phase=Phase(name), opens_at=at) for name, at in days.items()]


async def test_a_phase_opens_when_its_date_comes_and_not_before(cast: Cast, database: Database) -> None:
    at = clock.now() + timedelta(days=2)
    async with database.writing() as session:
        edition = await an_edition(session, cast, phases=opens(wishes=at, matching=at + timedelta(days=5)))
        promised = (await session.execute(sa.select(JOBS.c.run_at).order_by(JOBS.c.run_at))).scalars().all()
        await immersions.open_due_phases(session, edition.id)
        assert edition.phase is Phase.OFFERS
        clock.travel(timedelta(days=2, minutes=1))
        try:
            await immersions.open_due_phases(session, edition.id)
            await immersions.open_due_phases(session, edition.id)
        finally:
            clock.travel(timedelta())
        assert edition.phase is Phase.WISHES
    assert promised == [at, at + timedelta(days=5)]


async def test_a_missed_date_opens_what_is_due_and_stops_before_the_matching_is_made(
    cast: Cast, database: Database
) -> None:
    at = clock.now() - timedelta(days=3)
    dates = opens(wishes=at, matching=at + timedelta(days=1), days=at + timedelta(days=2))
    async with database.writing() as session:
        edition = await an_edition(session, cast, phases=dates)
        await immersions.open_due_phases(session, edition.id)
        assert edition.phase is Phase.MATCHING


async def test_solene_opens_the_next_phase_once(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast)
        stale = await immersions.get_edition(session, await acting(session, cast, "solene"), edition.slug)
        await session.commit()
    await as_(cast, "solene", edition.id, immersions.advance_phase)
    async with database.writing() as session:
        with pytest.raises(errors.PhaseForbids):
            await immersions.enter_phase(session, await cast.actor("solene"), stale, Phase.WISHES)
    async with database.writing() as session:
        solene = await cast.actor("solene")
        seen = await immersions.get_edition(session, solene, edition.slug)
        with pytest.raises(errors.PhaseForbids):
            await immersions.advance_phase(session, solene, seen, to=Phase.WISHES)
    await as_(cast, "solene", edition.id, immersions.advance_phase)
    with pytest.raises(errors.PhaseNeedsMore):
        await as_(cast, "solene", edition.id, immersions.advance_phase)
    async with database.writing() as session:
        solene = await cast.actor("solene")
        closed = await immersions.get_edition(session, solene, edition.slug)
        await in_phase(session, closed, Phase.CLOSED)
        with pytest.raises(errors.LastPhase):
            await immersions.advance_phase(session, solene, closed)


@pytest.mark.parametrize("season", [datetime(2027, 3, 20, 20), datetime(2027, 10, 23, 20)])
async def test_a_clone_keeps_its_hours_on_the_wall_across_a_clock_change(
    cast: Cast, database: Database, season: datetime
) -> None:
    first = season - timedelta(days=90)
    async with database.writing() as session:
        solene = await acting(session, cast, "solene")
        dates = opens(wishes=first, matching=first + timedelta(days=10))
        source = await an_edition(session, cast, phases=dates)
        given = CloneInput(name="La suivante", org_unit_id=source.org_unit_id, starts_at=season)
        clone = await immersions.clone_edition(session, solene, source, given)
        found = await session.execute(
            sa.select(EDITION_PHASES.c.phase, EDITION_PHASES.c.opens_at).where(
                EDITION_PHASES.c.edition_id == clone.id, EDITION_PHASES.c.opens_at.is_not(None)
            )
        )
        walls = {row.phase: on_the_clock(row.opens_at, "Europe/Paris") for row in found}
    assert clone.previous_id == source.id
    assert walls == {"wishes": season, "matching": season + timedelta(days=10)}


async def test_a_clone_of_last_year_puts_first_who_was_left_out_since(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        solene = await acting(session, cast, "solene")
        source = await an_edition(session, cast, phase=Phase.CLOSED)
        since = await an_edition(session, cast, phase=Phase.PUBLISHED)
        for unit, previous in (("aquitaine", since), ("boutique", source)):
            given = CloneInput(name="La suivante", org_unit_id=cast.units[unit])
            clone = await immersions.clone_edition(session, solene, source, given)
            assert clone.previous_id == previous.id, unit


async def test_phases_follow_one_another(cast: Cast, database: Database) -> None:
    at = datetime(2027, 5, 1, 8, tzinfo=UTC)
    for dates in (
        opens(wishes=at, matching=at),
        opens(wishes=at, matching=at - timedelta(days=1)),
        opens(review=at),
    ):
        async with database.writing() as session:
            with pytest.raises(errors.PhasesOutOfOrder):
                await an_edition(session, cast, phases=dates)


async def test_solene_opens_nothing_beyond_her_region(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        for unit in ("bretagne", "telenova"):
            with pytest.raises(errors.EditionLeadersOnly):
                await an_edition(session, cast, org_unit_id=cast.units[unit])
        with pytest.raises(errors.UnknownPlace):
            await an_edition(session, cast, unit_ids=[cast.units["bretagne"]])
        with pytest.raises(errors.ApprovalHoursNeeded):
            await an_edition(session, cast, approval="below_hours")


async def test_an_edition_for_some_units_is_not_for_the_others(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        edition = await an_edition(session, cast, unit_ids=[cast.units["boutique"]])
        for name, inside in (("ines", True), ("thomas", False), ("solene", False)):
            actor = await acting(session, cast, name)
            assert (await immersions.standing_of(session, actor, edition)).in_scope is inside
        given = EditionInput(name="Toute la région", org_unit_id=edition.org_unit_id)
        await immersions.change_edition(session, await acting(session, cast, "solene"), edition, given)
        thomas = await acting(session, cast, "thomas")
        assert (await immersions.standing_of(session, thomas, edition)).in_scope
        assert await session.scalar(sa.select(EDITIONS.c.slug)) == edition.slug


async def test_an_edition_for_a_site_is_for_who_works_there(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        ines = await acting(session, cast, "ines")
        mine = await session.scalar(sa.select(PEOPLE.c.site_id).where(PEOPLE.c.id == ines.person_id))
        away = new_id()
        await session.execute(sa.insert(SITES).values(id=away, code="pau", name="Boutique de Pau"))
        for site, inside in ((mine, True), (away, False)):
            edition = await an_edition(session, cast, site_ids=[site])
            assert (await immersions.standing_of(session, ines, edition)).in_scope is inside
