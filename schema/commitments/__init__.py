"""GraphQL of commitments."""

from schema.commitments.types import Commitment, commitment_node
from schema.commitments.updating import CommitmentsMutation

__all__ = ["Commitment", "CommitmentsMutation", "commitment_node"]
