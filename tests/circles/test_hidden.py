"""What is not for a reader stays so, whichever way they come in."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from backend import circles, today
from backend.circles import errors
from backend.circles.models import CIRCLES, MEMBERSHIPS, PRACTICES
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import PEOPLE
from backend.reactions.circles import release_person
from tests.cast import Cast
from tests.circles.scene import a_circle, as_, row
from tests.faces import Faces


async def an_orphan(cast: Cast, *, draft: bool) -> str:
    """A circle of Bretagne under Karim's evangelists, whose only lead has left the company."""
    await a_circle(cast, name="Évangélistes", kind="evangelist")
    parent = await row(cast, "evangelistes")
    slug = await a_circle(
        cast,
        by="nadia",
        name="Bretagne",
        parent_id=parent.id,
        org_unit_id=cast.units["bretagne"],
        lead_id=cast.people["yann"],
        draft=draft,
    )
    async with cast.database.writing() as session:
        await session.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["yann"]).values(status="inactive")
        )
        await release_person(session, {"subject_id": str(cast.people["yann"])})
        await session.commit()
    return slug


@pytest.fixture
async def nadia_creates(cast: Cast) -> None:
    """HR leaders edit circles; for this scene Nadia also creates them, anywhere."""
    async with cast.database.writing() as session:
        from backend.identity import ROLE_GRANTS, Role

        await session.execute(
            sa.insert(ROLE_GRANTS).values(
                person_id=cast.people["nadia"], role=Role.CX_LEADER, org_unit_id=None
            )
        )
        await session.commit()


async def test_a_draft_invites_nobody_so_nobody_hears_of_it(cast: Cast, database: Database) -> None:
    slug = await a_circle(cast, draft=True)
    for verb, whom in (
        (circles.invite, cast.people["ines"]),
        (circles.propose, cast.people["ines"]),
        (circles.invite_people, [cast.people["ines"]]),
        (circles.invite_list, "ines.marchetti@telenova.example"),
    ):
        with pytest.raises(errors.CircleClosed):
            await as_(cast, "karim", slug, verb, whom)
    async with database.reading() as session:
        assert await today.asks_for(session, await cast.actor("ines")) == []


@pytest.mark.usefixtures("nadia_creates")
@pytest.mark.parametrize("draft", [True, False])
async def test_the_parent_s_lead_sees_all_of_a_circle_without_lead(
    cast: Cast, faces: Faces, draft: bool
) -> None:
    slug = await an_orphan(cast, draft=draft)
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    assert (await karim.get(f"/circles/{slug}")).status_code == 200
    assert (await ines.get(f"/circles/{slug}")).status_code == (404 if draft else 200)
    async with cast.database.reading() as session:
        listing = await circles.visible_circles(session, await cast.actor("karim"), Page())
    assert slug in {one.slug for one in listing.items}


@pytest.mark.usefixtures("nadia_creates")
async def test_the_parent_s_lead_sees_the_link_of_a_gathering_of_a_circle_without_lead(
    cast: Cast, database: Database
) -> None:
    from datetime import timedelta

    from tests.circles.scenes import a_gathering

    slug = await an_orphan(cast, draft=False)
    async with database.writing() as session:
        circle_id: UUID = await session.scalar(sa.select(CIRCLES.c.id).where(CIRCLES.c.slug == slug))
        gathering_id = await a_gathering(session, circle_id, starts_in=timedelta(days=1))
        links = {
            name: (await circles.gathering_row(session, await cast.actor(name), gathering_id)).link
            for name in ("karim", "ines")
        }
    assert links["karim"]
    assert not links["ines"]


async def test_who_asks_or_is_invited_is_not_told_to_a_member_who_proposes(cast: Cast, faces: Faces) -> None:
    slug = await a_circle(cast)
    await as_(cast, "ines", slug, circles.join)
    await as_(cast, "karim", slug, circles.invite, cast.people["thomas"])
    karim, ines = await faces.browser("karim"), await faces.browser("ines")
    find = f"/circles/{slug}/invite?q=thomas"
    assert f'value="{cast.people["thomas"]}"' not in (await karim.get(find)).text
    assert f'value="{cast.people["thomas"]}"' in (await ines.get(find)).text


async def test_a_practice_is_removed_under_its_own_circle_alone(cast: Cast, faces: Faces) -> None:
    here, elsewhere = await a_circle(cast), await a_circle(cast, name="Ailleurs")
    kept = await as_(cast, "karim", here, circles.add_practice, circles.PracticeInput(title="Le brief"))
    karim = await faces.browser("karim")
    assert (await karim.post(f"/circles/{elsewhere}/practices/{kept.id}/remove")).status_code == 404
    async with cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(PRACTICES)) == 1
    assert (await karim.post(f"/circles/{here}/practices/{kept.id}/remove")).status_code == 303


async def test_a_co_lead_who_leaves_a_draft_is_told_so_in_words(cast: Cast, faces: Faces) -> None:
    slug = await a_circle(cast, draft=True)
    async with cast.database.writing() as session:
        circle_id = await session.scalar(sa.select(CIRCLES.c.id).where(CIRCLES.c.slug == slug))
        await session.execute(
            sa.insert(MEMBERSHIPS).values(
                circle_id=circle_id, person_id=cast.people["ines"], status="active", is_lead=True
            )
        )
        await session.execute(sa.update(CIRCLES).values(lead_count=2, member_count=2))
        await session.commit()
    document = "mutation($slug: String!) { leaveCircle(input: {slug: $slug}) { __typename } }"
    answer = await faces.graphql("ines", document, slug=slug)
    assert answer["data"]["leaveCircle"]["__typename"] == "NotFoundError"
    assert (await row(cast, slug)).member_count == 1
