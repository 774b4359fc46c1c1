"""A defect put to its maker, and what the maker's tool says of it."""

import pytest

from backend import identity, suppliers
from backend.core.actor import Actor
from backend.core.db import Database
from backend.core.listing import Page
from backend.identity import NewToken
from backend.suppliers import CaseInput, CaseStatus, EscalationInput, SupplierInput, errors
from schema.ids import encode
from tests.cast import Cast
from tests.faces import Faces
from tests.reports.scenes import stands
from tests.suppliers.scenes import DEFECT, a_case, a_reported_defect, a_supplier

UPDATE = """mutation($input: UpdateSupplierCaseInput!) { updateSupplierCase(input: $input) {
  __typename ... on UpdateSupplierCaseSuccess { case { status externalReference answer report { number } } }
} }"""


async def test_a_report_is_put_to_a_supplier_once(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        number = await a_reported_defect(session, cast)
        case = await a_case(session, cast, number)
        nadia = await stands(session, cast, "nadia", number)
        again = EscalationInput(supplier_id=case.supplier_id, message="Encore")
        with pytest.raises(errors.AlreadyEscalated):
            await suppliers.escalate_to_supplier(session, nadia, again)
        rows = await suppliers.cases_of(session, [case.report_id], Page())
    [row] = rows[case.report_id].items
    assert (row.message, row.status, row.external_reference) == (DEFECT, CaseStatus.SENT, "")


async def test_a_closed_supplier_takes_no_more(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        number, supplier_id = await a_reported_defect(session, cast), await a_supplier(session, cast)
        maud = await cast.actor("maud")
        await suppliers.close_supplier(session, maud, supplier_id)
        nadia = await stands(session, cast, "nadia", number)
        with pytest.raises(errors.SupplierClosed):
            await suppliers.escalate_to_supplier(
                session, nadia, EscalationInput(supplier_id=supplier_id, message=DEFECT)
            )
        name = (await suppliers.get_supplier(session, supplier_id)).name
        with pytest.raises(errors.SupplierNameTaken):
            await suppliers.add_supplier(session, maud, SupplierInput(name=name))


async def test_what_the_supplier_leaves_out_stays(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        case = await a_case(session, cast)
        nadia = await cast.actor("nadia")
        known = CaseInput(status=CaseStatus.ACKNOWLEDGED, external_reference="OND-881", answer="Reproduit.")
        await suppliers.update_case(session, nadia, case.id, known)
        await suppliers.update_case(session, nadia, case.id, CaseInput(status=CaseStatus.FIXED))
        row = (await suppliers.cases_by_ids(session, [case.id]))[case.id]
    assert (row.status, row.external_reference, row.answer) == (CaseStatus.FIXED, "OND-881", "Reproduit.")


async def test_the_suppliers_tool_writes_with_a_token_of_the_reports_scope(
    faces: Faces, cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        case = await a_case(session, cast)
        secrets = {scope: await token(session, cast, scope) for scope in ("reports:write", "forum:write")}
        await session.commit()
    said = {"caseId": encode("SupplierCase", case.id), "status": "IN_PROGRESS", "externalReference": "OND-9"}
    met = {scope: await called(faces, secret, said) for scope, secret in secrets.items()}
    assert met["forum:write"]["__typename"] == "ForbiddenError"
    assert met["reports:write"]["case"]["status"] == "IN_PROGRESS"
    assert met["reports:write"]["case"]["externalReference"] == "OND-9"


async def token(session: object, cast: Cast, scope: str) -> str:
    """A token of Nadia's, who answers for the topic."""
    nadia: Actor = await cast.actor("nadia")
    person = await identity.get_person(session, cast.people["nadia"])
    given = NewToken(name="Ondalis", scopes=frozenset({scope}))
    return (await identity.create_token(session, nadia, person, given))[1]


async def called(faces: Faces, secret: str, said: dict[str, str]) -> dict[str, object]:
    client = await faces.browser(None)
    sent = {"query": UPDATE, "variables": {"input": said}}
    answer = await client.post("/graphql", json=sent, headers={"authorization": f"Bearer {secret}"})
    return answer.json()["data"]["updateSupplierCase"]
