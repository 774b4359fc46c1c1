"""GraphQL of commitments."""

from schema.commitments.types import Commitment, commitment_node

__all__ = ["Commitment", "commitment_node"]
