"""GraphQL of knowledge: articles, and what those who keep them do."""

from schema.knowledge.acting import KnowledgeMutation
from schema.knowledge.articles import KnowledgeQuery

__all__ = ["KnowledgeMutation", "KnowledgeQuery"]
