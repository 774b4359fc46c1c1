"""Every URL of the pages, on one page."""

from starlette.routing import BaseRoute, Route

from backend.web import profile, sign_in
from backend.web.circles import circles
from backend.web.page import acting, reading


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/circles", reading(circles.index)),
        Route("/circles/{slug}", reading(circles.show)),
        Route("/circles/{slug}/join", acting(circles.join), methods=["POST"]),
        Route("/circles/{slug}/leave", acting(circles.leave), methods=["POST"]),
        Route("/me", reading(profile.show)),
        Route("/me", acting(profile.update, again=profile.show), methods=["POST"]),
        Route("/me/mail", acting(profile.choose_mail), methods=["POST"]),
        Route("/me/sign-out-everywhere", acting(profile.sign_out_everywhere), methods=["POST"]),
        Route("/me/sessions/{id:uuid}/sign-out", acting(profile.sign_out_one), methods=["POST"]),
        Route("/sign-in", reading(sign_in.show, public=True)),
        Route("/sign-in", acting(sign_in.start, before=sign_in.set_off, public=True), methods=["POST"]),
        Route("/sign-in/callback", acting(sign_in.finish, before=sign_in.come_back, public=True)),
        Route(
            "/sign-out",
            acting(sign_in.leave, before=sign_in.find_the_way_out, public=True),
            methods=["POST"],
        ),
        Route("/language/{locale}", acting(sign_in.choose_language, public=True)),
    ]
