"""GraphQL of journeys."""

from schema.journeys.journeys import JourneysQuery

__all__ = ["JourneysQuery"]
