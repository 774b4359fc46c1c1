"""The addresses of customer journeys."""

from starlette.routing import BaseRoute, Route

from backend.web.journeys import editing, journeys, reviews
from backend.web.page import acting, reading

ROUTES: list[BaseRoute] = [
    Route("/journeys", reading(journeys.index)),
    Route("/journeys/new", reading(editing.new)),
    Route("/journeys/new", acting(editing.create, again=editing.new), methods=["POST"]),
    Route("/journeys/{id:uuid}", reading(journeys.show)),
    Route("/journeys/{id:uuid}/edit", reading(editing.edit)),
    Route("/journeys/{id:uuid}/edit", acting(editing.change, again=editing.edit), methods=["POST"]),
    Route("/journeys/{id:uuid}/reviews/new", reading(reviews.new)),
    Route("/journeys/{id:uuid}/reviews", acting(reviews.create, again=reviews.new), methods=["POST"]),
    Route("/journeys/{id:uuid}/reviews/{review_id:uuid}", reading(reviews.show)),
]
