"""Opening, changing and closing circles, and their tree, on both databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.worker import Worker
from tests.cast import Cast
from tests.circles.scene import a_circle, as_, counters, row
from tests.nights import IN_PARIS


async def test_solene_opens_a_circle_whose_named_lead_is_its_first_member(cast: Cast) -> None:
    slug = await a_circle(cast)
    circle = await row(cast, slug)
    assert (slug, circle.lead_name, circle.member_count, circle.lead_count) == (
        "coeur",
        "Karim Benhaddou",
        1,
        1,
    )
    assert circle.viewer_is_lead
    assert await a_circle(cast) == "coeur-2"
    assert await a_circle(cast, name="New") == "new-2"
    assert await a_circle(cast, name="Box 3") == "box-3"
    assert await a_circle(cast, name="Box") == "box"
    assert [await a_circle(cast, name="Box") for _ in range(2)] == ["box-2", "box-4"]


async def test_a_circle_without_a_named_lead_is_led_by_who_opens_it(cast: Cast) -> None:
    slug = await a_circle(cast, lead_id=None)
    assert (await row(cast, slug)).lead_name == "Solène Arrighi"


@pytest.mark.parametrize(
    ("by", "unit", "refused"),
    [
        ("karim", "boutique", circles.errors.CxLeadersOnly),
        ("nadia", "aquitaine", circles.errors.CxLeadersOnly),
        ("solene", "bretagne", circles.errors.CxLeadersOnly),
        ("karim", None, circles.errors.CxLeadersOnly),
        ("solene", None, circles.errors.UnitNeeded),
    ],
)
async def test_only_a_cx_leader_of_the_unit_opens_a_circle_there(
    cast: Cast, by: str, unit: str | None, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        await a_circle(cast, by=by, org_unit_id=cast.units[unit] if unit else None)
    async with cast.database.reading() as session:
        assert not (await circles.visible_circles(session, await cast.actor("karim"), Page())).items


async def test_a_draft_is_known_to_those_who_edit_it_until_it_is_opened(cast: Cast) -> None:
    slug = await a_circle(cast, draft=True)
    assert (await row(cast, slug)).status == "draft"
    with pytest.raises(NotFound):
        await row(cast, slug, "ines")
    await as_(cast, "karim", slug, circles.edit_circle, same(await row(cast, slug)))
    assert (await row(cast, slug, "ines")).status == "active"


def same(circle: circles.CircleRow, **changes: object) -> circles.CircleInput:
    """The circle as it stands, with some changes, as a form would send it."""
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    return circles.CircleInput(**({name: getattr(circle, name) for name in names} | changes))


async def test_raising_the_capacity_lets_in_who_waits_in_order(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast, capacity=1)
    for name in ("ines", "thomas", "yann"):
        await as_(cast, name, slug, circles.join)
    assert [(await row(cast, slug, n)).viewer_position for n in ("ines", "thomas", "yann")] == [1, 2, 3]
    await as_(cast, "karim", slug, circles.edit_circle, same(await row(cast, slug), capacity=3))
    await Worker(database).drain()
    assert await counters(cast, slug) == (3, 1, 1)
    assert (await row(cast, slug, "yann")).viewer_position == 1


async def test_a_capacity_under_the_members_is_refused_with_both_numbers(cast: Cast) -> None:
    slug = await a_circle(cast, capacity=5)
    await as_(cast, "ines", slug, circles.join)
    with pytest.raises(circles.errors.CapacityUnderMembers) as refused:
        await as_(cast, "karim", slug, circles.edit_circle, same(await row(cast, slug), capacity=1))
    assert refused.value.parameters == {"capacity": 1, "members": 2}
    assert (await row(cast, slug)).capacity == 5


async def test_ines_may_not_edit_and_karim_may_not_move_his_circle_to_another_unit(cast: Cast) -> None:
    slug = await a_circle(cast)
    here = await row(cast, slug)
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "ines", slug, circles.edit_circle, same(here, name="Autre"))
    with pytest.raises(circles.errors.CxLeadersOnly):
        await as_(cast, "karim", slug, circles.edit_circle, same(here, org_unit_id=cast.units["bretagne"]))
    assert await row(cast, slug) == here


async def test_a_circle_that_opens_or_grows_is_told_on_a_day_of_its_month(
    cast: Cast, database: Database
) -> None:
    with IN_PARIS.over(database):
        await a_circle(cast)
        async with database.writing() as session:
            [opened] = await circles.digest_candidates(session, org_unit_id=None, month=IN_PARIS.month)
            before = IN_PARIS.at - timedelta(days=90)
            await session.execute(sa.update(CIRCLES).values(created_at=before))
            [grown] = await circles.digest_candidates(session, org_unit_id=None, month=IN_PARIS.month)
    assert (opened.happened_on, grown.happened_on) == (IN_PARIS.today, IN_PARIS.month)


async def test_archiving_makes_members_alumni_and_ends_every_wait(cast: Cast) -> None:
    slug = await a_circle(cast, capacity=2)
    for name in ("ines", "thomas"):
        await as_(cast, name, slug, circles.join)
    await as_(cast, "karim", slug, circles.invite, cast.people["yann"])
    await as_(cast, "karim", slug, circles.archive_circle)
    assert await counters(cast, slug) == (0, 0, 0)
    assert (await row(cast, slug, "thomas")).viewer_status is None
    async with cast.database.reading() as session:
        circle = await row(cast, slug)
        history = {
            name: [
                step.status for step in await circles.history_of(session, await cast.actor(name), circle.id)
            ]
            for name in ("ines", "thomas", "yann")
        }
    assert history == {
        "ines": ["active", "alumni"],
        "thomas": ["waiting", "declined"],
        "yann": ["invited", "declined"],
    }
    with pytest.raises(circles.errors.CircleClosed):
        await as_(cast, "ines", slug, circles.join)
    with pytest.raises(circles.errors.CircleClosed):
        await as_(cast, "solene", slug, circles.archive_circle)


async def test_a_circle_of_evangelists_sponsors_others_and_the_tree_has_no_loop(cast: Cast) -> None:
    top = await a_circle(cast, name="Évangélistes", kind="evangelist", capacity=12)
    top_row = await row(cast, top)
    under = await a_circle(cast, name="Relais", kind="evangelist", parent_id=top_row.id, capacity=10)
    leaf = await a_circle(cast, name="Boutiques", parent_id=(await row(cast, under)).id)
    leaf_row = await row(cast, leaf)
    assert leaf_row.parent_slug == under
    with pytest.raises(circles.errors.ParentUnfit):
        await a_circle(cast, parent_id=leaf_row.id)
    for inside in (under, leaf):
        parent_id = (await row(cast, inside)).id
        with pytest.raises(circles.errors.ParentUnfit):
            await as_(cast, "karim", top, circles.edit_circle, same(top_row, parent_id=parent_id))
    with pytest.raises(circles.errors.SponsorsCircles):
        await as_(cast, "karim", top, circles.archive_circle)
    with pytest.raises(circles.errors.SponsorsCircles):
        await as_(cast, "karim", top, circles.edit_circle, same(top_row, kind="ambassador"))
    async with cast.database.reading() as session:
        actor = await cast.actor("ines")
        children = await circles.child_rows(session, actor, [top_row.id, leaf_row.id], Page())
        reach = await circles.reach_of(session, top_row.id)
    assert [c.slug for c in children[top_row.id].items] == [under]
    assert not children[leaf_row.id].items
    assert reach["evangelist"] == circles.Reach(circles=2, led=2, members=2, seats=22)
    assert reach["ambassador"] == circles.Reach(circles=1, led=1, members=1, seats=None)


async def test_a_lead_who_has_left_the_company_or_a_unit_that_is_unknown_is_refused(cast: Cast) -> None:
    with pytest.raises(circles.errors.ColleagueGone):
        await a_circle(cast, lead_id=cast.units["bretagne"])
    with pytest.raises(circles.errors.UnknownUnit):
        await a_circle(cast, org_unit_id=cast.people["ines"])
