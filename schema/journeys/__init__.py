"""GraphQL of journeys."""

from schema.journeys import nodes as nodes
from schema.journeys.drawing import JourneysMutation
from schema.journeys.journeys import JourneysQuery

__all__ = ["JourneysMutation", "JourneysQuery"]
