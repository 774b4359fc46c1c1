"""The chain in figures: from what hurts to what was measured again."""

from dataclasses import dataclass

from starlette.responses import Response

from backend import chain
from backend.web.page import Context, Visit


@dataclass(frozen=True)
class ChainPage(Context):
    chain: chain.Chain


async def show(visit: Visit) -> Response:
    """How far what was said in a year has come, for everybody."""
    page = ChainPage(await chain.chain_of(visit.session, visit.actor))
    return await visit.render("reports/chain.html", page)
