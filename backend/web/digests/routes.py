"""The addresses of the monthly digest. A message's own link unsubscribes without anybody signing in."""

from starlette.routing import BaseRoute, Route

from backend.web.digests import feed, issues, mail, subscriptions, versions, workshop
from backend.web.page import acting, reading

UNDER = {
    "items/{item_id:uuid}": workshop.edit_item,
    "gather": workshop.gather,
    "headline": workshop.write_headline,
    "word": workshop.write_word,
    "comments": workshop.comment,
    "review": workshop.request_review,
    "reject": workshop.reject,
    "delegate": workshop.name_delegate,
    "sign": workshop.sign,
    "schedule": workshop.schedule,
    "pause": workshop.pause,
    "resume": workshop.resume,
    "cancel": workshop.cancel,
}
ONE_CLICK = acting(subscriptions.unsubscribe, unsigned=True, anywhere=True)

ROUTES: list[BaseRoute] = [
    Route("/digests", reading(issues.index)),
    Route("/digests", acting(issues.compose, again=issues.index), methods=["POST"]),
    Route("/digests/feed.atom", reading(feed.atom)),
    Route("/digests/feed", acting(feed.renew), methods=["POST"]),
    Route("/digests/feed/{key}", reading(feed.own, unsigned=True)),
    Route("/digests/subscription", acting(subscriptions.choose), methods=["POST"]),
    Route("/digests/unsubscribe/{token}", reading(subscriptions.ask, unsigned=True)),
    Route("/digests/unsubscribe/{token}", ONE_CLICK, methods=["POST"]),
    Route("/digests/{number}", reading(issues.show)),
    Route("/digests/{number}/print", reading(issues.paper)),
    Route("/digests/{number}/screen", reading(issues.screen)),
    Route("/digests/{number}/looks/{locale}", reading(mail.looks)),
    Route("/digests/{number}/mail/{locale}", reading(mail.show)),
    Route("/digests/{number}/versions/{revision}", reading(versions.show)),
    Route("/digests/{number}/edit", reading(workshop.show)),
    *(
        Route(f"/digests/{{number}}/{name}", acting(handler, again=workshop.show), methods=["POST"])
        for name, handler in UNDER.items()
    ),
]
