"""The charter: versions, signatures, and what signing opens."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend import circles
from backend.circles import errors
from backend.circles.models import CHARTER_SIGNATURES, CHARTERS, PERKS
from backend.core.db import Database
from backend.core.listing import Page
from backend.events import EVENTS
from seeds.charter import APACHE, SLUG, seed_charter
from seeds.perks import seed_perks
from tests.cast import Cast
from tests.circles.scenes import a_circle
from tests.nights import NIGHTS


async def apache(cast: Cast, **circle: object) -> None:
    """The APACHE charter in force, and Karim's circle with Inès."""
    async with cast.database.writing() as session:
        await seed_charter(session)
        await a_circle(session, cast, **circle)
        await session.commit()


async def signed(cast: Cast, name: str) -> None:
    actor = await cast.actor(name)
    async with cast.database.writing() as session:
        await circles.sign_charter(session, actor, await circles.get_charter(session))
        await session.commit()


async def test_seeding_twice_keeps_one_version(cast: Cast, database: Database) -> None:
    for _ in range(2):
        async with database.writing() as session:
            await seed_charter(session)
            await seed_perks(session)
            await session.commit()
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(CHARTERS)) == 1
        assert await session.scalar(sa.select(sa.func.count()).select_from(PERKS)) == 4
        found = await circles.charter_in_force(session, SLUG)
    assert found is not None
    assert "".join(value["fr"][0] for value in found.values) == "APACHE"
    assert "".join(value["en"][0] for value in found.values) == "APACHE"


async def test_signing_twice_is_signing_once(cast: Cast, database: Database) -> None:
    await apache(cast)
    await signed(cast, "ines")
    await signed(cast, "ines")
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(CHARTER_SIGNATURES)) == 1
        names = (await session.execute(sa.select(EVENTS.c.name))).scalars().all()
    assert names.count("charter.signed") == 1


async def test_a_newer_version_must_be_read_before_signing(cast: Cast, database: Database) -> None:
    await apache(cast)
    ines, nadia = await cast.actor("ines"), await cast.actor("nadia")
    async with database.writing() as session:
        read = await circles.get_charter(session)
        newer = await circles.publish_charter(session, nadia, APACHE)
        assert (newer.slug, newer.version) == (SLUG, 2)
        with pytest.raises(errors.CharterOutdated) as refused:
            await circles.sign_charter(session, ines, read)
        assert refused.value.parameters == {"version": 2}
        assert await circles.signed_at(session, ines, read.id) is None


async def test_only_members_sign_and_only_cx_leaders_publish(cast: Cast, database: Database) -> None:
    await apache(cast)
    async with database.writing() as session:
        with pytest.raises(errors.CharterMembersOnly):
            await circles.sign_charter(session, await cast.actor("yann"), await circles.get_charter(session))
        with pytest.raises(errors.CharterEditorsOnly):
            await circles.publish_charter(session, await cast.actor("karim"), APACHE)
        assert await session.scalar(sa.select(sa.func.count()).select_from(CHARTERS)) == 1


async def test_a_circle_counts_its_signatures_and_its_members_see_whose(
    cast: Cast, database: Database
) -> None:
    await apache(cast, members=("ines", "thomas"))
    for name in ("ines", "thomas"):
        await signed(cast, name)
    ines, yann = await cast.actor("ines"), await cast.actor("yann")
    async with database.reading() as session:
        charter = await circles.get_charter(session)
        circle = await circles.get_circle(session, ines, "coeur")
        counts = await circles.signature_counts(session, charter.id, [circle.id])
        assert counts[circle.id] == circles.SignatureCount(signed=2, members=3)
        listing = await circles.circle_signers(session, ines, circle, charter.id, Page())
        assert [row.name for row in listing.items] == ["Thomas Le Goff", "Inès Marchetti"]
        bound = await circles.bound_with(session, ines, charter.id, Page())
        assert [row.name for row in bound.items] == ["Thomas Le Goff"]
        with pytest.raises(errors.MembersOnly):
            await circles.circle_signers(session, yann, circle, charter.id, Page())


async def test_perks_open_with_the_signature_and_wait_again_for_a_new_version(
    cast: Cast, database: Database
) -> None:
    await apache(cast)
    async with database.writing() as session:
        await seed_perks(session)
        await session.commit()
    ines, nadia = await cast.actor("ines"), await cast.actor("nadia")

    async def open_to_ines() -> list[str]:
        async with database.reading() as session:
            return [perk.product for perk in (await circles.visible_perks(session, ines, Page())).items]

    assert await open_to_ines() == []
    await signed(cast, "ines")
    assert await open_to_ines() == ["Box Prisme", "Forfait Étale 5G", "Répéteur Écho"]
    async with database.writing() as session:
        await circles.publish_charter(session, nadia, APACHE)
        await session.commit()
    assert await open_to_ines() == []


async def test_a_perk_is_open_until_its_last_day_ends_where_the_company_is(
    cast: Cast, database: Database
) -> None:
    await apache(cast)
    await signed(cast, "ines")
    ines, open_to_her = await cast.actor("ines"), []
    async with database.writing() as session:
        await seed_perks(session)
        await session.commit()
    for night in NIGHTS:
        for ended in (0, 1):
            with night.over(database):
                async with database.writing() as session:
                    last = night.today - timedelta(days=ended)
                    await session.execute(sa.update(PERKS).values(ends_on=last))
                    found = await circles.visible_perks(session, ines, Page())
            open_to_her.append(bool(found.items))
    assert open_to_her == [True, False] * len(NIGHTS)


async def test_a_product_has_one_perk_and_only_cx_leaders_touch_it(cast: Cast, database: Database) -> None:
    given = circles.PerkInput(product="Box Prisme", offer=circles.Worded(fr="Offerte", en="Free"))
    nadia, ines = await cast.actor("nadia"), await cast.actor("ines")
    async with database.writing() as session:
        with pytest.raises(errors.CharterEditorsOnly):
            await circles.add_perk(session, ines, given)
        perk = await circles.add_perk(session, nadia, given)
        with pytest.raises(errors.PerkExists):
            await circles.add_perk(session, nadia, given)
        with pytest.raises(errors.CharterEditorsOnly):
            await circles.remove_perk(session, ines, perk.id)
        await circles.remove_perk(session, nadia, perk.id)
        assert (await circles.visible_perks(session, nadia, Page())).items == []


async def test_home_asks_members_to_sign_until_they_have(cast: Cast, database: Database) -> None:
    await apache(cast)
    ines, yann = await cast.actor("ines"), await cast.actor("yann")
    async with database.reading() as session:
        (ask,) = await circles.asks_for(session, ines)
        assert (ask.code, ask.href, ask.minutes) == ("charter", "/charter", 2)
        assert await circles.asks_for(session, yann) == []
    await signed(cast, "ines")
    async with database.reading() as session:
        assert await circles.asks_for(session, ines) == []


async def test_the_address_of_a_charter_fits_its_column(cast: Cast, database: Database) -> None:
    words = {"fr": "La charte", "en": "The charter"}
    given = circles.CharterInput.model_validate({"title": words, "mission": words})
    async with database.writing() as session:
        nadia = await cast.actor("nadia")
        charter = await circles.publish_charter(session, nadia, given, "../Été " * 100)
        await session.commit()
    assert charter.slug.startswith("ete-ete")
    assert len(charter.slug) <= 80
