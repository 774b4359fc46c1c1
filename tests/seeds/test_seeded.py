"""What is true of a seeded Télénova, on both databases."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from backend import circles, identity
from backend.circles.models import CIRCLES, MEMBERSHIP_STEPS, MEMBERSHIPS, CircleStatus, MembershipStatus
from backend.core.text import slugify
from backend.identity import HEADCOUNTS, ORG_UNIT_TREE, ORG_UNITS, PEOPLE, ROLE_GRANTS, SITES
from backend.jobs.models import JOBS
from seeds import CAST, seed
from seeds.circle_plans import ONCE
from tests.seeds.conftest import PEOPLE as NUMBER
from tests.seeds.conftest import TODAY, Seeded

pytestmark = pytest.mark.xdist_group("seeds")

count = sa.func.count


async def test_there_are_as_many_people_as_asked_for(seeded: Seeded) -> None:
    assert seeded.report.changed
    assert seeded.report.people == NUMBER
    assert (await seeded.rows(sa.select(count()).select_from(PEOPLE)))[0][0] == NUMBER


async def test_seeding_again_changes_nothing_and_says_so(seeded: Seeded) -> None:
    again = await seed(seeded.services, NUMBER * 2, today=TODAY)
    assert again == replace(seeded.report, changed=False)


async def test_the_counters_of_circles_equal_what_they_count(seeded: Seeded) -> None:
    def those(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        here = MEMBERSHIPS.c.circle_id == CIRCLES.c.id
        return sa.select(count()).where(here, *conditions).scalar_subquery()

    active = MEMBERSHIPS.c.status == MembershipStatus.ACTIVE
    rows = await seeded.rows(
        sa.select(
            CIRCLES.c.slug,
            CIRCLES.c.member_count == those(active),
            CIRCLES.c.lead_count == those(active, MEMBERSHIPS.c.is_lead),
            CIRCLES.c.waiting_count == those(MEMBERSHIPS.c.status == MembershipStatus.WAITING),
            CIRCLES.c.queue_last == those(MEMBERSHIPS.c.queue_number > 0),
        )
    )
    assert rows
    assert [row for row in rows if not all(row[1:])] == []


async def test_every_spell_ends_with_the_step_that_it_is_in(seeded: Seeded) -> None:
    last = sa.select(sa.func.max(MEMBERSHIP_STEPS.c.at)).where(
        MEMBERSHIP_STEPS.c.membership_id == MEMBERSHIPS.c.id
    )
    lost = sa.select(MEMBERSHIPS.c.id).where(
        ~sa.exists().where(
            MEMBERSHIP_STEPS.c.membership_id == MEMBERSHIPS.c.id,
            MEMBERSHIP_STEPS.c.status == MEMBERSHIPS.c.status,
            MEMBERSHIP_STEPS.c.at == last.correlate(MEMBERSHIPS).scalar_subquery(),
        )
    )
    assert await seeded.rows(lost) == []


async def test_every_open_circle_has_a_lead_but_the_one_whose_lead_has_left(seeded: Seeded) -> None:
    open_ones = sa.select(CIRCLES.c.name).where(CIRCLES.c.status == CircleStatus.ACTIVE)
    assert await seeded.rows(open_ones.where(CIRCLES.c.lead_count == 0)) == [("À portée de voix",)]


async def test_there_is_a_circle_in_every_state(seeded: Seeded) -> None:
    statuses = {status for (status,) in await seeded.rows(sa.select(CIRCLES.c.status).distinct())}
    assert statuses == set(CircleStatus)
    spells = {status for (status,) in await seeded.rows(sa.select(MEMBERSHIPS.c.status).distinct())}
    assert spells == set(MembershipStatus)
    full = sa.select(CIRCLES.c.waiting_count).where(CIRCLES.c.member_count == CIRCLES.c.capacity)
    assert (await seeded.rows(full))[0].waiting_count > 0


async def test_the_tree_of_units_holds_every_ancestor_once(seeded: Seeded) -> None:
    above, below = ORG_UNITS.alias(), ORG_UNITS.alias()
    kept = await seeded.rows(
        sa.select(above.c.path, below.c.path, ORG_UNIT_TREE.c.distance)
        .join(above, above.c.id == ORG_UNIT_TREE.c.ancestor_id)
        .join(below, below.c.id == ORG_UNIT_TREE.c.descendant_id)
    )
    paths = [path for (path,) in await seeded.rows(sa.select(ORG_UNITS.c.path))]
    expected = set()
    for path in paths:
        names = path.split("/")
        expected |= {("/".join(names[:n]), path, len(names) - n) for n in range(1, len(names) + 1)}
    assert len(kept) == len(expected)
    assert {tuple(row) for row in kept} == expected


async def test_everybody_is_one_level_below_their_manager(seeded: Seeded) -> None:
    manager = PEOPLE.alias()
    wrong = sa.select(PEOPLE.c.email).join(manager, manager.c.id == PEOPLE.c.manager_id)
    assert await seeded.rows(wrong.where(PEOPLE.c.level != manager.c.level + 1)) == []
    top = await seeded.rows(sa.select(PEOPLE.c.email).where(PEOPLE.c.manager_id.is_(None)))
    assert top == [("helene.vasseur@telenova.example",)]


async def test_everybody_of_the_cast_can_be_signed_in_with_their_roles(seeded: Seeded) -> None:
    async with seeded.database.reading() as session:
        for member in CAST:
            person = await identity.person_by_email(session, member.email)
            assert person is not None, member.email
            assert person.external_id == member.external_id
            held = await session.execute(
                sa.select(ROLE_GRANTS.c.role).where(ROLE_GRANTS.c.person_id == person.id)
            )
            assert set(held.scalars()) == set(member.roles)


async def test_solene_leads_customer_experience_in_her_region_only(seeded: Seeded) -> None:
    async with seeded.database.reading() as session:
        solene = await seeded.actor(session, "solene")
        for circle, allowed in ((ONCE, True), ("Évangélistes Bretagne", False)):
            found = await circles.get_circle(session, solene, slugify(circle))
            assert circles.may_edit(await circles.standing_of(session, solene, found)) is allowed


async def test_ines_is_asked_to_answer_karims_invitation(seeded: Seeded) -> None:
    async with seeded.database.reading() as session:
        ines = await seeded.actor(session, "ines")
        asks = await circles.asks_for(session, ines)
    assert any("invit" in ask.code for ask in asks)
    letters = await seeded.rows(sa.select(JOBS.c.name).where(JOBS.c.name.startswith("notifications.")))
    assert letters == [("notifications.invited",)]


async def test_some_unit_has_ambassadors_and_some_has_none(seeded: Seeded) -> None:
    member = sa.exists().where(
        MEMBERSHIPS.c.person_id == PEOPLE.c.id, MEMBERSHIPS.c.status == MembershipStatus.ACTIVE
    )
    with_some = {
        unit for (unit,) in await seeded.rows(sa.select(PEOPLE.c.org_unit_id).where(member).distinct())
    }
    units = {unit for (unit,) in await seeded.rows(sa.select(HEADCOUNTS.c.org_unit_id).distinct())}
    assert with_some
    assert units - with_some


async def test_every_site_is_on_the_map(seeded: Seeded) -> None:
    lost = sa.select(SITES.c.code).where(sa.or_(SITES.c.latitude.is_(None), SITES.c.region == ""))
    assert await seeded.rows(lost) == []
    regions = {region for (region,) in await seeded.rows(sa.select(SITES.c.region).distinct())}
    assert len(regions) == 4
