"""The addresses of the forum. « The same question » is counted without a key: who said it is not kept."""

from starlette.routing import BaseRoute, Route

from backend.web.forum import acting as acts
from backend.web.forum import live as threads_live
from backend.web.forum import threads
from backend.web.live import live
from backend.web.page import acting, reading

ON_THREAD = {
    "answers": acts.answer,
    "lock": acts.lock,
    "unlock": acts.unlock,
    "expert": acts.ask,
    "again": acts.again,
}
ON_POST = {
    "vote": acts.vote,
    "helped": acts.helped,
    "accept": acts.accept,
    "confirm": acts.confirm,
    "outdated": acts.outdated,
    "flag": acts.flag,
    "keep": acts.keep,
    "hide": acts.hide,
    "restore": acts.restore,
}

ROUTES: list[BaseRoute] = [
    Route("/forum", reading(threads.index)),
    Route("/forum", acting(threads.create, again=threads.new), methods=["POST"]),
    Route("/forum/new", reading(threads.new)),
    Route("/forum/similar", reading(threads.similar)),
    Route("/forum/flagged", reading(acts.flagged)),
    Route("/forum/{id}", reading(threads.show)),
    Route("/forum/{id}/live", live(threads_live.watch, threads_live.news)),
    *(
        Route(f"/forum/{{id}}/{name}", acting(act, again=threads.show), methods=["POST"])
        for name, act in ON_THREAD.items()
    ),
    *(
        Route(f"/forum/{{id}}/posts/{{post_id}}/{name}", acting(act, again=threads.show), methods=["POST"])
        for name, act in ON_POST.items()
    ),
]
