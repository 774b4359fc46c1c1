"""What people and tools may say about suppliers. Limits mirror the columns."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.suppliers.models import CaseStatus


class Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SupplierInput(Input):
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    products: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class EscalationInput(Input):
    """What is put to a supplier: it leaves the company, so it holds no customer's name."""

    supplier_id: UUID
    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class CaseInput(Input):
    """What the supplier says of a case."""

    status: CaseStatus
    external_reference: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    answer: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""
