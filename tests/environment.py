"""What a process of the product is run with in tests: the settings given, and none of this machine's."""

import json
import os

from pydantic import SecretStr

from backend.settings import Settings


def environment(**given: str) -> dict[str, str]:
    """Every setting, as given or at its default: what is named here is not looked for in a `.env`."""
    settings = {
        name: _written(field.get_default(call_default_factory=True))
        for name, field in Settings.model_fields.items()
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIAPASON_")}
    named = settings | {"mode": "development"} | given
    return kept | {f"DIAPASON_{name.upper()}": value for name, value in named.items()}


def _written(default: object) -> str:
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    return default if isinstance(default, str) else json.dumps(default)
