"""The composition root: settings in, an ASGI application out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from backend.core import logs
from backend.core.garbage import keep_what_is_loaded, look_seldom
from backend.core.stopping import at_the_signal, stop_without_a_parent
from backend.core.threads import think_in_threads_that_go
from backend.http.compression import Compression
from backend.http.cookies import PlainCookies
from backend.http.provider import Provider
from backend.http.signposts import Signposts
from backend.http.watching import Watching
from backend.services import UI, Services, build_services
from backend.settings import Settings
from backend.web.failures import broken, nowhere
from backend.web.headers import SecurityHeaders
from backend.web.routes import routes
from backend.web.templates import Templates
from backend.worker import Worker
from schema import graphql_routes


def build_app(settings: Settings, services: Services | None = None) -> Starlette:
    """The application: pages, GraphQL, and on SQLite the worker, which must share the writer's queue."""
    services = services or build_services(settings)
    templates = Templates(settings.htmx_url or None, services.catalogues)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        templates.get_ready()
        think_in_threads_that_go()
        worker = Worker(services.database, zone=settings.zone) if services.database.is_sqlite else None
        working = asyncio.create_task(worker.run()) if worker else None
        hearing = asyncio.create_task(services.database.live.run())

        def stopping() -> None:
            services.database.live.close()
            if worker:
                worker.stop()

        with at_the_signal(stopping):
            yield
        stopping()
        hearing.cancel()
        if worker and working:
            await worker.end(working)
        await services.database.close()

    app = Starlette(
        routes=[
            Signposts([*routes(), *graphql_routes(services)]),
            Mount("/static", StaticFiles(directory=UI / "static"), name="static"),
        ],
        middleware=[
            Middleware(PlainCookies),
            Middleware(
                SecurityHeaders,
                scripts=templates.htmx.addresses,
                issuer=settings.oidc_issuer,
                https=settings.base_url.startswith("https://"),
            ),
            Middleware(Compression),
            Middleware(Watching),
            # Inside the headers, so that the page of a failure keeps them.
            Middleware(ServerErrorMiddleware, handler=broken),
        ],
        exception_handlers={404: nowhere, 405: nowhere},
        lifespan=lifespan,
    )
    # The address that a redirect would name comes from the request.
    app.router.redirect_slashes = False
    app.state.services = services
    app.state.templates = templates
    app.state.provider = Provider(settings)
    return app


def app_from_environment() -> Starlette:
    """The application of this process's own settings, for a server that builds it itself."""
    stop_without_a_parent()
    look_seldom()
    settings = Settings()
    logs.configure(as_json=settings.mode == "production")
    app = build_app(settings)
    keep_what_is_loaded()
    return app
