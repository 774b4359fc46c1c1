"""Odd requests to every address of the product: none is a failure of ours."""

import random
from collections.abc import AsyncIterator, Mapping, Sequence
from urllib.parse import quote

import httpx2
import pytest
from starlette.routing import Route

from backend.core.db import Database
from backend.web.routes import routes
from tests.everything import MASTER, Everything, everything_at_hand
from tests.faces import Faces
from tests.odd import TEXTS, cursors, mixed
from tests.turns import in_turns

TRIES = 8
ROUTES = [
    (method, route)
    for route in routes()
    # Where the hub is closed, as here, a process says that it is not ready: 503 is its answer.
    if isinstance(route, Route) and route.path != "/readyz"
    for method in sorted((route.methods or set()) - {"HEAD"})
]
KINDS = {
    "gatherings": "Gathering",
    "messages": "Message",
    "practices": "Practice",
    "perks": "Perk",
    "tokens": "Token",
    "jobs": "Job",
    "sessions": "Browser",
    "members": "Person",
    "requests": "Proposed",
    "people": "Person",
    "roles": "RoleGrant",
    "questions": "UpwardQuestion",
    "photos": "Photo",
    "journeys": "Journey",
    "irritants": "Irritant",
    "activities": "Activity",
    "stories": "Debrief",
    "notes": "DayNote",
    "reviews": "Review",
    "slots": "OfferSlot",
    "visitors": "OfferSlot",
    "debriefs": "Debrief",
    "bravos": "Bravo",
    "offers": "Offer",
    "surveys": "Survey",
    "pulse": "Wave",
    "alerts": "Alert",
    "forum": "Thread",
    "posts": "ForumPost",
    "commitments": "Commitment",
    "conversations": "Conversation",
    "items": "DigestItem",
    "suppliers": "Supplier",
    "cases": "SupplierCase",
    "webhooks": "Webhook",
    "deliveries": "WebhookDelivery",
    "refused": "MessageDelivery",
}
"""What the id after this part of an address is an id of."""
OF_DAYS = {"day", "arrive", "visitors", "arrivals", "debriefs", "stories"}
"""Parts of an address under an edition whose days are now."""


def plausible(scene: Everything) -> dict[str, Sequence[str]]:
    """Every field of every form and query, with values that get somewhere."""
    person, unit = str(scene.ids["Person"]), str(scene.ids["OrgUnit"])
    return {
        "accept": ["1", "0"],
        "accessibility": ["Deux étages"],
        "activity_id": [str(scene.ids["Activity"])],
        "body": ["Depuis **lundi**."],
        "by_when": ["En mars"],
        "change": ["comment", "answer", "contest"],
        "customers_expect": ["Une réponse"],
        "day": ["2026-11-25", "x"],
        "doing": ["Une seule file"],
        "due_on": ["2099-03-01", "2001-01-01"],
        "evidence": ["Une photo"],
        "into": [str(scene.report), "2"],
        "late": ["late", "just_late", "very_late"],
        "number": [str(scene.report), "2"],
        "order": ["most_voted"],
        "promise": ["La file unique"],
        "pseudonym": ["Le Merle"],
        "reason": ["Trop cher"],
        "review": ["true"],
        "signature": ["name", "pseudonym", "anonymous"],
        "status": ["in_review", "accepted", "declined", "delivered"],
        "step_id": [str(scene.ids["JourneyStep"])],
        "tags": ["file, comptoir"],
        "topic_id": [str(scene.ids["Topic"])],
        "verify_on": ["2099-03-01"],
        "yes": ["true", "false"],
        "agenda": ["Le **point**"],
        "agrees": ["true"],
        "report": [str(scene.report), "2"],
        "word": ["Merci pour tout"],
        "answer": ["Oui.", "4", ""],
        "approval": ["manual", "below_hours"],
        "approval_hours": ["4"],
        "capacity": ["12"],
        "came": [person],
        "choice": ["1", "0"],
        "choices": ["Une", "Deux", "Trois"],
        "comment": ["Merci."],
        "credit": ["Boutique Sainte-Catherine"],
        "days": ["30"],
        "draft": ["true"],
        "email": ["karim.benhaddou@telenova.example"],
        "emails": ["ines.marchetti@telenova.example\nyann.faure@telenova.example", "x@y.example"],
        "ends_at_day": ["2027-11-25"],
        "ends_at_hour": ["14:00"],
        "ends_on": ["2027-11-25"],
        "family": ["circle"],
        "from": ["1"],
        "furthest_km": ["30"],
        "heart": ["questions", "arrive"],
        "hours_per_layer": ["72"],
        "ideas": ["Deux casques", "Mme Dupont"],
        "irritant_frequency": ["often"],
        "irritant_place": [str(scene.ids["JourneyStep"]), str(scene.ids["Handoff"])],
        "irritant_text": ["Onze minutes"],
        "how": ["Une\nDeux"],
        "idempotency_key": ["once", "twice"],
        "join_policy": ["open", "request"],
        "kind": ["ambassador", "evangelist", "idea", "bug"],
        "kinds": ["invitation", "answer"],
        "lead_email": ["ines.marchetti@telenova.example"],
        "likely_answer": ["Oui"],
        "likely_question": ["Vraiment ?"],
        "link": ["https://visio.telenova.example/"],
        "locale": ["fr", "en"],
        "mine": ["1"],
        "most_wishes": ["3"],
        "move": ["add", "up", "down", "remove"],
        "near": ["1"],
        "needs": ["Une pause"],
        "offer_id": [str(scene.ids["Offer"])],
        "opens_wishes_day": ["2027-11-25"],
        "opens_wishes_hour": ["20:00"],
        "mission_en": ["Together"],
        "mission_fr": ["Ensemble"],
        "key": ["proud", "one_thing"],
        "name": ["Cœur"],
        "next": ["/me"],
        "not_to_say": ["Rien"],
        "note": ["Venez"],
        "offer_en": ["Half price"],
        "offer_fr": ["Moitié prix"],
        "org_unit_id": [unit],
        "parent_id": [str(scene.ids["Circle"])],
        "past": ["1"],
        "person": [person],
        "person_id": [person],
        "place": ["Bordeaux", str(scene.ids["Handoff"])],
        "product": ["Fibre"],
        "seen": ["1", "99"],
        "expert_email": ["yann.faure@telenova.example"],
        "same": ["1"],
        "publish": ["1"],
        "q": ["karim", "ma"],
        "question": ["Pourquoi ?"],
        "quote": ["On court."],
        "rules": ["1"],
        "reply": ["yes", "no"],
        "right_choice": ["1"],
        "role": ["sponsor", "administrator"],
        "rules_en": ["One"],
        "rules_fr": ["Un"],
        "scopes": ["read", "write"],
        "rest_hours": ["11"],
        "shared": ["1"],
        "site_id": [str(scene.ids["Site"])],
        "slot_capacity": ["2"],
        "slot_id": [str(scene.ids["OfferSlot"])],
        "slot_day": ["2027-11-25"],
        "slot_from": ["09:00", "21:00"],
        "slot_minimum": ["1"],
        "slot_to": ["12:00", "05:00"],
        "slug": ["attention-toujours"],
        "starts_at_day": ["2027-11-25"],
        "starts_at_hour": ["13:30"],
        "state": ["x"],
        "code": ["x"],
        "sure": ["1"],
        "text": ["Et les samedis ?"],
        "text_fr": ["Où ?"],
        "theme": ["dark", "means"],
        "time_zone": ["Pacific/Noumea"],
        "title": ["Le point"],
        "title_en": ["Charter"],
        "title_fr": ["Charte"],
        "tried": ["1"],
        "unit": ["aquitaine", unit],
        "values_en": ["One: two"],
        "values_fr": ["Un : deux"],
        "version": ["1", "2"],
        "view": ["table", "map"],
        "what_changes": ["Tout"],
        "what_stays": ["Rien"],
        "why": ["Parce que"],
    }


