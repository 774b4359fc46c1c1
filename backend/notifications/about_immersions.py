"""What people are told about immersions: each function is a job, given the facts of an event."""

from datetime import datetime, timedelta
from uuid import UUID

from backend import immersions, jobs
from backend.core.db import Session
from backend.core.local_time import company_midnight
from backend.notifications.mailers import Letter
from backend.notifications.models import NotificationKind
from backend.notifications.telling import Facts, Notice, tell, turns_of

A_DAY = timedelta(days=1)


async def matching_published(session: Session, facts: Facts) -> None:
    """Promise to tell everybody whom the published run is about, some hundreds of people a turn."""
    told = await immersions.told_of_run(session, UUID(facts["run_id"]))
    if told is None:
        return
    slug, name, people = told
    shared = {"run_id": facts["run_id"], "edition": name, "slug": slug}
    await jobs.enqueue_many(
        session, [("notifications.placements", {**shared, "people": turn}) for turn in turns_of(people)]
    )


async def placements(session: Session, facts: Facts) -> None:
    """Tell some people that the result is there: where they go and why is on the page."""
    href = f"/immersions/{facts['slug']}"
    notice = Notice(
        NotificationKind.IMMERSION,
        "placement",
        f"placement:{facts['run_id']}",
        href,
        {"edition": facts["edition"]},
    )
    letter = Letter("placement", {"edition": facts["edition"], "href": href})
    await tell(session, [UUID(one) for one in facts["people"]], notice, letter)


async def warn_of_approvals(session: Session, facts: Facts) -> None:
    """Promise a word to those whose manager has not approved a wish, from three days before the matching."""
    editions = await immersions.unapproved(session, company_midnight(session) + immersions.WARNED + A_DAY)
    promised = []
    for one in editions:
        shared = {"slug": one.slug, "edition": one.name, "closes_at": one.closes_at.isoformat()}
        promised += [
            ("notifications.approval_missing", {**shared, "people": turn}) for turn in turns_of(one.people)
        ]
    await jobs.enqueue_many(session, promised)


async def approval_missing(session: Session, facts: Facts) -> None:
    """Tell some people, once, that without their manager's word the matching cannot give them a day."""
    href = f"/immersions/{facts['slug']}/wishes"
    closes_at = datetime.fromisoformat(facts["closes_at"])
    said = {"edition": facts["edition"], "closes_at": closes_at}
    key = f"approval_missing:{facts['slug']}:{facts['closes_at']}"
    notice = Notice(NotificationKind.IMMERSION, "approval_missing", key, href, said)
    people = [UUID(one) for one in facts["people"]]
    await tell(session, people, notice, Letter("approval_missing", said | {"href": href}))


async def absences_approved(session: Session, facts: Facts) -> None:
    """Promise a word to those whose wishes wait no more, and to their managers."""
    at = datetime.fromisoformat(facts["at"])
    edition = await immersions.approved_by_edition(session, UUID(facts["subject_id"]), at)
    if edition is None:
        return
    shared = {"slug": edition.slug, "edition": edition.name, "event_id": facts["event_id"]}
    promised = []
    for code, people in (("approval_given", edition.people), ("approval_lifted", edition.managers)):
        promised += [
            ("notifications.approvals", {**shared, "code": code, "people": turn}) for turn in turns_of(people)
        ]
    await jobs.enqueue_many(session, promised)


async def approvals(session: Session, facts: Facts) -> None:
    """Tell some people that their wishes are approved, or some managers that nothing waits for their word."""
    code, said = facts["code"], {"edition": facts["edition"]}
    page = "wishes" if code == "approval_given" else "approvals"
    href = f"/immersions/{facts['slug']}/{page}"
    notice = Notice(NotificationKind.IMMERSION, code, f"{code}:{facts['event_id']}", href, said)
    await tell(session, [UUID(one) for one in facts["people"]], notice, Letter(code, said | {"href": href}))


async def offer_withdrawn(session: Session, facts: Facts) -> None:
    """Promise a word to those who wished for an offer that was taken back."""
    offer = await immersions.offer_facts(session, UUID(facts["subject_id"]))
    if offer is None:
        return
    shared = {"slug": offer.edition_slug, "edition": offer.edition_name, "offer": offer.offer_title}
    shared["event_id"] = facts["event_id"]
    turns = turns_of(facts["people"])
    await jobs.enqueue_many(
        session, [("notifications.wishes_dropped", {**shared, "people": turn}) for turn in turns]
    )


async def wishes_dropped(session: Session, facts: Facts) -> None:
    """Tell some people that a wish of theirs is no more, and that those below it moved up."""
    href = f"/immersions/{facts['slug']}/wishes"
    said = {"offer": facts["offer"], "edition": facts["edition"]}
    key = f"wish_dropped:{facts['event_id']}"
    notice = Notice(NotificationKind.IMMERSION, "wish_dropped", key, href, said)
    people = [UUID(one) for one in facts["people"]]
    await tell(session, people, notice, Letter("wish_dropped", said | {"href": href}))


async def place_offered(session: Session, facts: Facts) -> None:
    """Tell the next of a list that a place is theirs to take, and until when."""
    person_id = UUID(facts["subject_id"])
    place = await immersions.offered_place(session, person_id, UUID(facts["slot_id"]))
    if place is None:
        return
    href = f"/immersions/{place.edition_slug}"
    notice = Notice(
        NotificationKind.IMMERSION,
        "place_offered",
        f"place_offered:{facts['event_id']}",
        href,
        {"offer": place.offer_title, "edition": place.edition_name, "expires_at": place.expires_at},
    )
    words = {
        "edition": place.edition_name,
        "offer": place.offer_title,
        "site": place.site_name or "",
        "starts_at": place.starts_at,
        "expires_at": place.expires_at,
        "href": href,
    }
    await tell(session, [person_id], notice, Letter("place_offered", words))


async def slot_changed(session: Session, facts: Facts) -> None:
    """Tell those who had a place on a date that was moved or cancelled what they have now."""
    slot_id = UUID(facts["subject_id"])
    placed = {UUID(one): people for one, people in facts["placed"].items()}
    known = await immersions.slot_facts(session, [slot_id, *placed])
    groups = [("kept", facts["kept"], known[slot_id]), ("unplaced", facts["unplaced"], None)]
    groups += [("placed", people, known[one]) for one, people in placed.items()]
    for fate, people, now in groups:
        await _tell_of_slot(session, facts, known[slot_id], fate, [UUID(one) for one in people], now)


async def _tell_of_slot(
    session: Session,
    facts: Facts,
    slot: immersions.SlotFacts,
    fate: str,
    people: list[UUID],
    now: immersions.SlotFacts | None,
) -> None:
    """`now` is the date that these people have from now on."""
    href = f"/immersions/{slot.edition_slug}"
    words = {
        "edition": slot.edition_name,
        "offer": slot.offer_title,
        "before": datetime.fromisoformat(facts["starts_at"]),
        "now": now.offer_title if now else "",
        "site": now.site_name or "" if now else "",
        "starts_at": now.starts_at if now else None,
    }
    said = {name: words[name] for name in ("offer", "now", "starts_at") if words[name]}
    notice = Notice(NotificationKind.IMMERSION, f"slot.{fate}", f"slot:{facts['event_id']}", href, said)
    cancelled = facts["event"] == "slot.cancelled"
    more = {"fate": fate, "cancelled": cancelled, "reason": facts["reason"], "href": href}
    await tell(session, people, notice, Letter("slot_changed", words | more))
