"""Suppliers: a defect of what they make is put to them, and what they say of it comes back.

Start with `cases` for a report put to a supplier, `suppliers` for the list, `rows` for what is read.
"""

from backend.suppliers import errors
from backend.suppliers.cases import ANSWERED, ESCALATED, escalate_to_supplier, update_case
from backend.suppliers.inputs import CaseInput, EscalationInput, SupplierInput
from backend.suppliers.models import CASES, SUPPLIERS, CaseStatus, Supplier, SupplierCase
from backend.suppliers.rows import (
    CaseRow,
    SupplierRow,
    cases_by_ids,
    cases_of,
    suppliers_by_ids,
    visible_suppliers,
)
from backend.suppliers.suppliers import add_supplier, close_supplier, get_supplier

__all__ = [
    "ANSWERED",
    "CASES",
    "ESCALATED",
    "SUPPLIERS",
    "CaseInput",
    "CaseRow",
    "CaseStatus",
    "EscalationInput",
    "Supplier",
    "SupplierCase",
    "SupplierInput",
    "SupplierRow",
    "add_supplier",
    "cases_by_ids",
    "cases_of",
    "close_supplier",
    "errors",
    "escalate_to_supplier",
    "get_supplier",
    "suppliers_by_ids",
    "update_case",
    "visible_suppliers",
]
