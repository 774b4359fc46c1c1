"""A report put to a supplier, and what the supplier says of it, noted by those who answer."""

from uuid import UUID

from starlette.responses import Response

from backend import suppliers
from backend.web.forms import parse
from backend.web.page import Visit
from backend.web.reports.frame import frame_of


async def escalate(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(suppliers.EscalationInput, visit.form)
    await suppliers.escalate_to_supplier(visit.session, frame.standing, given)
    return visit.redirect(f"{frame.path}#suppliers", said="report.put_to_supplier")


async def update(visit: Visit) -> Response:
    frame = await frame_of(visit)
    given = parse(suppliers.CaseInput, visit.form)
    await suppliers.update_case(visit.session, visit.actor, UUID(visit.path("case_id")), given)
    return visit.redirect(f"{frame.path}#suppliers", said="report.supplier_answered")
