"""Waves opened and closed by Nadia, in one unit of work with what comes before and after."""

from backend import pulse
from backend.core.db import Session
from tests.cast import Cast


async def opened(session: Session, cast: Cast, survey: pulse.Survey) -> pulse.Wave:
    return await pulse.open_wave(session, await cast.actor("nadia"), survey)


async def closed(session: Session, cast: Cast, wave: pulse.Wave) -> None:
    await pulse.close_wave(session, await cast.actor("nadia"), wave)
