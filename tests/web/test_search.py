"""Searching across what exists."""

from tests.faces import Faces


async def test_a_colleague_is_found_with_their_unit(faces: Faces) -> None:
    ines = await faces.browser("ines")
    answer = await ines.get("/search?q=benhaddou")
    assert answer.status_code == 200
    assert "Karim Benhaddou" in answer.text
    assert "Boutique Sainte-Catherine" in answer.text


async def test_a_unit_is_found_by_its_name_without_accents(faces: Faces) -> None:
    ines = await faces.browser("ines")
    assert "Télénova" in (await ines.get("/search?q=telenova")).text


async def test_what_matches_nothing_says_so_and_what_to_try(faces: Faces) -> None:
    ines = await faces.browser("ines")
    assert "Rien ne correspond" in (await ines.get("/search?q=zzz")).text
    assert "Tapez au moins deux lettres" in (await ines.get("/search?q=z")).text
