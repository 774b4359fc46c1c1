"""The addresses of commitments."""

from starlette.routing import BaseRoute, Route

from backend.web.commitments import commitments
from backend.web.page import acting, reading

ROUTES: list[BaseRoute] = [
    Route("/commitments", reading(commitments.index)),
    Route("/commitments/mine", reading(commitments.mine)),
    Route("/commitments/{id:uuid}/keep", acting(commitments.keep), methods=["POST"]),
    Route("/commitments/{id:uuid}/move", acting(commitments.move, again=commitments.mine), methods=["POST"]),
    Route("/commitments/{id:uuid}/drop", acting(commitments.drop, again=commitments.mine), methods=["POST"]),
]
