"""The addresses of knowledge. « The same question » is counted without a key, as in the forum."""

from starlette.routing import BaseRoute, Route

from backend.web.knowledge import articles
from backend.web.page import acting, reading

UNDER = {
    "validate": articles.validate,
    "edit": articles.revise,
    "archive": articles.archive,
    "again": articles.again,
}

ROUTES: list[BaseRoute] = [
    Route("/knowledge", reading(articles.index)),
    Route("/knowledge/{slug}", reading(articles.show)),
    Route("/forum/{id}/posts/{post_id}/promote", acting(articles.promote), methods=["POST"]),
    *(
        Route(f"/knowledge/{{slug}}/{name}", acting(act, again=articles.show), methods=["POST"])
        for name, act in UNDER.items()
    ),
]
