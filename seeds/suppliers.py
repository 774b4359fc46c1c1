"""Two suppliers of the demo: a defect put to one of them, and a word that its tool never got."""

import json
from datetime import timedelta

from backend import reports, suppliers, webhooks
from backend.core.db import Session
from backend.core.listing import Page
from backend.suppliers import CaseInput, CaseStatus, EscalationInput, SupplierInput
from backend.webhooks import Family, PastDelivery, WebhookInput
from seeds.circles import People
from seeds.days import Days
from seeds.people import Seats, acting

SUPPLIERS = (
    ("Ondalis Logiciels", "Plannings, tournées, caisse"),
    ("Verrine Équipements", "Box et décodeurs"),
)
DEFECT = "Le planning s’affiche vide sur les téléphones Android 9"
MESSAGE = (
    "Depuis la version 5.2, le planning de la semaine s’affiche vide sous Android 9. Rien sous Android 12."
)
ANSWER = "Reproduit. Le correctif est prévu dans la version 5.3."
URL = "https://tickets.ondalis.example/diapason"


async def bring_suppliers_in(session: Session, people: People, seats: Seats, days: Days) -> None:
    """Maud adds both, puts the defect of her topic to the first, and lets its ticketing tool know."""
    maud = await acting(session, people[seats.of("maud")])
    made = []
    for name, products in SUPPLIERS:
        given = SupplierInput(name=name, products=products)
        made.append(await suppliers.add_supplier(session, maud, given))
    wanted = reports.ReportFilter(words=DEFECT)
    found = await reports.visible_reports(session, maud, Page(1), wanted, reports.ReportOrder.NEWEST)
    report = await reports.get_report(session, maud, found.items[0].number)
    standing = await reports.standing_of(session, maud, report)
    put = EscalationInput(supplier_id=made[0].id, message=MESSAGE)
    case = await suppliers.escalate_to_supplier(session, standing, put)
    said = CaseInput(status=CaseStatus.IN_PROGRESS, external_reference="OND-4471", answer=ANSWER)
    await suppliers.update_case(session, maud, case.id, said)
    case.sent_at, case.updated_at = days.ago(6, 10), days.ago(4, 15)
    await session.flush()
    tool = WebhookInput(
        name="Tickets d’Ondalis", url=URL, families=frozenset({Family.REPORT}), supplier_id=made[0].id
    )
    webhook, _secret = await webhooks.add_webhook(session, maud, tool)
    for name, at, lost in (
        (suppliers.ESCALATED, case.sent_at, False),
        (suppliers.ANSWERED, case.updated_at, True),
    ):
        body = json.dumps({"type": name, "timestamp": at.isoformat(), "data": {"number": report.number}})
        past = PastDelivery(name, body, at, at + timedelta(seconds=1))
        if lost:
            past = PastDelivery(name, body, at, at + timedelta(days=3), 10, 503, "answered")
        await webhooks.bring_in(session, webhook.id, past)
