"""Why each person got what they got: a cause, as a code and its facts, for every better wish."""

from collections import Counter
from collections.abc import Iterator

from backend.immersions.matching.binding import Bindings
from backend.immersions.matching.network import CLASSES, Network
from backend.immersions.matching.problem import Priority
from backend.immersions.matching.result import Binding, Cause, Outcome, Placement
from backend.immersions.matching.rules import Rule
from backend.immersions.matching.solve import Solved
from backend.immersions.matching.waiting import Waiting


def explain(net: Network, solved: Solved, held: Bindings, waiting: Waiting) -> Iterator[Placement]:
    """Each person of the run with their placement, outcome and causes."""
    position = {
        (offer, row): number for offer, rows in waiting.items() for number, row in enumerate(rows, start=1)
    }
    places = Counter[str]()
    for slot, capacity in zip(net.slots, net.capacity.tolist(), strict=True):
        places[slot.offer] += capacity
    levels = _levels_by_wish(net, held)
    wanted: Counter[str] = Counter()
    for row, rank in levels:
        wanted[net.people[row].wishes[rank]] += 1
    joins = bool((net.cost != net.rank).any())
    drawn = _drawn(net, solved, held, levels)
    slots, ranks, choices = net.place.tolist(), net.rank.tolist(), solved.choice.tolist()
    for row, one in enumerate(net.people):
        option = choices[row]
        placed = option < net.wishes
        better = one.wishes[: ranks[option]] if placed else one.wishes
        causes = []
        for rank, offer in enumerate(better):
            level = levels.get((row, rank))
            code: Binding | Rule
            if level is None:
                code, ahead = net.ruled_out[row, rank], None
            else:
                code, ahead = binding(level, one.priority, placed=placed, joins=joins)
            causes.append(
                Cause(offer, rank + 1, code, places[offer], wanted[offer], position.get((offer, row)), ahead)
            )
        held_slot = net.slots[slots[option]] if placed else None
        yield Placement(
            person=one.key,
            outcome=_outcome(placed, ranks[option], bool(one.wishes)),
            slot=held_slot.key if held_slot else None,
            offer=held_slot.offer if held_slot else None,
            rank=ranks[option] + 1 if placed else None,
            drawn=row in drawn,
            causes=tuple(causes),
        )


def binding(
    level: int, priority: Priority, *, placed: bool, joins: bool = False
) -> tuple[Binding, Priority | None]:
    """The cause that a level means for a person of a class, and the class that went before theirs, if any.

    Levels 1, 2, 3 are c3, c2, c1 and levels 4, 5, 6 are u3, u2, u1. As many people as can be are placed:
    whoever has nothing could only have had a wish in place of somebody else.
    """
    if level == 0:
        return Binding.DRAW, None
    harmed = Priority(CLASSES - (level - 1) % CLASSES)
    if harmed < priority:
        return Binding.PRIORITY, harmed
    if level > CLASSES:
        return Binding.COLLEAGUE_WITH_NOTHING, None
    if placed:
        return (Binding.RANKS_OR_HANDOFFS if joins else Binding.RANKS), None
    return (Binding.COLLEAGUE_INSTEAD_OR_HANDOFFS if joins else Binding.COLLEAGUE_INSTEAD), None


def _levels_by_wish(net: Network, held: Bindings) -> dict[tuple[int, int], int]:
    """(row of the person, rank from 0) → the least level among the dates of that wish."""
    found: dict[tuple[int, int], int] = {}
    rows, ranks, levels = net.person.tolist(), net.rank.tolist(), held.level.tolist()
    for option in range(net.wishes):
        wish = rows[option], ranks[option]
        found[wish] = min(levels[option], found.get(wish, levels[option]))
    return found


def _drawn(net: Network, solved: Solved, held: Bindings, levels: dict[tuple[int, int], int]) -> set[int]:
    """People whom the shuffle could have given another wish, or nothing, and the objective be the same."""
    ranks = net.rank[solved.choice].tolist()
    placed = (solved.choice < net.wishes).tolist()
    found = {
        row for (row, rank), level in levels.items() if not level and (not placed[row] or rank != ranks[row])
    }
    nothing = (held.level[net.wishes :] == 0).tolist()
    return found | {row for row, is_drawn in enumerate(nothing) if is_drawn and placed[row]}


def _outcome(placed: bool, rank: int, wished: bool) -> Outcome:
    if placed:
        return Outcome.LOWER_WISH if rank else Outcome.FIRST_WISH
    return Outcome.NOTHING if wished else Outcome.NO_WISH
