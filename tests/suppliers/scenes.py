"""Suppliers and cases for tests, made through their verbs."""

from uuid import UUID

from backend import suppliers
from backend.core.db import Session
from backend.core.ids import new_id
from backend.suppliers import EscalationInput, SupplierInput
from tests.cast import Cast
from tests.reports.scenes import a_report, a_topic, stands

DEFECT = "Le décodeur redémarre à chaque orage."


async def a_supplier(session: Session, cast: Cast) -> UUID:
    """A maker of decoders, added by Maud."""
    given = SupplierInput(name=f"Ondalis {new_id()}", products="Décodeurs")
    return (await suppliers.add_supplier(session, await cast.actor("maud"), given)).id


async def a_reported_defect(session: Session, cast: Cast) -> int:
    """The number of Inès's report, which Nadia answers."""
    await a_topic(session, cast, name=f"Boutiques {new_id()}")
    return (await a_report(session, cast)).number


async def a_case(session: Session, cast: Cast, number: int | None = None) -> suppliers.SupplierCase:
    """A defect that Nadia put to its maker."""
    number = number or await a_reported_defect(session, cast)
    given = EscalationInput(supplier_id=await a_supplier(session, cast), message=DEFECT)
    nadia = await stands(session, cast, "nadia", number)
    return await suppliers.escalate_to_supplier(session, nadia, given)
