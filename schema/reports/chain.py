"""How far what was said has come, and how long answers take."""

from dataclasses import asdict
from datetime import datetime

import strawberry

from backend import chain, reports
from schema.context import Info
from schema.ids import encode
from schema.reports.types import Report, report_node


@strawberry.type(description="How many reports; each of the others counts some of those received.")
class ReportCounts:
    received: int = strawberry.field(description="All of them, merged ones once.")
    from_irritants: int = strawberry.field(description="That come from an irritant.")
    answered: int = strawberry.field(description="With an official response.")
    in_time: int = strawberry.field(description="Answered before the clock's end.")
    declined: int = strawberry.field(description="Answered by a no with its reason.")
    promised: int = strawberry.field(description="About which something was promised.")
    delivered: int = strawberry.field(description="Delivered, with what shows it.")
    kept: int = strawberry.field(description="Delivered, and found to hold.")
    told: int = strawberry.field(description="Told in a sent letter that the caller may read.")
    measured: int = strawberry.field(description="Whose promise a sealed wave measured again.")


@strawberry.type(description="How far the reports of a topic have come.")
class TopicChain:
    topic_id: strawberry.ID | None = strawberry.field(description="Null for what is about no topic.")
    topic_name: str | None = strawberry.field(description="The topic, in words.")
    counts: ReportCounts = strawberry.field(description="Its reports.")


@strawberry.type(description="Of all that was said in the year that ends now, how much went how far.")
class Chain:
    since: datetime = strawberry.field(description="When the year began, in UTC.")
    irritants_noted: int = strawberry.field(description="Irritants noted on every journey.")
    irritants_sent_on: int = strawberry.field(description="Those of them sent on.")
    total: ReportCounts = strawberry.field(description="Every topic's reports together.")
    topics: list[TopicChain] = strawberry.field(description="Topic by topic, by name.")
    whole: list[Report] = strawberry.field(description="The five last kept and measured again.")


@strawberry.type(description="How long a topic's official responses took; counts stand beside every figure.")
class ResponseTimes:
    topic_id: strawberry.ID | None = strawberry.field(description="Null for what is about no topic.")
    topic_name: str | None = strawberry.field(description="The topic, in words.")
    answered: int = strawberry.field(description="How many responses.")
    median: float = strawberry.field(description="Working days from receipt to response.")
    on_time: float = strawberry.field(description="The share given in time, 0 to 1.")


@strawberry.type
class ChainQuery:
    @strawberry.field(description="The chain in figures, from irritants to what was measured again.")
    async def chain(self, info: Info) -> Chain:
        actor = info.context.caller("reports")
        found = await chain.chain_of(info.context.session, actor)
        return Chain(
            since=found.since,
            irritants_noted=found.irritants.noted,
            irritants_sent_on=found.irritants.sent_on,
            total=_counts(found.total),
            topics=[
                TopicChain(
                    topic_id=strawberry.ID(encode("Topic", one.topic_id)) if one.topic_id else None,
                    topic_name=one.topic_name,
                    counts=_counts(one.counts),
                )
                for one in found.topics
            ],
            whole=[report_node(one) for one in found.whole],
        )

    @strawberry.field(description="How long answers took, by topic.")
    async def response_times(self, info: Info) -> list[ResponseTimes]:
        info.context.caller("reports")
        return [
            ResponseTimes(
                topic_id=strawberry.ID(encode("Topic", one.topic_id)) if one.topic_id else None,
                topic_name=one.topic_name,
                answered=one.answered,
                median=one.median,
                on_time=one.on_time,
            )
            for one in await reports.response_times(info.context.session)
        ]


def _counts(counts: reports.Counts) -> ReportCounts:
    return ReportCounts(**asdict(counts))