LISTS = (
    "name",
    "mine",
    "members",
    "requested",
    "gatherings",
    "gatherings-past",
    "offers",
    "editions",
    "visitors",
    "stories",
    "irritants",
    "messages",
    "people",
    "notifications",
    "unread notifications",
    "events",
    "reports newest",
    "found",
    "threads",
    "threads found",
    "posts",
)
PAGED = ("after", "questions_after", "units_after", "orphans_after", "requested", "waiting", "invited")


def address(route: Route, scene: Everything, dice: random.Random) -> str:
    """The route's path: mostly that of things that exist, else of odd ones."""
    parts, before = [], ""
    for part in route.path.split("/"):
        if not part.startswith("{"):
            before = part
            parts.append(part)
            continue
        name, _, rest = part.partition("}")
        good = {
            "{slug": scene.article if before == "knowledge" else scene.slug,
            "{edition": scene.days if OF_DAYS & set(route.path.split("/")) else scene.edition,
            "{number": str(scene.issue if before == "digests" else scene.report),
            "{revision": "1",
            "{locale": "en",
            "{key": "tools",
            "{token": scene.letter,
        }.get(name)
        if good is None:
            kind = (
                "Draft"
                if route.path.endswith(("/edit", "/publish")) and before == "messages"
                else KINDS[before]
            )
            good = str(scene.ids[kind])
        odd = dice.choice(
            ["", "new", "\x00", "é" * 90, "a" * 400, "x", "{01890a5d-ac96-774b-bcce-b302099a8057}", "0"]
        )
        parts.append(quote((odd if dice.random() < 0.1 else good) + rest, safe=""))
    return "/".join(parts)


@pytest.mark.parametrize(
    ("method", "route", "engine"),
    in_turns(ROUTES, [f"{method} {route.path}" for method, route in ROUTES]),
    indirect=["engine"],
)
async def test_no_odd_request_breaks(
    method: str, route: Route, everywhere: tuple[Everything, httpx2.AsyncClient]
) -> None:
    scene, client = everywhere
    dice = random.Random(f"{method} {route.path}")
    known = plausible(scene)
    odd_cursors = [one for name in LISTS for one in cursors(name)]
    for _ in range(TRIES):
        target = address(route, scene, dice)
        sent = mixed(dice, known, TEXTS)
        query = [(name, dice.choice(odd_cursors)) for name in PAGED if dice.random() < 0.3]
        if method == "GET":
            query += [(n, v[:400]) for n, v in sent[:: dice.randint(1, 4)]]
        headers = (
            {"hx-request": "true", "hx-target": dice.choice(["div#results", "#people", "ul#items"])}
            if dice.random() < 0.3
            else {}
        )
        answer = await client.request(
            method, target, params=query, headers=headers, data=_form(sent) if method == "POST" else None
        )
        assert answer.status_code < 500, (target, query, sent)


def _form(fields: list[tuple[str, str]]) -> Mapping[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form


@pytest.fixture
async def everywhere(
    faces: Faces, database: Database
) -> AsyncIterator[tuple[Everything, httpx2.AsyncClient]]:
    # A page that stays open answers what it has to say, and ends.
    database.live.close()
    yield await everything_at_hand(faces), await faces.browser(MASTER)
    # The hub is every test's of this process.
    database.live.closed = False
