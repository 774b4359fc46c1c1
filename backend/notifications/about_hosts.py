"""What hosts are told of the dates that they host: each function is a job, given the facts of an event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import immersions, jobs
from backend.core.db import Session
from backend.notifications.mailers import Letter
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell, turns_of


async def matching_published(session: Session, facts: Facts) -> None:
    """Promise to tell the hosts to whom the published run sends somebody, some hundreds of them a turn."""
    told = await immersions.told_of_run(session, UUID(facts["run_id"]))
    if told is None:
        return
    slug, name, _ = told
    shared = {"run_id": facts["run_id"], "edition": name, "slug": slug}
    hosts = await immersions.hosts_of_run(session, UUID(facts["run_id"]))
    await jobs.enqueue_many(
        session, [("notifications.visitors_known", {**shared, "people": turn}) for turn in turns_of(hosts)]
    )


async def visitors_known(session: Session, facts: Facts) -> None:
    """Tell some hosts that their visitors are known."""
    words = {"edition": facts["edition"]}
    href = f"/immersions/{facts['slug']}/visitors"
    people = [UUID(one) for one in facts["people"]]
    await _tell(session, people, f"hosting:{facts['run_id']}", href, "published", words)


async def date_changed(session: Session, facts: Facts) -> None:
    """Tell the hosts of a date that somebody else moved or cancelled it."""
    what = "cancelled" if facts["event"] == "slot.cancelled" else "moved"
    slot_id = UUID(facts["subject_id"])
    hosts = await _hosts(session, slot_id, facts)
    if not hosts or (what == "moved" and not facts["moved"]):
        return
    slot = (await immersions.slot_facts(session, [slot_id]))[slot_id]
    words = {
        "edition": slot.edition_name,
        "offer": slot.offer_title,
        "before": datetime.fromisoformat(facts["starts_at"]),
        "starts_at": slot.starts_at,
        "reason": facts["reason"],
    }
    href = f"/immersions/{slot.edition_slug}/visitors"
    await _tell(session, hosts, f"hosting:{facts['event_id']}", href, what, words)


async def place_given_back(session: Session, facts: Facts) -> None:
    """Tell the hosts of a visitor who gave their place back; of a swap, that the other side will not come."""
    slot_id = UUID(facts["slot_id"])
    hosts = await _hosts(session, slot_id, facts)
    visit = await immersions.visit_given_back(session, UUID(facts["subject_id"]), slot_id)
    if not hosts or visit is None:
        return
    slot = (await immersions.slot_facts(session, [slot_id]))[slot_id]
    words = {
        "edition": slot.edition_name,
        "offer": slot.offer_title,
        "visitor": visit.visitor_name,
        "starts_at": slot.starts_at,
        "stands": visit.partner_goes,
    }
    what = "swap" if visit.is_swap else "withdrawn"
    page = "" if visit.is_swap else "/visitors"
    href = f"/immersions/{slot.edition_slug}{page}"
    await _tell(session, hosts, f"hosting:{facts['event_id']}", href, what, words)


async def _hosts(session: Session, slot_id: UUID, facts: Facts) -> list[UUID]:
    """Who hosts a date, without whoever did it."""
    return [one for one in await immersions.hosts_of_slot(session, slot_id) if str(one) != facts["actor_id"]]


async def _tell(
    session: Session, people: list[UUID], key: str, href: str, what: str, words: Mapping[str, Any]
) -> None:
    told = {name: words[name] for name in ("edition", "offer", "visitor", "starts_at") if name in words}
    notice = Notice(NotificationKind.IMMERSION, f"hosting.{what}", key, href, told)
    await tell(
        session, people, notice, Letter("hosting", {"reason": "", **words, "what": what, "href": href})
    )
