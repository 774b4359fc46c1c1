"""What stands out of a group's results, by GraphQL."""

import strawberry

from backend import pulse


@strawberry.type(description="A question that stands apart from the others.")
class StandOut:
    question: str = strawberry.field(description="The question's key.")
    favourable: int = strawberry.field(description="Percent of 4 and 5.")
    bound: str | None = strawberry.field(description="`at_most` or `at_least`, where that share stops there.")
    low: int = strawberry.field(description="The low end of its interval at 95 %.")
    high: int = strawberry.field(description="The interval's high end.")


@strawberry.type(
    description="Questions whose whole interval is above the mean of all shares, or below it. None is ranked."
)
class ResultsReading:
    strengths: list[StandOut] = strawberry.field(description="Above, in the survey's order.")
    concerns: list[StandOut] = strawberry.field(description="Below, in the survey's order.")


def results_reading(found: pulse.Reading) -> ResultsReading:
    """The type of a reading."""
    return ResultsReading(
        strengths=[_stand_out(one) for one in found.strengths],
        concerns=[_stand_out(one) for one in found.concerns],
    )


def _stand_out(one: pulse.StandOut) -> StandOut:
    return StandOut(
        question=one.question.key,
        favourable=one.favourable,
        bound=one.bound,
        low=one.interval.low,
        high=one.interval.high,
    )
