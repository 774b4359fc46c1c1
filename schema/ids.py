"""Global ids: a type's name and its UUID. One that makes no sense is a refusal, not a crash."""

from uuid import UUID

from strawberry.relay import GlobalID, GlobalIDValueError

from backend.core.errors import Invalid


class BadId(Invalid):
    """The id is not one of ours, or is of another type than `expected`."""

    field = "id"


def decode(value: str, expected: str, field: str = "id") -> UUID:
    """The UUID inside a global id of type `expected`. Errors: BadId."""
    try:
        found = GlobalID.from_id(value)
        if found.type_name != expected:
            raise BadId(field=field, expected=expected)
        return UUID(found.node_id)
    except (GlobalIDValueError, ValueError) as error:
        raise BadId(field=field, expected=expected) from error


def encode(type_name: str, node_id: UUID) -> str:
    """The global id of a node."""
    return str(GlobalID(type_name=type_name, node_id=str(node_id)))
