"""Customers' scores by GraphQL: bringing them in, and reading them beside colleagues'."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry

from backend import pulse
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import Invalid, NotFound
from backend.core.ids import new_id
from backend.core.reasons import worded
from schema.arguments import UnitOrAll
from schema.context import Context, Info
from schema.directory import OrgUnit
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError, camel
from schema.ids import decode
from schema.pulse.figures import AnswerCount
from schema.transaction import transact

MOST_SCORES = 1000
NO_ID = ""


class TooManyScores(Invalid):
    """At most `most` scores are sent at once."""

    field = "scores"


@strawberry.type(description="A score that may be shown, from −100 to 100, and its interval at 95 %.")
class ScorePoint:
    on: date = strawberry.field(description="The day a wave closed, or the first of a month.")
    score: int = strawberry.field(description="To 10 points under 20 answers, 5 under 100, 1 from 100.")
    low: int = strawberry.field(description="The interval's low end.")
    high: int = strawberry.field(description="The interval's high end.")
    coarsened: bool = strawberry.field(description="Whether the score stops short of the end.")
    count: AnswerCount = strawberry.field(description="How many answered.")


@strawberry.type(description="One series, on its own scale; two are never chained.")
class ScoreSeries:
    scale: str = strawberry.field(description="`0-10` for colleagues, `1-10` for customers.")
    points: list[ScorePoint] = strawberry.field(description="At most two years of them, oldest first.")


@strawberry.type(description="What customers named, and how many did.")
class NamedCount:
    name: str = strawberry.field(description="A reason, or a step of a journey.")
    count: AnswerCount = strawberry.field(description="How many named it in a year.")


@strawberry.type(description="Customers' scores of a unit beside colleagues', on the same dates.")
class Reciprocity:
    org_unit: OrgUnit | None = strawberry.field(description="The unit; null for the whole company.")
    customers: ScoreSeries = strawberry.field(description="What customers scored, month by month.")
    colleagues: ScoreSeries = strawberry.field(
        description="What colleagues scored, wave by wave; nothing for a token that somebody else made."
    )
    reasons: list[NamedCount] = strawberry.field(description="Why customers called or came; at most eight.")
    steps: list[NamedCount] = strawberry.field(description="Where on their journey; at most eight.")
    solved_bound: str | None = strawberry.field(
        description="`at_most` or `at_least`, where that share stops there."
    )
    solved_at_first_contact: int | None = strawberry.field(
        description="Percent over a year; null where it is not shown."
    )


@strawberry.type
class CustomersQuery:
    @strawberry.field(
        description="Customers beside colleagues; null for those who neither head the unit nor listen there."
    )
    async def reciprocity(self, info: Info, org_unit_id: UnitOrAll = None) -> Reciprocity | None:
        actor = info.context.caller("pulse")
        unit = decode(org_unit_id, "OrgUnit", "org_unit_id") if org_unit_id else None
        try:
            both = await pulse.reciprocity(info.context.session, actor, unit)
        except NotFound:
            return None
        last = both.path[-1] if both.path else None
        return Reciprocity(
            org_unit=OrgUnit(id=last.id, name=last.name) if last else None,
            customers=ScoreSeries(scale="1-10", points=[_point(one) for one in both.customers]),
            colleagues=ScoreSeries(scale="0-10", points=[_point(one) for one in both.colleagues]),
            reasons=[NamedCount(name=one.name, count=_count(one.count)) for one in both.reasons],
            steps=[NamedCount(name=one.name, count=_count(one.count)) for one in both.steps],
            solved_at_first_contact=both.solved[0] if both.solved else None,
            solved_bound=both.solved[1] if both.solved else None,
        )


@strawberry.input(description="What one customer scored, of a unit or of a site.")
class CustomerScoreInput:
    reference: str = strawberry.field(description="What its tool calls it; the same twice is one score.")
    given_on: date = strawberry.field(description="The day it was given.")
    score: int = strawberry.field(description="From 1 to 10.")
    org_unit_id: strawberry.ID | None = strawberry.field(default=None, description="The unit.")
    site_id: strawberry.ID | None = strawberry.field(default=None, description="The site.")
    step_id: strawberry.ID | None = strawberry.field(default=None, description="The step of a journey.")
    channel: str = strawberry.field(default="", description="`phone`, `shop`…, in the company's words.")
    reason: str = strawberry.field(default="", description="Why they called or came.")
    solved: bool | None = strawberry.field(default=None, description="Whether at the first contact.")
    verbatim: str = strawberry.field(default="", description="Their words, without their name.")


@strawberry.input
class ImportCustomerScoresInput:
    scores: list[CustomerScoreInput] = strawberry.field(description="At most 1,000 at once.")
    idempotency_key: str | None = None


@strawberry.type(description="A score that was refused.")
class RefusedScore:
    place: int = strawberry.field(description="Its place among those sent, from 1.")
    field: str = strawberry.field(description="The field at fault.")
    reason: str = strawberry.field(description="Why.")


@strawberry.type
class ImportCustomerScoresSuccess:
    created: int = strawberry.field(description="How many were new.")
    unchanged: int = strawberry.field(description="How many were here already.")
    refused: list[RefusedScore] = strawberry.field(
        description="Those that were refused; the others are kept."
    )


ImportCustomerScoresResult = Annotated[
    ImportCustomerScoresSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("ImportCustomerScoresResult"),
]


@strawberry.type
class CustomersMutation:
    @strawberry.mutation(description="Bring customers' scores in. Safe to repeat.")
    async def import_customer_scores(
        self, info: Info, input: ImportCustomerScoresInput
    ) -> ImportCustomerScoresResult:
        told: dict[str, Any] = {}

        async def act(session: Session, actor: Actor) -> UUID:
            if len(input.scores) > MOST_SCORES:
                raise TooManyScores(most=MOST_SCORES)
            done = await pulse.add_customer_scores(session, actor, [_fields(one) for one in input.scores])
            refused = [
                {
                    "place": one.line,
                    "field": camel(one.field),
                    "reason": worded(info.context.translator, one.reason),
                }
                for one in done.bad
            ]
            told.update(created=done.created, unchanged=done.unchanged, refused=refused)
            return new_id()

        async def show(context: Context, actor: Actor, id: UUID) -> ImportCustomerScoresSuccess:
            refused = [RefusedScore(**one) for one in told["refused"]]
            return ImportCustomerScoresSuccess(
                created=told["created"], unchanged=told["unchanged"], refused=refused
            )

        return await transact(info, "pulse", input, act, show, told)


def _fields(given: CustomerScoreInput) -> dict[str, Any]:
    """The fields of a score as it was sent; an id that is none stays one that is refused in its place."""
    values: dict[str, Any] = strawberry.asdict(given)
    for field, kind in (("org_unit_id", "OrgUnit"), ("site_id", "Site"), ("step_id", "JourneyStep")):
        if values[field]:
            try:
                values[field] = decode(str(values[field]), kind, field)
            except Invalid:
                values[field] = NO_ID
    return {**values, "is_solved": values["solved"]}


def _point(point: pulse.Point) -> ScorePoint:
    return ScorePoint(
        on=point.on,
        score=point.score,
        low=point.low,
        high=point.high,
        coarsened=point.coarsened,
        count=_count(point.count),
    )


def _count(count: pulse.CountRange) -> AnswerCount:
    return AnswerCount(min=count.min, max=count.max, exact=count.exact)
