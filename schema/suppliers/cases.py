"""Reports put to suppliers, and what the supplier's own tool, or a colleague, says of them."""

from typing import Annotated
from uuid import UUID

import strawberry

from backend import reports, suppliers
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.errors import checked
from schema.context import Context, Info
from schema.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from schema.ids import decode
from schema.suppliers.types import SupplierCase, case_node
from schema.transaction import transact


@strawberry.input(description="The message leaves the company: it names no customer and no colleague.")
class EscalateToSupplierInput:
    number: int = strawberry.field(description="The report's public number.")
    supplier_id: strawberry.ID = strawberry.field(description="The supplier.")
    message: str = strawberry.field(description="What does not work, in 2000 characters at most.")
    idempotency_key: str | None = None


@strawberry.input(description="A reference or an answer left out stays as it was.")
class UpdateSupplierCaseInput:
    case_id: strawberry.ID = strawberry.field(
        description="The case, as `data.case.id` of a webhook or a node."
    )
    status: suppliers.CaseStatus
    external_reference: str = strawberry.field(default="", description="The supplier's own number for it.")
    answer: str = strawberry.field(default="", description="What the supplier says, for everybody.")
    idempotency_key: str | None = None


@strawberry.type
class EscalateToSupplierSuccess:
    supplier_case: SupplierCase = strawberry.field(name="case", description="What was put to the supplier.")


@strawberry.type
class UpdateSupplierCaseSuccess:
    supplier_case: SupplierCase = strawberry.field(name="case", description="As it is now.")


EscalateToSupplierResult = Annotated[
    EscalateToSupplierSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("EscalateToSupplierResult"),
]
UpdateSupplierCaseResult = Annotated[
    UpdateSupplierCaseSuccess | NotFoundError | ForbiddenError | ConflictError | InvalidInputError,
    strawberry.union("UpdateSupplierCaseResult"),
]


@strawberry.type
class CasesMutation:
    @strawberry.mutation(description="Put a report to the supplier of what does not work, once.")
    async def escalate_to_supplier(
        self, info: Info, input: EscalateToSupplierInput
    ) -> EscalateToSupplierResult:
        async def act(session: Session, actor: Actor) -> UUID:
            supplier_id = decode(input.supplier_id, "Supplier", "supplier_id")
            values = {"supplier_id": supplier_id, "message": input.message}
            given = checked(suppliers.EscalationInput, values)
            report = await reports.get_report(session, actor, input.number)
            standing = await reports.standing_of(session, actor, report)
            return (await suppliers.escalate_to_supplier(session, standing, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> EscalateToSupplierSuccess:
            return EscalateToSupplierSuccess(supplier_case=await _case(context, id))

        return await transact(info, "reports", input, act, show)

    @strawberry.mutation(
        description="Say what the supplier says of a case: for its own tool, with a token, or a colleague."
    )
    async def update_supplier_case(
        self, info: Info, input: UpdateSupplierCaseInput
    ) -> UpdateSupplierCaseResult:
        async def act(session: Session, actor: Actor) -> UUID:
            values = strawberry.asdict(input)
            case_id = decode(input.case_id, "SupplierCase", "case_id")
            given = checked(suppliers.CaseInput, values)
            return (await suppliers.update_case(session, actor, case_id, given)).id

        async def show(context: Context, actor: Actor, id: UUID) -> UpdateSupplierCaseSuccess:
            return UpdateSupplierCaseSuccess(supplier_case=await _case(context, id))

        return await transact(info, "reports", input, act, show)


async def _case(context: Context, case_id: UUID) -> SupplierCase:
    return case_node((await suppliers.cases_by_ids(context.session, [case_id]))[case_id])
