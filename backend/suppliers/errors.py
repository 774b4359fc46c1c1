"""Refusals of suppliers. Each is worded by the catalogues under `error.<code>`."""

from backend.core.errors import Conflict, Forbidden


class SupplierManagersOnly(Forbidden):
    """Only an administrator keeps the list of suppliers."""


class SupplierNameTaken(Conflict):
    """Another supplier has this name."""

    field = "name"


class SupplierClosed(Conflict):
    """The supplier takes no more cases."""


class AlreadyEscalated(Conflict):
    """The report was put to this supplier before."""
