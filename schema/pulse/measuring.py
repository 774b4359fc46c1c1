"""From a question to the commitment whose effect it measures again."""

from typing import TYPE_CHECKING
from uuid import UUID

from schema.context import Info
from schema.node import linked

if TYPE_CHECKING:
    from schema.commitments.types import Commitment


async def measured_commitment(info: Info, measures_id: UUID | None) -> "Commitment | None":
    """The commitment that a question measures again; None where it is none's."""
    found: Commitment | None = await linked(info, "Commitment", measures_id) if measures_id else None
    return found
