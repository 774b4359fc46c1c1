"""Rows that wait to be compared are kept as they came, whatever their texts hold."""

import pytest
import sqlalchemy as sa

from backend.core.db import Database
from backend.core.ids import new_id
from backend.identity.importing import staging
from backend.identity.importing.staging import STAGED
from backend.identity.models import PersonStatus


@pytest.mark.parametrize("text", ["\\N", "a\tb\nc\rd", "\\t\\", "\"quoted\", 'so'", "", "é…\U0001f493"])
async def test_any_text_is_staged_as_it_is(database: Database, text: str) -> None:
    row = dict.fromkeys(STAGED.c.keys()) | {
        "line": 2,
        "person_id": new_id(),
        "is_new": True,
        "status": PersonStatus.INACTIVE,
        "family_name": text,
    }
    async with database.writing() as session:
        await staging.create(session)
        await staging.load(session, [row, row | {"line": 3, "family_name": None}])
        found = await session.execute(sa.select(STAGED).order_by(STAGED.c.line))
        assert [dict(one) for one in found.mappings()] == [row, row | {"line": 3, "family_name": None}]
        await staging.drop(session)
