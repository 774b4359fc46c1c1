"""What circles ask of a reader, and what they answered; one function per noun, gathered here."""

from collections.abc import Awaitable, Callable

from backend.circles import messages_today
from backend.circles.charter_rows import charter_asks
from backend.circles.gathering_asks import gathering_asks, gathering_news
from backend.circles.membership_today import membership_asks, membership_told
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.today import Ask, Told

ASKS: tuple[Callable[[Session, Actor], Awaitable[list[Ask]]], ...] = (
    membership_asks,
    messages_today.asks_for,
    gathering_asks,
    charter_asks,
)
TOLD: tuple[Callable[[Session, Actor], Awaitable[list[Told]]], ...] = (
    membership_told,
    messages_today.told_to,
    gathering_news,
)


async def asks_for(session: Session, actor: Actor) -> list[Ask]:
    """What circles ask of the actor; a constant number of statements."""
    return [ask for source in ASKS for ask in await source(session, actor)]


async def told_to(session: Session, actor: Actor) -> list[Told]:
    """What circles answered to the actor lately; a constant number of statements."""
    return [told for source in TOLD for told in await source(session, actor)]
