"""Topics and reports for tests, made through their verbs."""

from uuid import UUID

from backend import journeys, reports
from backend.core.actor import SYSTEM
from backend.core.db import Session
from backend.journeys import TopicInput
from backend.reports import Kind, ReportInput, ResponseInput, Signature, Status, StatusInput
from tests.cast import Cast


async def a_topic(session: Session, cast: Cast, name: str = "Boutiques", owner: str = "nadia") -> UUID:
    """A topic of Nadia's that takes what nothing else claims; hers alone."""
    given = TopicInput(name=name, owner_id=cast.people[owner], is_fallback=True)
    return (await journeys.open_topic(session, SYSTEM, given)).id


def said(title: str = "Deux files pour récupérer un mobile réparé", **more: object) -> ReportInput:
    return ReportInput.model_validate({"kind": Kind.IRRITANT, "title": title, **more})


async def a_report(session: Session, cast: Cast, by: str = "ines", **more: object) -> reports.Report:
    """Inès's report, signed by her name unless said otherwise."""
    return await reports.submit(session, await cast.actor(by), said(**more))


async def stands(session: Session, cast: Cast, who: str, number: int) -> reports.Standing:
    """How somebody stands towards a report."""
    actor = await cast.actor(who)
    return await reports.standing_of(session, actor, await reports.get_report(session, actor, number))


PSEUDONYM = {"signature": Signature.PSEUDONYM, "pseudonym": "Le Merle"}

YES = ResponseInput(doing="Une seule file.", not_doing="Pas de casiers.", by_when="En mars", accept=True)

DONE = StatusInput(status=Status.DELIVERED, evidence="La file unique, photographiée à Mériadeck")


async def sent(cast: Cast, **more: object) -> int:
    async with cast.database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, **more)).number
        await session.commit()
    return number
