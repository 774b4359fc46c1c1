"""The pages of the product: those of no slice, and each slice's own table.

An address is taken by the first route that matches it, so a slice lists its fixed words before its names.
"""

from starlette.routing import BaseRoute, Route

from backend.web import back_channel, badge, health, notifications, profile, search, sign_in, today
from backend.web.admin.routes import ROUTES as ADMIN
from backend.web.circles.routes import ROUTES as CIRCLES
from backend.web.commitments.routes import ROUTES as COMMITMENTS
from backend.web.digests.routes import ROUTES as DIGESTS
from backend.web.forum.routes import ROUTES as FORUM
from backend.web.immersions.routes import ROUTES as IMMERSIONS
from backend.web.journeys.routes import ROUTES as JOURNEYS
from backend.web.knowledge.routes import ROUTES as KNOWLEDGE
from backend.web.live import live
from backend.web.page import acting, reading
from backend.web.pulse.routes import ROUTES as PULSE
from backend.web.recognition.routes import ROUTES as RECOGNITION
from backend.web.reports.routes import ROUTES as REPORTS
from backend.web.signals.routes import ROUTES as SIGNALS


def routes() -> list[BaseRoute]:
    """The pages' routes, in the order of the navigation."""
    return [
        Route("/healthz", health.show),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/", reading(today.show)),
        Route("/search", reading(search.show)),
        *CIRCLES,
        *REPORTS,
        *FORUM,
        *KNOWLEDGE,
        *RECOGNITION,
        *DIGESTS,
        *SIGNALS,
        *IMMERSIONS,
        *JOURNEYS,
        *PULSE,
        *COMMITMENTS,
        *ADMIN,
        Route("/me", reading(profile.show)),
        Route("/me", acting(profile.update, again=profile.show), methods=["POST"]),
        Route("/me/notifications", reading(notifications.index)),
        Route("/me/notifications/live", live(badge.watch, badge.news)),
        Route("/me/notifications/read", acting(notifications.read), methods=["POST"]),
        Route("/me/preferences", acting(notifications.prefer, again=profile.show), methods=["POST"]),
        Route("/unsubscribe/{token}", reading(notifications.stopping, unsigned=True)),
        Route(
            "/unsubscribe/{token}", acting(notifications.stop, unsigned=True, anywhere=True), methods=["POST"]
        ),
        Route("/me/sign-out-everywhere", acting(profile.sign_out_everywhere), methods=["POST"]),
        Route("/me/sessions/{id:uuid}/sign-out", acting(profile.sign_out_one), methods=["POST"]),
        Route("/sign-in", reading(sign_in.show, public=True)),
        Route("/sign-in", acting(sign_in.start, before=sign_in.set_off, public=True), methods=["POST"]),
        Route("/sign-in/callback", acting(sign_in.finish, before=sign_in.come_back, public=True)),
        Route(
            "/sign-out", acting(sign_in.leave, before=sign_in.find_the_way_out, public=True), methods=["POST"]
        ),
        Route("/sign-out/notice", back_channel.notice, methods=["POST"]),
        Route("/language", acting(sign_in.choose_language, public=True), methods=["POST"]),
    ]
