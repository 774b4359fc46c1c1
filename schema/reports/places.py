"""Where a report is put: the global ids of an input, told apart."""

from typing import Any

from schema.ids import decode

PLACES = (("topic_id", "Topic"), ("step_id", "JourneyStep"), ("handoff_id", "Handoff"))


def placed(values: dict[str, Any]) -> dict[str, Any]:
    """The input with its global ids decoded."""
    return values | {name: decode(values[name], kind, name) for name, kind in PLACES if values.get(name)}
