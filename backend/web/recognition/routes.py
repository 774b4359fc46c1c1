"""The addresses of one's face, and of the words colleagues send each other."""

from starlette.routing import BaseRoute, Route

from backend.web.page import acting, reading
from backend.web.recognition import bravos, faces

ROUTES: list[BaseRoute] = [
    Route("/recognition", reading(faces.show)),
    Route("/recognition/face", acting(faces.show_face), methods=["POST"]),
    Route("/bravos/new", reading(bravos.new)),
    Route("/bravos", acting(bravos.create, again=bravos.new), methods=["POST"]),
    Route("/bravos/{id:uuid}/quote", acting(bravos.quote), methods=["POST"]),
]
