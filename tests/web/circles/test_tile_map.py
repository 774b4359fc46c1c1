"""The map of tiles: roughly the country, read from north to south and from west to east."""

from hypothesis import given
from hypothesis import strategies as st

from backend import circles
from backend.identity import Point
from backend.web.circles.tile_map import COLUMNS, ROWS, Tile, tiles_of

BREST, METZ, BORDEAUX, PARIS = Point(48.4, -4.5), Point(49.1, 6.2), Point(44.8, -0.6), Point(48.9, 2.3)


def part(name: str, people: int = 10) -> circles.CoverageRegion:
    return circles.CoverageRegion(people, 1, name)


def spots(tiles: list[Tile[circles.CoverageRegion]]) -> dict[str, tuple[int | None, int | None]]:
    return {tile.share.name: (tile.row, tile.col) for tile in tiles}


def test_bretagne_is_west_of_grand_est_and_nouvelle_aquitaine_below() -> None:
    regions = [
        (part("Bretagne"), BREST),
        (part("Grand Est"), METZ),
        (part("Nouvelle-Aquitaine"), BORDEAUX),
        (part("Siège"), PARIS),
    ]
    tiles = tiles_of(regions)
    assert spots(tiles) == {
        "Bretagne": (1, 1),
        "Siège": (1, 3),
        "Grand Est": (1, 4),
        "Nouvelle-Aquitaine": (2, 2),
    }
    assert [tile.share.name for tile in tiles][-1] == "Nouvelle-Aquitaine"


def test_of_two_parts_in_one_town_the_larger_keeps_the_place() -> None:
    tiles = tiles_of([(part("small", 1), PARIS), (part("large", 90), PARIS), (part("far"), BREST)])
    assert spots(tiles) == {"far": (1, 1), "small": (1, 2), "large": (1, 3)}


def test_what_lies_in_one_town_or_nowhere_stands_by_name() -> None:
    near = [(part("A"), PARIS), (part("B"), Point(48.8, 2.2)), (part("C"), None)]
    assert spots(tiles_of(near)) == {"A": (None, None), "B": (None, None), "C": (None, None)}
    assert tiles_of([]) == []
    mixed = tiles_of([(part("A"), None), (part("B"), PARIS), (part("C"), BREST)])
    assert [tile.share.name for tile in mixed] == ["C", "B", "A"]


@given(st.lists(st.tuples(st.floats(-60, 70), st.floats(-170, 170)), max_size=COLUMNS * ROWS + 3))
def test_every_part_has_a_tile_of_its_own_inside_the_grid(points: list[tuple[float, float]]) -> None:
    tiles = tiles_of([(part(str(n), n), Point(*point)) for n, point in enumerate(points)])
    assert len(tiles) == len(points)
    placed = [(tile.row, tile.col) for tile in tiles if tile.row and tile.col]
    assert len(placed) == len(set(placed))
    assert all(row <= ROWS and col <= COLUMNS for row, col in placed)
    assert placed == sorted(placed)
