"""What a ballot holds, and how it is laid out before it is sealed."""

import json
from typing import Any, TypedDict

from pydantic_core import to_json

BLOCK = 1024
"""Payloads are padded to a multiple of this: a ballot’s length does not tell a short comment from none."""


class Groups(TypedDict):
    """The groups a ballot counts in, as ids; none where only the whole company may be named."""

    unit: str | None
    site: str | None
    job_family: str | None


class Said(TypedDict):
    """What somebody answered. `code_hash` is there with a comment only."""

    answers: dict[str, Any]
    comment: str | None
    code_hash: str | None


class Payload(Said):
    """What a ballot holds once unsealed."""

    groups: Groups


def padded(payload: Payload) -> bytes:
    """The payload as it is sealed, its length rounded up."""
    plain = to_json(payload)
    # JSON takes spaces after its end.
    return plain + b" " * (-len(plain) % BLOCK)


def unpadded(plain: bytes) -> Payload:
    """The payload of an opened ballot."""
    payload: Payload = json.loads(plain)
    return payload
