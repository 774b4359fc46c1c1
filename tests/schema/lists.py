"""Which fields of GraphQL are lists."""

from graphql import is_required_argument

from schema import schema


def lists() -> list[str]:
    """The fields of Query that are lists, and ask for nothing more."""
    query = schema._schema.query_type
    assert query
    return [
        name
        for name, field in query.fields.items()
        if "first" in field.args and not any(map(is_required_argument, field.args.values()))
    ]
