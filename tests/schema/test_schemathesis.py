"""Schemathesis writes documents for every operation: none of them is answered by a failure of ours.

It knows the schema as tools do, from its SDL, and asks over HTTP. A deeper run is among the proofs.
"""

import asyncio

from tests.faces import Faces
from tests.schema.fuzzing import asked_of_every_operation
from tests.serving import served

EXAMPLES = 1
OPERATIONS = 150
"""At least: a schema that cannot be read would ask nothing."""


async def test_no_operation_is_answered_by_a_failure(faces: Faces) -> None:
    cookie = await faces.session_cookie("solene")
    async with served(faces.app) as address:
        told = await asyncio.to_thread(asked_of_every_operation, address, cookie, EXAMPLES)
    assert len(told.operations) > OPERATIONS
    assert told.failures == []
