"""The map of a journey."""

from backend.core.ids import new_id
from backend.journeys import HandoffRow, StepRow
from backend.web.journeys.drawing import WIDTH, drawn


def test_alternatives_stand_side_by_side_and_a_lone_step_in_the_middle() -> None:
    journey = new_id()
    places = [(1, 0, "La publicité"), (2, 0, "La boutique"), (2, 1, "Le site web")]
    steps = [StepRow(new_id(), journey, position, lane, name, 2) for position, lane, name in places]
    joined = HandoffRow(new_id(), journey, steps[0].id, steps[2].id, None, None, None, None, irritant_count=3)
    picture = drawn(steps, [joined])
    assert [one.x for one in picture.stations] == [WIDTH // 2, WIDTH // 4, WIDTH * 3 // 4]
    assert picture.stations[1].y == picture.stations[2].y > picture.stations[0].y
    [line] = picture.lines
    assert (line.x1, line.x2, line.count) == (WIDTH // 2, WIDTH * 3 // 4, 3)
    assert line.y1 < line.y < line.y2 < picture.height
