"""Suppliers: Maud keeps the list, those who answer a report put it to one. Nadia answers the scene's."""

from backend import reports, suppliers
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.suppliers import CaseInput, CaseStatus, EscalationInput, SupplierInput
from schema.ids import encode
from tests.access.actions import Action, Scene
from tests.cast import Cast
from tests.suppliers.scenes import DEFECT, a_case, a_reported_defect, a_supplier


async def a_name(_cast: Cast, _session: Session) -> Scene:
    return {"name": f"Ondalis {new_id()}"}


async def known(cast: Cast, session: Session) -> Scene:
    return {"supplier": await a_supplier(session, cast)}


async def reported(cast: Cast, session: Session) -> Scene:
    return {**await known(cast, session), "number": await a_reported_defect(session, cast)}


async def escalated(cast: Cast, session: Session) -> Scene:
    number = await a_reported_defect(session, cast)
    return {"case": (await a_case(session, cast, number)).id, "number": number}


async def add(session: Session, actor: Actor, scene: Scene) -> object:
    return await suppliers.add_supplier(session, actor, SupplierInput(name=scene["name"]))


async def close(session: Session, actor: Actor, scene: Scene) -> object:
    return await suppliers.close_supplier(session, actor, scene["supplier"])


async def escalate(session: Session, actor: Actor, scene: Scene) -> object:
    report = await reports.get_report(session, actor, scene["number"])
    given = EscalationInput(supplier_id=scene["supplier"], message=DEFECT)
    standing = await reports.standing_of(session, actor, report)
    return await suppliers.escalate_to_supplier(session, standing, given)


async def update(session: Session, actor: Actor, scene: Scene) -> object:
    return await suppliers.update_case(session, actor, scene["case"], CaseInput(status=CaseStatus.FIXED))


SUPPLIERS = (
    Action(
        "suppliers.add",
        arrange=a_name,
        verb=add,
        page=lambda scene: ("/admin/suppliers", {"name": scene["name"]}),
        mutation=lambda scene: ("addSupplier", {"name": scene["name"]}),
    ),
    Action(
        "suppliers.close",
        arrange=known,
        verb=close,
        page=lambda scene: (f"/admin/suppliers/{scene['supplier']}/close", {}),
        mutation=lambda scene: ("closeSupplier", {"supplierId": encode("Supplier", scene["supplier"])}),
    ),
    Action(
        "suppliers.escalate",
        arrange=reported,
        verb=escalate,
        page=lambda scene: (
            f"/reports/{scene['number']}/suppliers",
            {"supplier_id": str(scene["supplier"]), "message": DEFECT},
        ),
        mutation=lambda scene: (
            "escalateToSupplier",
            {
                "number": scene["number"],
                "supplierId": encode("Supplier", scene["supplier"]),
                "message": DEFECT,
            },
        ),
    ),
    Action(
        "suppliers.update_case",
        arrange=escalated,
        verb=update,
        page=lambda scene: (f"/reports/{scene['number']}/cases/{scene['case']}", {"status": "fixed"}),
        mutation=lambda scene: (
            "updateSupplierCase",
            {"caseId": encode("SupplierCase", scene["case"]), "status": "FIXED"},
        ),
    ),
)
