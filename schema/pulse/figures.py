"""A released figure: how many answered, what they said, how sure one may be of it."""

import strawberry

from backend import pulse


@strawberry.type(description="How many answered: a range under 20.")
class AnswerCount:
    min: int = strawberry.field(description="At least this many.")
    max: int = strawberry.field(description="At most this many.")
    exact: int | None = strawberry.field(description="Exactly this many; null under 20.")


@strawberry.type(description="The recommendation of colleagues, from −100 to 100, and its interval at 95 %.")
class Enps:
    score: int = strawberry.field(description="To 10 points under 20 answers, 5 under 100, 1 from 100.")
    low: int = strawberry.field(description="The interval's low end.")
    high: int = strawberry.field(description="The interval's high end.")


@strawberry.type(description="One answer's share.")
class ReleasedShare:
    value: str = strawberry.field(
        description="The answer: a number, a choice's key, or a class of the score."
    )
    percent: int = strawberry.field(description="To 5 under 100 answers, to 1 from 100.")
    bound: str | None = strawberry.field(description="`at_most` or `at_least`, where the share stops there.")


@strawberry.type(description="A question's figures in one group.")
class ReleasedFigure:
    question: str = strawberry.field(description="The question's key.")
    wave: int = strawberry.field(description="The wave it dates from.")
    coarsened: bool = strawberry.field(description="Whether a figure stops short of the end.")
    count: AnswerCount = strawberry.field(description="How many gave a value.")
    favourable: int | None = strawberry.field(description="Percent of 4 and 5, for an agreement.")
    margin: int | None = strawberry.field(description="The margin of that share at 95 %.")
    bound: str | None = strawberry.field(description="`at_most` or `at_least`, where that share stops there.")
    mean: float | None = strawberry.field(description="From 1 to 5, for an agreement.")
    enps: Enps | None = strawberry.field(description="For a recommendation.")
    shares: list[ReleasedShare] = strawberry.field(description="Every answer's share.")


def figure_type(cell: pulse.CellRow) -> ReleasedFigure:
    told = cell.figures
    return ReleasedFigure(
        question=cell.question,
        wave=cell.number,
        coarsened=cell.coarsened,
        count=count_type(cell.count),
        favourable=told.get("favourable"),
        margin=told.get("margin"),
        bound=told.get("bound"),
        mean=told.get("mean"),
        enps=Enps(score=told["score"], low=told["low"], high=told["high"]) if "score" in told else None,
        shares=[
            ReleasedShare(value=str(value), percent=percent, bound=bound)
            for value, percent, bound in told["shares"]
        ],
    )


def count_type(count: pulse.CountRange) -> AnswerCount:
    return AnswerCount(min=count.min, max=count.max, exact=count.exact)
