"""Types of the days: the caller's own, and those who come to them."""

from datetime import datetime
from uuid import UUID

import strawberry

from backend import immersions
from schema.context import Context
from schema.ids import encode
from schema.texts import LocalizedText, in_both, localized

strawberry.enum(immersions.Heart, description="One of the ten steps of a day.")
strawberry.enum(immersions.Part, description="Before, during or after the day.", name="DayPart")


@strawberry.type(description="One of the ten hearts of a day.")
class DayHeart:
    heart: immersions.Heart = strawberry.field(description="Which step.")
    part: immersions.Part = strawberry.field(description="When it is done.")
    done: bool = strawberry.field(description="Whether it is filled.")


@strawberry.type(description="Who receives the caller.")
class DayHost:
    name: str = strawberry.field(description="Their name.")
    email: str = strawberry.field(description="Where to write to them.")
    acknowledged: bool = strawberry.field(description="Whether they have acknowledged the rules.")


@strawberry.type(description="An irritant noted during the day, the caller's alone until their debrief.")
class DayNote:
    id: strawberry.ID = strawberry.field(description="To take it out by.")
    text: str = strawberry.field(description="What is stuck.")
    step_id: strawberry.ID | None = strawberry.field(description="The step it is on, if it is on one.")
    handoff_id: strawberry.ID | None = strawberry.field(description="The handoff it is on, if on one.")


@strawberry.type(description="The caller's day in an edition.")
class MyDay:
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    title: str = strawberry.field(description="The offer's title.")
    starts_at: datetime
    ends_at: datetime
    site_name: str | None = strawberry.field(description="Where it takes place.")
    kit: LocalizedText = strawberry.field(description="How to prepare, in Markdown.")
    script: LocalizedText = strawberry.field(description="The script of a call-back, in Markdown.")
    rules: list[LocalizedText] = strawberry.field(description="What visitor and host acknowledge before.")
    hosts: list[DayHost] = strawberry.field(description="The hosts.")
    hearts: list[DayHeart] = strawberry.field(description="The ten hearts, in their order.")
    notes: list[DayNote] = strawberry.field(description="What the caller noted, the newest first.")
    acknowledged_at: datetime | None = strawberry.field(description="When the rules were acknowledged.")
    arrived_at: datetime | None = strawberry.field(description="When the caller said they had arrived.")
    missed_at: datetime | None = strawberry.field(description="When it was said that they could not come.")


@strawberry.type(description="Somebody expected on a date.")
class Visitor:
    person_id: strawberry.ID = strawberry.field(description="Who comes.")
    name: str = strawberry.field(description="Their name.")
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    title: str = strawberry.field(description="The offer's title.")
    starts_at: datetime
    needs: str = strawberry.field(description="What they need; empty for all but the host of the date.")
    acknowledged_at: datetime | None = strawberry.field(description="When they acknowledged the rules.")
    arrived_at: datetime | None = strawberry.field(description="When they arrived.")
    missed_at: datetime | None = strawberry.field(description="When it was said that they could not come.")


@strawberry.type(description="A date that the caller hosts.")
class HostedDate:
    slot_id: strawberry.ID = strawberry.field(description="The date.")
    title: str = strawberry.field(description="The offer's title.")
    starts_at: datetime
    ends_at: datetime
    code: str = strawberry.field(description="What visitors type or scan to say that they have arrived.")
    expected: int = strawberry.field(description="How many people come.")
    arrived: int = strawberry.field(description="How many have arrived.")
    acknowledged_at: datetime | None = strawberry.field(description="When the caller acknowledged the rules.")


def my_day_of(context: Context, day: immersions.MyDay) -> MyDay:
    return MyDay(
        slot_id=_slot(day.slot_id),
        title=day.offer_title,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        site_name=day.site_name,
        kit=localized(day.kit),
        script=localized(day.script),
        rules=[in_both(context, "rule.everywhere"), *map(localized, day.checklist)],
        hosts=[DayHost(name=one.name, email=one.email, acknowledged=one.acknowledged) for one in day.hosts],
        hearts=[
            DayHeart(heart=heart, part=part, done=heart in day.done.hearts)
            for part, hearts in immersions.PARTS.items()
            for heart in hearts
        ],
        notes=[
            DayNote(
                id=strawberry.ID(encode("DayNote", note.id)),
                text=note.text,
                step_id=strawberry.ID(encode("JourneyStep", note.step_id)) if note.step_id else None,
                handoff_id=strawberry.ID(encode("Handoff", note.handoff_id)) if note.handoff_id else None,
            )
            for note in day.notes
        ],
        acknowledged_at=day.acknowledged_at,
        arrived_at=day.arrived_at,
        missed_at=day.missed_at,
    )


def visitor_of(row: immersions.VisitorRow) -> Visitor:
    return Visitor(
        person_id=strawberry.ID(encode("Person", row.person_id)),
        name=row.person_name,
        slot_id=_slot(row.slot_id),
        title=row.offer_title,
        starts_at=row.starts_at,
        needs=row.needs,
        acknowledged_at=row.acknowledged_at,
        arrived_at=row.arrived_at,
        missed_at=row.missed_at,
    )


def hosted_date_of(row: immersions.WelcomeRow) -> HostedDate:
    return HostedDate(
        slot_id=_slot(row.slot_id),
        title=row.offer_title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        code=row.code,
        expected=row.expected,
        arrived=row.arrived,
        acknowledged_at=row.acknowledged_at,
    )


def _slot(slot_id: UUID) -> strawberry.ID:
    return strawberry.ID(encode("OfferSlot", slot_id))
