"""What the rules of the signature look at, gathered from the slices."""

from uuid import UUID

from backend import commitments, pulse
from backend.core.candidates import Section
from backend.core.db import Session
from backend.core.mail import Mailer
from backend.digests.content import Content
from backend.digests.letters import frames_of
from backend.digests.links import dead_links
from backend.digests.models import Issue
from backend.digests.rules import Facts, cell_of


async def facts_of(session: Session, issue: Issue, content: Content) -> Facts:
    """The promises behind what was delivered, the figures' cells, and the links that lead nowhere."""
    sources: dict[str, list[UUID]] = {}
    for item in content.items:
        if item.section is Section.DELIVERED:
            sources.setdefault(item.source_kind, []).append(item.source_id)
    promises = {
        (kind, source): rows
        for kind, ids in sources.items()
        for source, rows in (await commitments.commitments_of(session, kind, ids)).items()
    }
    told = await commitments.commitments_by_ids(session, sources.get(commitments.ITSELF, []))
    promises |= {(commitments.ITSELF, one): [row] for one, row in told.items()}
    mailer: Mailer | None = session.info.get("mailer")
    cells = {cell_of(one) for one in content.figures}
    return Facts(
        content=content,
        promises=promises,
        released=await pulse.quotable(session, cells, issue.org_unit_id) if cells else {},
        dead=await dead_links(
            session,
            issue.org_unit_id,
            {url for item in content.items for url in (item.url, *(one.url for one in item.lineage))},
        ),
        weights={
            locale: frame.weight for locale, frame in (await frames_of(session, mailer, issue.id)).items()
        }
        if mailer
        else {},
    )
