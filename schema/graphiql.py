from starlette.routing import BaseRoute

from backend.services import Services


def graphiql_routes(services: Services) -> list[BaseRoute]:
    return []
