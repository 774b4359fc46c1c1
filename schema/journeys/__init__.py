"""GraphQL of journeys."""

from schema.journeys.journeys import JourneysMutation, JourneysQuery

__all__ = ["JourneysMutation", "JourneysQuery"]
