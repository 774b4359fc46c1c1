"""Finding people and units, on both databases."""

from pathlib import Path

import pytest

from backend import identity
from backend.core.db import Database
from backend.core.errors import NotFound
from backend.core.ids import new_id
from backend.core.listing import Page
from tests.cast import Cast
from tests.identity.importing.files import imported, person


async def found(cast: Cast, words: str, page: Page | None = None) -> list[str]:
    """Who Inès finds with these words."""
    async with cast.database.reading() as session:
        listing = await identity.visible_people(session, await cast.actor("ines"), page or Page(), words)
    return [person.display_name for person in listing.items]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ines", ["Inès Marchetti"]),
        ("INÈS marc", ["Inès Marchetti"]),
        ("marchetti in", ["Inès Marchetti"]),
        ("goff", ["Thomas Le Goff"]),
        ("thomas.le-goff@telenova.example", ["Thomas Le Goff"]),
        ("a", ["Solène Arrighi"]),
        ("arrighi karim", []),
        ("chetti", []),
        ("%", []),
        ("@telenova.example", []),
    ],
)
async def test_people_are_found_by_the_start_of_any_word_of_their_name(
    cast: Cast, words: str, names: list[str]
) -> None:
    assert await found(cast, words) == names


async def test_the_directory_continues_after_its_last_row_and_leaves_nobody_out(cast: Cast) -> None:
    seen: list[str] = []
    after: str | None = None
    async with cast.database.reading() as session:
        while True:
            page = Page(first=3, after=after)
            listing = await identity.visible_people(session, await cast.actor("ines"), page)
            seen += [person.family_name for person in listing.items]
            if not listing.has_more:
                break
            after = listing.end
    assert seen == ["Arrighi", "Benhaddou", "Faure", "Kessler", "Le Goff", "Marchetti", "Terrier", "Vasseur"]


async def test_names_are_sorted_as_one_reads_them_whatever_their_accents_on_both_databases(
    cast: Cast, tmp_path: Path
) -> None:
    named = ["Zola", "Émile", "étienne", "Eluard", "Œuvré", "Odin", "Le Goff", "Legrand", "Le-Goff"]
    rows = [person(f"p{n}", given_name="Ana", family_name=name) for n, name in enumerate(named)]
    seen: list[str] = []
    async with cast.database.writing() as session:
        await imported(session, tmp_path / "people.csv", rows)
        ines, after = await cast.actor("ines"), None
        while True:
            page = Page(first=2, after=after)
            listing = await identity.visible_people(session, ines, page, "ana")
            seen += [one.family_name for one in listing.items]
            if not listing.has_more:
                break
            after = listing.end
    assert seen == ["Eluard", "Émile", "étienne", "Le Goff", "Le-Goff", "Legrand", "Odin", "Œuvré", "Zola"]


async def test_who_signs_in_for_the_first_time_takes_their_place_among_the_others(
    cast: Cast, database: Database
) -> None:
    said = {"iss": "https://id.example", "sub": "7", "email": "eloise@telenova.example"}
    named = {"email_verified": True, "given_name": "Eloïse", "family_name": "Élan"}
    async with database.writing() as session:
        claims = identity.Claims.of(said | named)
        await identity.recognise(session, claims, {}, locale="fr", time_zone="Europe/Paris")
        listing = await identity.visible_people(session, await cast.actor("ines"), Page())
    assert [one.family_name for one in listing.items][1:4] == ["Benhaddou", "Élan", "Faure"]


async def test_people_come_by_id_with_their_unit_and_site(cast: Cast) -> None:
    async with cast.database.reading() as session:
        people = await identity.people_by_ids(session, [cast.people["ines"], new_id()])
    ines = people.pop(cast.people["ines"])
    assert (ines.org_unit_name, ines.site_name, people) == ("Boutique Sainte-Catherine", "Bordeaux", {})


async def test_units_are_walked_down_and_up(cast: Cast, database: Database) -> None:
    async with database.reading() as session:
        top = await identity.child_units(session, None)
        below = await identity.child_units(session, cast.units["aquitaine"])
        path = await identity.path_to(session, cast.units["boutique"])
        assert [unit.name for unit in top] == ["Télénova"]
        assert [unit.name for unit in below] == ["Boutique Sainte-Catherine", "Intervention Landes"]
        assert {unit.name for unit in path} == {"Télénova", "Nouvelle-Aquitaine", "Boutique Sainte-Catherine"}
        assert await identity.headcount_of(session, cast.units["aquitaine"]) == 4
        assert await identity.headcount_of(session, None) == 8
        with pytest.raises(NotFound):
            await identity.get_org_unit(session, new_id())
