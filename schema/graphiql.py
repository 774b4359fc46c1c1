"""The page that explores GraphQL, in the demo alone: its scripts are not ours, so its policy is its own."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from backend.services import Services

CDN = "https://cdn.jsdelivr.net/npm"
SCRIPTS = {
    f"{CDN}/react@18.3.1/umd/react.production.min.js": (
        "sha384-DGyLxAyjq0f9SPpVevD6IgztCFlnMF6oW/XQGmfe+IsZ8TqEiDrcHkMLKI6fiB/Z"
    ),
    f"{CDN}/react-dom@18.3.1/umd/react-dom.production.min.js": (
        "sha384-gTGxhz21lVGYNMcdJOyq01Edg0jhn/c22nsx0kyqP0TxaV5WVdsSH1fSDUf5YJj1"
    ),
    f"{CDN}/graphiql@3.8.3/graphiql.min.js": (
        "sha384-HbRVEFG0JGJZeAHCJ9Xm2+tpknBQ7QZmNlO/DgZtkZ0aJSypT96YYGRNod99l9Ie"
    ),
}
"""Address and integrity, in the order they run."""
STYLE = f"{CDN}/graphiql@3.8.3/graphiql.min.css"
STYLE_INTEGRITY = "sha384-Mq3vbRBY71jfjQAt/DcjxUIYY33ksal4cgdRt9U/hNPvHBCaT2JfJ/PTRiPKf0aM"

# The editor writes its own styles as it draws; nothing it runs is evaluated from text.
POLICY = (
    f"default-src 'none'; script-src 'self' {' '.join(SCRIPTS)}; style-src 'self' 'unsafe-inline' {STYLE}; "
    "img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_LOADED = "\n".join(
    f'<script src="{url}" integrity="{integrity}" crossorigin="anonymous" defer></script>'
    for url, integrity in SCRIPTS.items()
)
PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>GraphiQL — Diapason</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{STYLE}" integrity="{STYLE_INTEGRITY}" crossorigin="anonymous">
<link rel="stylesheet" href="/static/graphiql.css">
{_LOADED}
<script src="/static/graphiql.js" defer></script>
</head>
<body><div id="graphiql">Loading GraphiQL…</div></body>
</html>
"""


async def show(_request: Request) -> Response:
    """GraphiQL; it asks as whoever is signed in in this browser."""
    return HTMLResponse(PAGE, headers={"content-security-policy": POLICY})


def graphiql_routes(services: Services) -> list[BaseRoute]:
    """The page in the demo; nothing elsewhere."""
    return [Route("/graphiql", show)] if services.settings.mode == "demo" else []
