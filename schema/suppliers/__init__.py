"""GraphQL of suppliers: one file per noun, gathered here."""

import strawberry

from schema.suppliers.cases import CasesMutation
from schema.suppliers.suppliers import ListMutation, SuppliersQuery


@strawberry.type
class SuppliersMutation(ListMutation, CasesMutation):
    pass


__all__ = ["SuppliersMutation", "SuppliersQuery"]
