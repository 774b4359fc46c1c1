"""Who leads, who no longer may, and what happens when somebody leaves the company, on both databases."""

import pytest
import sqlalchemy as sa

from backend import circles, events, today
from backend.core.actor import SYSTEM
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import PEOPLE, PersonStatus
from backend.worker import Worker
from tests.cast import Cast
from tests.circles.scene import a_circle, as_, counters, row


async def deactivate(cast: Cast, name: str) -> None:
    """What an import does to a leaver."""
    async with cast.database.writing() as session:
        person_id = cast.people[name]
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == person_id).values(status=PersonStatus.INACTIVE)
        )
        await events.record(session, SYSTEM, "person.deactivated", "person", person_id)
        await session.commit()
    await Worker(cast.database).drain()


async def test_karim_appoints_ines_beside_him_and_may_then_step_down(cast: Cast) -> None:
    slug = await a_circle(cast)
    with pytest.raises(circles.errors.NotMember):
        await as_(cast, "karim", slug, circles.appoint_lead, cast.people["ines"])
    await as_(cast, "ines", slug, circles.join)
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "ines", slug, circles.appoint_lead, cast.people["ines"])
    with pytest.raises(circles.errors.LastLead):
        await as_(cast, "karim", slug, circles.step_down)
    await as_(cast, "karim", slug, circles.appoint_lead, cast.people["ines"])
    with pytest.raises(circles.errors.AlreadyLead):
        await as_(cast, "karim", slug, circles.appoint_lead, cast.people["ines"])
    await as_(cast, "karim", slug, circles.step_down)
    with pytest.raises(circles.errors.NotLead):
        await as_(cast, "karim", slug, circles.step_down)
    with pytest.raises(circles.errors.LastLead):
        await as_(cast, "ines", slug, circles.leave)
    assert await counters(cast, slug) == (2, 1, 0)
    assert (await row(cast, slug)).lead_name == "Inès Marchetti"


async def test_who_leaves_the_company_frees_their_places_and_the_next_one_comes_in(
    cast: Cast, database: Database
) -> None:
    slug = await a_circle(cast, capacity=2)
    for name in ("ines", "thomas", "yann"):
        await as_(cast, name, slug, circles.join)
    other = await a_circle(cast, name="Autre", capacity=1)
    await as_(cast, "ines", other, circles.join)
    await deactivate(cast, "ines")
    assert await counters(cast, slug) == (2, 1, 1)
    assert await counters(cast, other) == (1, 1, 0)
    assert (await row(cast, slug, "thomas")).viewer_status == "active"
    async with database.reading() as session:
        told = await today.told_to(session, await cast.actor("thomas"))
    assert [one.code for one in told] == ["membership.promoted"]


async def test_a_circle_whose_last_lead_left_is_flagged_and_the_parent_s_lead_acts(cast: Cast) -> None:
    top = await a_circle(cast, name="Évangélistes", kind="evangelist", lead_id=cast.people["thomas"])
    slug = await a_circle(cast, parent_id=(await row(cast, top)).id)
    await as_(cast, "ines", slug, circles.join)
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "thomas", slug, circles.appoint_lead, cast.people["ines"])
    await deactivate(cast, "karim")
    assert (await row(cast, slug, "ines")).needs_lead
    async with cast.database.reading() as session:
        asks = await today.asks_for(session, await cast.actor("thomas"))
    assert [ask.code for ask in asks] == ["circle_without_lead"]
    await as_(cast, "thomas", slug, circles.appoint_lead, cast.people["ines"])
    assert not (await row(cast, slug, "ines")).needs_lead
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "thomas", slug, circles.archive_circle)


async def test_members_are_listed_leads_first_and_waiting_ones_only_to_leads(cast: Cast) -> None:
    slug = await a_circle(cast, capacity=3)
    for name in ("ines", "thomas", "yann", "maud"):
        await as_(cast, name, slug, circles.join)
    await as_(cast, "karim", slug, circles.appoint_lead, cast.people["thomas"])
    async with cast.database.reading() as session:
        karim, ines = await cast.actor("karim"), await cast.actor("ines")
        circle = await circles.get_circle(session, karim, slug)
        first = (await circles.member_rows(session, ines, [circle.id], Page(first=2)))[circle.id]
        rest = (await circles.member_rows(session, ines, [circle.id], Page(2, first.end)))[circle.id]
        assert [m.name for m in first.items] == ["Karim Benhaddou", "Thomas Le Goff"]
        assert [m.name for m in rest.items] == ["Inès Marchetti"]
        assert (first.has_more, rest.has_more) == (True, False)
        waiting = circles.MembershipStatus.WAITING
        rows = await circles.pending_rows(
            session, await circles.standing_of(session, karim, circle), waiting, Page()
        )
        assert [(m.name, m.position) for m in rows.items] == [("Yann Faure", 1), ("Maud Terrier", 2)]
        with pytest.raises(circles.errors.LeadsOnly):
            await circles.pending_rows(
                session, await circles.standing_of(session, ines, circle), waiting, Page()
            )
