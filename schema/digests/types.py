"""An issue of the monthly digest, as the caller may see it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.relay import Node, NodeID

from backend import digests, reports
from backend.core.candidates import Section
from backend.core.i18n import LOCALES
from schema.context import Context, Info
from schema.ids import encode
from schema.loaders import load
from schema.node import linked
from schema.reports.parts import LineageLink
from schema.reports.types import Report

strawberry.enum(digests.State, name="DigestState", description="Where an issue stands.")
strawberry.enum(digests.Move, name="DigestItemMove", description="What is done with an item.")
strawberry.enum(Section, name="DigestSectionName", description="The parts of an issue, in their order.")


@strawberry.type(description="Something that an issue tells, or might.")
class DigestItem:
    id: strawberry.ID = strawberry.field(description="What `editDigestItem` names it by.")
    title: str = strawberry.field(description="In the caller's language, else as it was written.")
    summary: str = strawberry.field(description="In the caller's language, else as it was written.")
    url: str = strawberry.field(description="Its page in this product.")
    chosen: bool = strawberry.field(description="Whether the issue tells it; else it is only offered.")
    lineage: list[LineageLink] = strawberry.field(description="Where it comes from.")
    report_id: strawberry.Private[UUID | None]

    @strawberry.field(description="The report it tells; null where it tells something else.")
    async def report(self, info: Info) -> Report | None:
        found: Report | None = await linked(info, "Report", self.report_id) if self.report_id else None
        return found


@strawberry.type(description="A part of an issue: five items at most; its makers see what else is offered.")
class DigestSection:
    name: Section = strawberry.field(description="Which part.")
    title: str = strawberry.field(description="In the caller's language.")
    items: list[DigestItem] = strawberry.field(description="In their order.")


@strawberry.type(description="A point to settle before the signature.")
class DigestBlocker:
    code: str = strawberry.field(description="A stable code, for programs.")
    message: str = strawberry.field(description="A sentence for people.")


@strawberry.type(description="Who signed.")
class DigestSignature:
    by: str | None = strawberry.field(description="Who signed; null once they are no longer known.")
    for_: str | None = strawberry.field(name="for", description="For whom a delegate signed; else null.")
    at: datetime = strawberry.field(description="When, in UTC.")


@strawberry.type(description="How far the sending is: counts, and nobody behind them.")
class DigestDelivery:
    recipients: int = strawberry.field(description="How many it is for, counted when it left.")
    sent: int = strawberry.field(description="How many the mail server took.")
    failed: int = strawberry.field(description="How many it refused for good.")
    bounced: int = strawberry.field(description="How many of those have an address it does not know.")
    remaining: int = strawberry.field(description="How many wait.")
    rate_per_second: float = strawberry.field(description="As last measured; 0 when nothing moves.")
    unsubscribed: int = strawberry.field(description="How many unsubscribed from this issue.")
    archive_reads: int = strawberry.field(description="How often its page was read.")


@strawberry.type(description="The letter of one audience about one month; languages are versions of it.")
class DigestIssue(Node):
    id: NodeID[UUID]
    number: int = strawberry.field(description="The issue's number.")
    status: digests.State = strawberry.field(description="Where it stands.")
    month: date = strawberry.field(description="The first day of the month it tells.")
    audience: str | None = strawberry.field(description="The unit it is for; null for the whole company.")
    languages: list[str] = strawberry.field(description="The languages it is told in whole.")
    headline: str = strawberry.field(description="The month in a sentence, in the caller's language.")
    word: str = strawberry.field(description="The sponsor's word, in the caller's language.")
    revision: int = strawberry.field(description="How many versions are kept.")
    signature: DigestSignature | None = strawberry.field(description="Null until it is signed.")
    delivery: DigestDelivery | None = strawberry.field(description="Null until it leaves.")
    row: strawberry.Private[digests.IssueRow]

    @strawberry.field(description="What it tells, by section.")
    async def sections(self, info: Info) -> list[DigestSection]:
        items = await _items(info, self.row.id)
        offered = self.row.status not in {digests.State.SENT, digests.State.CANCELLED}
        return _sections(info.context, items, offered)

    @strawberry.field(description="What stands in the way of its signature; nothing once it has left.")
    async def blockers(self, info: Info) -> list[DigestBlocker]:
        if self.row.has_left or self.row.status is digests.State.CANCELLED:
            return []
        actor, words = info.context.caller("digests"), info.context.translator
        issue = await digests.get_issue(info.context.session, actor, self.row.number)
        found = await digests.blockers_of(info.context.session, issue)
        return [
            DigestBlocker(code=one.code, message=words.gettext(one.wording, **one.params)) for one in found
        ]


def issue_node(context: Context, row: digests.IssueRow) -> DigestIssue:
    """A row as GraphQL shows it."""
    signature = delivery = None
    if row.signed_at is not None:
        signature = DigestSignature(by=row.signed_by, for_=row.signed_for, at=row.signed_at)
    if row.has_left:
        delivery = DigestDelivery(
            recipients=row.recipients,
            sent=row.sent,
            failed=row.failed,
            bounced=row.bounced,
            remaining=row.remaining,
            rate_per_second=row.rate,
            unsubscribed=row.unsubscribed,
            archive_reads=row.archive_reads,
        )
    return DigestIssue(
        id=row.id,
        number=row.number,
        status=row.status,
        month=row.month,
        audience=row.audience,
        languages=[locale for locale in LOCALES if row.headline.get(locale) and row.word.get(locale)],
        headline=digests.said_in(row.headline, context.locale),
        word=digests.said_in(row.word, context.locale),
        revision=row.revision,
        signature=signature,
        delivery=delivery,
        row=row,
    )


async def _items(info: Info, issue_id: UUID) -> list[digests.Told]:
    async def fetch(ids: Sequence[UUID]) -> dict[UUID, list[digests.Told]]:
        return await digests.items_by_issues(info.context.session, ids)

    return await load(info, "digest items", issue_id, fetch)


def _sections(context: Context, items: Sequence[digests.Told], offered: bool) -> list[DigestSection]:
    found = []
    for name in Section:
        mine = [one for one in items if one.section is name and (offered or one.place is not None)]
        if mine:
            title = context.translator.gettext(f"enum.digest_section.{name.value}")
            found.append(
                DigestSection(name=name, title=title, items=[_item(one, context.locale) for one in mine])
            )
    return found


def _item(one: digests.Told, locale: str) -> DigestItem:
    return DigestItem(
        id=strawberry.ID(encode("DigestItem", one.id)),
        title=digests.said_in(one.title, locale),
        summary=digests.said_in(one.summary, locale),
        url=one.url,
        chosen=one.place is not None,
        lineage=[
            LineageLink(kind=origin.kind, title=origin.title, url=origin.url, fate=None)
            for origin in one.lineage
        ],
        report_id=one.source_id if one.source_kind == reports.SOURCE else None,
    )
