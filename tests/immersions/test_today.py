"""What immersions ask on the first page."""

from datetime import timedelta

import pytest

from backend import immersions
from backend.core.clock import now
from backend.core.db import Database
from backend.immersions import OfferStatus, Phase, PhaseInput
from tests.cast import Cast
from tests.immersions.scene import acting, an_edition, an_offer, wished


@pytest.mark.parametrize(("days", "warned"), [(2, True), (4, False)])
async def test_ines_is_warned_three_days_before_the_matching(
    cast: Cast, database: Database, days: int, warned: bool
) -> None:
    closes = PhaseInput(phase=Phase.MATCHING, opens_at=now() + timedelta(days=days))
    async with database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES, phases=[closes])
        offer = await an_offer(session, cast, edition)
        await an_offer(session, cast, edition, status=OfferStatus.PROPOSED)
        ines, karim, solene, yann = [
            await acting(session, cast, name) for name in ("ines", "karim", "solene", "yann")
        ]
        assert [ask.code for ask in await immersions.asks_for(session, ines)] == ["wishes"]
        await wished(session, cast, edition, "ines", offer)
        codes = [ask.code for ask in await immersions.asks_for(session, ines)]
        assert codes == (["approval_missing"] if warned else [])
        assert [ask.code for ask in await immersions.asks_for(session, karim)] == ["wishes", "absences"]
        assert "offers_proposed" in [ask.code for ask in await immersions.asks_for(session, solene)]
        assert await immersions.asks_for(session, yann) == []
